package rewardloom.model.shaping;

import rewardloom.model.statistics.Order;
import rewardloom.model.statistics.RunningMoments;

/**
 * Mean, standard deviation and extremes as they were known when each reward was shaped.
 *
 * @param mean for each row
 * @param sd for each row
 * @param min for each row
 * @param max for each row
 */
record RunningStatistics(double[] mean, double[] sd, double[] min, double[] max) {

    /**
     * Takes the rewards in batch by batch.
     *
     * @param steps step of each reward, of which each is a batch; empty for batches of {@code size} rewards in order
     * @param included whether a batch counts before it is shaped, as in the authors' code; else only what came before counts, and the
     *     first batch is shaped as if mean and minimum were 0, standard deviation and maximum 1
     * @param ddof 0 for population, 1 for sample deviation
     */
    static RunningStatistics of(double[] rewards, double[] steps, int size, boolean included, int ddof) {
        int n = rewards.length;
        double[] places = new double[n];
        for (int i = 0; i < n; i++) {
            places[i] = steps.length == 0 ? i / size : steps[i];
        }
        int[] order = Order.ascending(places);
        RunningStatistics result = new RunningStatistics(new double[n], new double[n], new double[n], new double[n]);
        RunningMoments moments = new RunningMoments();
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && places[order[to]] == places[order[from]]) {
                to++;
            }
            if (included) {
                moments.add(rewards, order, from, to);
            }
            for (int i = from; i < to; i++) {
                result.note(order[i], moments, ddof);
            }
            if (!included) {
                moments.add(rewards, order, from, to);
            }
            from = to;
        }
        return result;
    }

    private void note(int row, RunningMoments moments, int ddof) {
        boolean known = moments.n() > 0;
        mean[row] = moments.mean();
        sd[row] = known ? moments.deviation(ddof) : 1;
        min[row] = known ? moments.min() : 0;
        max[row] = known ? moments.max() : 1;
    }
}
