package rewardloom.model.curve;

import java.util.Arrays;
import rewardloom.model.table.RunName;

/**
 * One metric of one run, in file order.
 *
 * @param run the run
 * @param tag the metric
 * @param steps step of each point
 * @param x place of each point on the chosen axis, NaN where it has none
 * @param y values
 * @param unmatched number of points without a place on the chosen axis
 * @param extent what is known of the values
 */
record RunCurve(RunName run, String tag, double[] steps, double[] x, double[] y, int unmatched, Extent extent) {

    /**
     * What one pass over the values tells.
     *
     * @param nonfinite number of values that are not finite
     * @param firstNonfinite row of the first of them, -1 if there is none
     * @param last last finite value, NaN if there is none
     * @param min smallest finite value, NaN if there is none
     * @param max largest finite value, NaN if there is none
     */
    record Extent(long nonfinite, int firstNonfinite, double last, double min, double max) {
        static Extent of(double[] y) {
            long nonfinite = 0;
            int first = -1;
            double last = Double.NaN;
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < y.length; i++) {
                if (Double.isFinite(y[i])) {
                    last = y[i];
                    min = Math.min(min, last);
                    max = Math.max(max, last);
                } else {
                    first = nonfinite++ == 0 ? i : first;
                }
            }
            return min <= max
                    ? new Extent(nonfinite, first, last, min, max)
                    : new Extent(nonfinite, first, last, Double.NaN, Double.NaN);
        }
    }

    /** The same run over its steps. */
    RunCurve overSteps() {
        return new RunCurve(run, tag, steps, steps, y, 0, extent);
    }

    /** The name under which it is drawn. */
    String group(boolean bySeeds) {
        return bySeeds ? run.group() : run.name();
    }

    int size() {
        return y.length;
    }

    long nonfinite() {
        return extent.nonfinite;
    }

    /** Number of points whose step is smaller than the one before. */
    long backwardSteps() {
        long count = 0;
        for (int i = 1; i < steps.length; i++) {
            count += steps[i] < steps[i - 1] ? 1 : 0;
        }
        return count;
    }

    double lastStep() {
        return Arrays.stream(steps).max().orElse(Double.NaN);
    }
}
