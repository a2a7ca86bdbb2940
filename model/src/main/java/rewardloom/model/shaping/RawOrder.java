package rewardloom.model.shaping;

import java.util.Arrays;
import java.util.List;
import rewardloom.model.statistics.Order;

/**
 * The rewards in order, sorted once for all the functions that are compared with them.
 *
 * @param all every row by ascending reward
 * @param groups the rows of each prompt by ascending reward
 * @param gold the rows of each prompt whose gold is known, by ascending gold
 */
record RawOrder(int[] all, List<int[]> groups, List<int[]> gold) {

    static RawOrder of(RewardSample sample) {
        double[] rewards = sample.rewards();
        return new RawOrder(
                Order.ascending(rewards),
                sample.groups().stream().map(rows -> sorted(rows, rewards)).toList(),
                sample.gold().length == 0
                        ? List.of()
                        : sample.groups().stream()
                                .map(rows -> sorted(known(rows, sample.gold()), sample.gold()))
                                .toList());
    }

    private static int[] known(int[] rows, double[] gold) {
        return Arrays.stream(rows).filter(i -> Double.isFinite(gold[i])).toArray();
    }

    private static int[] sorted(int[] rows, double[] rewards) {
        int[] order = Order.ascending(RewardSample.pick(rewards, rows));
        for (int i = 0; i < order.length; i++) {
            order[i] = rows[order[i]];
        }
        return order;
    }
}
