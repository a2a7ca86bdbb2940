package rewardloom.model.statistics;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Number, mean and variance of a sample. Non-finite values are left out.
 *
 * @param n number of finite values
 * @param mean their arithmetic mean, NaN when there is none
 * @param variance their variance with n - 1 in the denominator, NaN below two values
 */
public record Moments(long n, double mean, double variance) {

    /** The moments of all values. */
    public static Moments of(double[] values) {
        return of(values, 0, values.length);
    }

    /** The moments of {@code values[from]} to {@code values[to - 1]}: mean first, then squared deviations (two passes). */
    public static Moments of(double[] values, int from, int to) {
        long n = 0;
        double sum = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                sum += values[i];
                n++;
            }
        }
        double mean = n == 0 ? Double.NaN : sum / n;
        double squares = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                double deviation = values[i] - mean;
                squares += deviation * deviation;
            }
        }
        return new Moments(n, mean, n < 2 ? Double.NaN : squares / (n - 1));
    }

    /** Square root of the variance (n - 1 in the denominator). */
    public double standardDeviation() {
        return Math.sqrt(variance);
    }

    /** Standard error of the mean, s / √n. */
    public double standardError() {
        return Math.sqrt(variance / n);
    }

    /**
     * Student's t interval of the mean, mean ± t((1 + level) / 2, n - 1) · s / √n.
     *
     * @param level coverage, above 0 and below 1
     * @return {@link Interval#NONE} below two values
     */
    public Interval tInterval(double level) {
        if (n < 2) {
            return Interval.NONE;
        }
        double half = tQuantile(level, n - 1) * standardError();
        return new Interval(mean - half, mean + half);
    }

    /** The two-sided t quantile: with so many degrees of freedom, |t| is below it with probability {@code level}. */
    public static double tQuantile(double level, double degreesOfFreedom) {
        return new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + level) / 2);
    }
}
