package rewardloom.model.curve;

import java.util.stream.IntStream;
import rewardloom.model.table.RunName;

/**
 * One metric of one run, in file order.
 *
 * @param run the run
 * @param tag the metric
 * @param steps step of each point
 * @param x place of each point on the chosen axis, NaN where it has none
 * @param y values
 * @param extent what is known of them
 */
record RunCurve(RunName run, String tag, double[] steps, double[] x, double[] y, Extent extent) {

    static RunCurve of(RunName run, String tag, Trail trail, double[] x) {
        return new RunCurve(run, tag, trail.steps(), x, trail.values(), Extent.of(trail.steps(), x, trail.values()));
    }

    /**
     * What one pass over the points tells.
     *
     * @param nonfinite number of values that are not finite
     * @param firstNonfinite row of the first of them, -1 if there is none
     * @param lastRow row of the last finite value, -1 if there is none
     * @param minRow row of the first smallest finite value, -1 if there is none
     * @param maxRow row of the first largest finite value, -1 if there is none
     * @param backward number of points whose step is smaller than the one before
     * @param lastStep largest step, NaN if there is none
     * @param unmatched number of points without a finite place
     * @param low smallest finite place, infinite if there is none
     * @param high largest finite place, negatively infinite if there is none
     */
    record Extent(
            long nonfinite,
            int firstNonfinite,
            int lastRow,
            int minRow,
            int maxRow,
            long backward,
            double lastStep,
            long unmatched,
            double low,
            double high) {
        private static final int PIECE = 1 << 18;
        private static final Extent NOTHING = new Extent(
                0, -1, -1, -1, -1, 0, Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

        static Extent of(double[] steps, double[] x, double[] y) {
            Extent all = IntStream.rangeClosed(0, y.length / PIECE)
                    .parallel()
                    .mapToObj(i -> piece(steps, x, y, i * PIECE, Math.min(y.length, (i + 1) * PIECE)))
                    .reduce(NOTHING, (a, b) -> a.then(b, y));
            return all.lastStep == Double.NEGATIVE_INFINITY ? all.withoutSteps() : all;
        }

        private static Extent piece(double[] steps, double[] x, double[] y, int from, int to) {
            long nonfinite = 0;
            int firstNonfinite = -1;
            int last = -1;
            int min = -1;
            int max = -1;
            long backward = 0;
            double lastStep = Double.NEGATIVE_INFINITY;
            long unmatched = 0;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            double before = from > 0 ? steps[from - 1] : Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                double value = y[i];
                if (Double.isFinite(value)) {
                    last = i;
                    min = min < 0 || value < y[min] ? i : min;
                    max = max < 0 || value > y[max] ? i : max;
                } else {
                    firstNonfinite = nonfinite++ == 0 ? i : firstNonfinite;
                }
                double step = steps[i];
                backward += step < before ? 1 : 0;
                lastStep = step > lastStep ? step : lastStep;
                before = step;
                double place = x[i];
                if (Double.isFinite(place)) {
                    low = Math.min(low, place);
                    high = Math.max(high, place);
                } else {
                    unmatched++;
                }
            }
            return new Extent(nonfinite, firstNonfinite, last, min, max, backward, lastStep, unmatched, low, high);
        }

        private Extent then(Extent next, double[] y) {
            return new Extent(
                    nonfinite + next.nonfinite,
                    firstNonfinite < 0 ? next.firstNonfinite : firstNonfinite,
                    next.lastRow < 0 ? lastRow : next.lastRow,
                    minRow < 0 || (next.minRow >= 0 && y[next.minRow] < y[minRow]) ? next.minRow : minRow,
                    maxRow < 0 || (next.maxRow >= 0 && y[next.maxRow] > y[maxRow]) ? next.maxRow : maxRow,
                    backward + next.backward,
                    Math.max(lastStep, next.lastStep),
                    unmatched + next.unmatched,
                    Math.min(low, next.low),
                    Math.max(high, next.high));
        }

        private Extent withoutSteps() {
            return new Extent(
                    nonfinite, firstNonfinite, lastRow, minRow, maxRow, backward, Double.NaN, unmatched, low, high);
        }
    }

    /** The same run over its steps. */
    RunCurve overSteps() {
        return new RunCurve(run, tag, steps, steps, y, extent);
    }

    int size() {
        return y.length;
    }

    long nonfinite() {
        return extent.nonfinite;
    }

    double lastStep() {
        return extent.lastStep;
    }
}
