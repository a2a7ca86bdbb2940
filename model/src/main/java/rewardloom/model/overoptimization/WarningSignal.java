package rewardloom.model.overoptimization;

import java.util.Arrays;

/**
 * How far something that needs no gold label has moved from where a run began, as it could be known at each step.
 *
 * @param name stable name of the signal
 * @param unit what {@code moved} counts, for sentences
 * @param steps training steps, ascending
 * @param moved size of the move from the first steps, from a mean over past points alone; never negative
 */
record WarningSignal(String name, String unit, double[] steps, double[] moved) {

    /** What the first steps are: this part of a run, and never fewer than this many points. */
    private static final double FIRST = 0.05;

    private static final int FEWEST = 3;

    /** How a move is measured. */
    enum Scale {
        /** The value itself, which is zero at the reference. */
        VALUE,
        /** Difference to the mean of the first points. */
        CHANGE,
        /** The same as a part of that mean. */
        RELATIVE
    }

    static WarningSignal of(String name, String unit, Scale scale, double[] steps, double[] values, int window) {
        int first = Math.min(values.length, Math.max(FEWEST, (int) (FIRST * values.length)));
        double start = GoldCurve.mean(values, 0, first);
        double[] moved = trailing(values, window);
        for (int i = 0; i < moved.length; i++) {
            // Before the first steps are over, nobody can know where the run began.
            double change = i < first - 1 ? 0 : Math.abs(moved[i] - start);
            moved[i] = switch (scale) {
                case VALUE -> Math.max(0, moved[i]);
                case CHANGE -> change;
                case RELATIVE -> start == 0 ? change : change / Math.abs(start);
            };
        }
        return new WarningSignal(name, unit, steps, moved);
    }

    /** The mean over the last so many points, fewer at the beginning: nothing of the future. */
    static double[] trailing(double[] values, int window) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = GoldCurve.mean(values, Math.max(0, i - window + 1), i + 1);
        }
        return result;
    }

    /**
     * Position of the alarm: the last of the first {@code hold} points in a row that reach a threshold.
     *
     * @return −1 if there is none
     */
    int alarm(double threshold, int hold) {
        int held = 0;
        for (int i = 0; i < moved.length; i++) {
            held = moved[i] >= threshold ? held + 1 : 0;
            if (held == hold) {
                return i;
            }
        }
        return -1;
    }

    double largest() {
        return Arrays.stream(moved).filter(Double::isFinite).max().orElse(Double.NaN);
    }
}
