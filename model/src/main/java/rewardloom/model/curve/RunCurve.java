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
 */
record RunCurve(RunName run, String tag, double[] steps, double[] x, double[] y, int unmatched) {

    /** The name under which it is drawn. */
    String group(boolean bySeeds) {
        return bySeeds ? run.group() : run.name();
    }

    RunCurve withY(double[] newY) {
        return new RunCurve(run, tag, steps, x, newY, unmatched);
    }

    int size() {
        return y.length;
    }

    long nonfinite() {
        return Arrays.stream(y).filter(v -> !Double.isFinite(v)).count();
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
        return steps.length == 0 ? Double.NaN : Arrays.stream(steps).max().orElseThrow();
    }
}
