package rewardloom.model.statistics;

import java.util.Arrays;

/** Sample quantiles with linear interpolation between order statistics (Hyndman and Fan's type 7, numpy's default). */
public final class Quantiles {
    private Quantiles() {}

    /**
     * The p-quantile of the finite values.
     *
     * @param values in any order, not changed
     * @param p between 0 and 1
     * @return NaN when there is no finite value
     */
    public static double of(double[] values, double p) {
        return ofSorted(sortedFinite(values), p);
    }

    /** The middle of the finite values; the mean of the two middle ones when their number is even. */
    public static double median(double[] values) {
        return of(values, 0.5);
    }

    /** The finite values in ascending order, as a new array. */
    public static double[] sortedFinite(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        Arrays.sort(finite);
        return finite;
    }

    /**
     * The p-quantile of values that are finite and in ascending order: with h = (n - 1) p, x[⌊h⌋] + (h - ⌊h⌋)(x[⌊h⌋ + 1] - x[⌊h⌋]).
     *
     * @param p between 0 and 1
     */
    public static double ofSorted(double[] sorted, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a quantile must be between 0 and 1, not " + p);
        }
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double h = (sorted.length - 1) * p;
        int below = (int) h;
        if (below + 1 >= sorted.length) {
            return sorted[sorted.length - 1];
        }
        return sorted[below] + (h - below) * (sorted[below + 1] - sorted[below]);
    }
}
