package rewardloom.model.reward;

import java.util.List;
import rewardloom.model.statistics.Moments;

/**
 * A component's mean in the first and the last window of a group's runs.
 *
 * @param first mean over the runs of their first windows
 * @param last mean over the runs of their last windows
 * @param z difference in standard errors pooled over windows and runs; 0 when it cannot be told
 */
record Windows(double first, double last, double z) {

    /** Compares the ends of several runs' columns. */
    static Windows of(List<double[]> runs, double share) {
        double first = 0;
        double last = 0;
        double variance = 0;
        for (double[] values : runs) {
            int window = Math.max(1, (int) Math.round(values.length * share));
            Moments before = Moments.of(values, 0, window);
            Moments after = Moments.of(values, values.length - window, values.length);
            first += before.mean() / runs.size();
            last += after.mean() / runs.size();
            variance += (square(before.standardError()) + square(after.standardError())) / square(runs.size());
        }
        double z = (last - first) / Math.sqrt(variance);
        return new Windows(first, last, Double.isFinite(z) ? z : 0);
    }

    /** Last minus first. */
    double change() {
        return last - first;
    }

    private static double square(double value) {
        return value * value;
    }
}
