package rewardloom.model.curve;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import rewardloom.model.statistics.Order;

/** What a metric has at a step of another metric of the same run. */
public enum StepJoin {
    /** What was logged at this very step, the last of several; else nothing. */
    EXACT,
    /** What was logged last, at this step or before it. */
    LAST_VALUE,
    /** A value on the straight line between the neighbours; nothing before the first and after the last. */
    INTERPOLATED;

    /**
     * The values of a metric at some steps, NaN where it has none.
     *
     * @param wanted the steps
     * @param steps where the metric was logged
     * @param values what was logged there
     */
    double[] at(double[] wanted, double[] steps, double[] values) {
        if (Arrays.equals(wanted, steps)) {
            return values;
        }
        if (this == EXACT) {
            return exact(wanted, steps, values);
        }
        double[] sortedSteps = steps;
        double[] sortedValues = values;
        if (!rises(steps)) {
            int[] order = Order.ascending(steps);
            sortedSteps = pick(steps, order);
            sortedValues = pick(values, order);
        }
        double[] joined = new double[wanted.length];
        int at = 0;
        for (int i = 0; i < wanted.length; i++) {
            at = lastAtMost(sortedSteps, wanted[i], at);
            joined[i] = at < 0 ? Double.NaN : value(sortedSteps, sortedValues, at, wanted[i]);
            at = Math.max(0, at);
        }
        return joined;
    }

    private double value(double[] steps, double[] values, int at, double wanted) {
        if (this == LAST_VALUE || steps[at] == wanted) {
            return values[at];
        }
        if (at + 1 >= steps.length) {
            return Double.NaN;
        }
        double share = (wanted - steps[at]) / (steps[at + 1] - steps[at]);
        return values[at] + share * (values[at + 1] - values[at]);
    }

    /** Mostly the wanted steps rise: then the search goes on where it ended. */
    private static int lastAtMost(double[] steps, double wanted, int from) {
        int at = from < steps.length && steps[from] <= wanted ? from : -1;
        if (at < 0) {
            int found = Arrays.binarySearch(steps, wanted);
            at = found >= 0 ? found : -found - 2;
        }
        while (at + 1 < steps.length && steps[at + 1] <= wanted) {
            at++;
        }
        return at;
    }

    private static double[] exact(double[] wanted, double[] steps, double[] values) {
        Map<Double, Double> byStep = new HashMap<>(2 * steps.length);
        for (int i = 0; i < steps.length; i++) {
            byStep.put(steps[i], values[i]);
        }
        double[] joined = new double[wanted.length];
        Arrays.setAll(joined, i -> byStep.getOrDefault(wanted[i], Double.NaN));
        return joined;
    }

    private static boolean rises(double[] steps) {
        for (int i = 1; i < steps.length; i++) {
            if (!(steps[i] >= steps[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private static double[] pick(double[] values, int[] order) {
        double[] picked = new double[order.length];
        Arrays.setAll(picked, i -> values[order[i]]);
        return picked;
    }
}
