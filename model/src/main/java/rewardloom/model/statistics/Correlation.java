package rewardloom.model.statistics;

import java.util.Arrays;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.PearsonsCorrelation;

/**
 * Correlation of two equally long samples. A pair with a non-finite value is left out; the result is NaN below two pairs and when
 * one side is constant.
 */
public final class Correlation {
    private Correlation() {}

    /** Pearson's product-moment correlation. */
    public static double pearson(double[] x, double[] y) {
        Pairs pairs = Pairs.finite(x, y);
        return pairs.isDegenerate() ? Double.NaN : product(pairs.x, pairs.y);
    }

    /** Spearman's rank correlation: Pearson's of the ranks, ties sharing their mean rank. */
    public static double spearman(double[] x, double[] y) {
        Pairs pairs = Pairs.finite(x, y);
        return pairs.isDegenerate() ? Double.NaN : product(ranks(pairs.x), ranks(pairs.y));
    }

    /** Kendall's τ_b, which corrects for ties. */
    public static double kendall(double[] x, double[] y) {
        Pairs pairs = Pairs.finite(x, y);
        return pairs.isDegenerate() ? Double.NaN : new KendallsCorrelation().correlation(pairs.x, pairs.y);
    }

    /** Covariance with n - 1 in the denominator. */
    public static double covariance(double[] x, double[] y) {
        Pairs pairs = Pairs.finite(x, y);
        int n = pairs.x.length;
        if (n < 2) {
            return Double.NaN;
        }
        double meanX = Moments.of(pairs.x).mean();
        double meanY = Moments.of(pairs.y).mean();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (pairs.x[i] - meanX) * (pairs.y[i] - meanY);
        }
        return sum / (n - 1);
    }

    /** The rank of each value, smallest 1; ties share their mean rank. No value may be NaN. */
    public static double[] ranks(double[] values) {
        int[] order = Order.ascending(values);
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            // The mean of the ranks from + 1 to to.
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                ranks[order[i]] = rank;
            }
            from = to;
        }
        return ranks;
    }

    private static double product(double[] x, double[] y) {
        return Math.clamp(new PearsonsCorrelation().correlation(x, y), -1.0, 1.0);
    }

    private record Pairs(double[] x, double[] y) {
        static Pairs finite(double[] x, double[] y) {
            if (x.length != y.length) {
                throw new IllegalArgumentException("samples of " + x.length + " and " + y.length + " values");
            }
            double[] left = new double[x.length];
            double[] right = new double[x.length];
            int n = 0;
            for (int i = 0; i < x.length; i++) {
                if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
                    left[n] = x[i];
                    right[n] = y[i];
                    n++;
                }
            }
            return new Pairs(Arrays.copyOf(left, n), Arrays.copyOf(right, n));
        }

        boolean isDegenerate() {
            return x.length < 2 || isConstant(x) || isConstant(y);
        }

        private static boolean isConstant(double[] values) {
            for (double value : values) {
                if (value != values[0]) {
                    return false;
                }
            }
            return true;
        }
    }
}
