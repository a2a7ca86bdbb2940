package rewardloom.model.reward.whatif;

import java.util.Arrays;
import java.util.List;
import rewardloom.model.reward.RewardUnits;
import rewardloom.model.statistics.Order;

/**
 * All units of all runs as they were logged.
 *
 * @param returns their returns, run after run
 * @param order positions by ascending return
 * @param starts where each run begins, then their number
 */
record LoggedOrder(double[] returns, int[] order, int[] starts) {

    static LoggedOrder of(List<RewardUnits> runs) {
        int[] starts = new int[runs.size() + 1];
        for (int r = 0; r < runs.size(); r++) {
            starts[r + 1] = starts[r] + runs.get(r).size();
        }
        double[] returns = new double[starts[runs.size()]];
        for (int r = 0; r < runs.size(); r++) {
            List<String> names = List.copyOf(runs.get(r).parts().keySet());
            double[] ones = new double[names.size()];
            Arrays.fill(ones, 1);
            double[] own = runs.get(r).returns(names, ones);
            System.arraycopy(own, 0, returns, starts[r], own.length);
        }
        return new LoggedOrder(returns, Order.ascending(returns), starts);
    }

    /** The returns of one run. */
    double[] run(int index) {
        return Arrays.copyOfRange(returns, starts[index], starts[index + 1]);
    }

    /** The run of a unit. */
    int runOf(int unit) {
        int index = Arrays.binarySearch(starts, unit);
        int run = index >= 0 ? index : -index - 2;
        // Runs without units begin where the next one does.
        while (run + 1 < starts.length && starts[run + 1] <= unit) {
            run++;
        }
        return run;
    }
}
