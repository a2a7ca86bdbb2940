package rewardloom.model.shaping;

import java.util.List;
import rewardloom.model.statistics.Order;

/**
 * The rewards in order, sorted once for all the functions that are compared with them.
 *
 * @param all every row by ascending reward
 * @param groups the rows of each prompt by ascending reward
 */
record RawOrder(int[] all, List<int[]> groups) {

    static RawOrder of(RewardSample sample) {
        double[] rewards = sample.rewards();
        return new RawOrder(
                Order.ascending(rewards),
                sample.groups().stream().map(rows -> sorted(rows, rewards)).toList());
    }

    private static int[] sorted(int[] rows, double[] rewards) {
        int[] order = Order.ascending(RewardSample.pick(rewards, rows));
        for (int i = 0; i < order.length; i++) {
            order[i] = rows[order[i]];
        }
        return order;
    }
}
