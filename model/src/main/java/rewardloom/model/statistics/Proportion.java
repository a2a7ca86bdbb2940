package rewardloom.model.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** Intervals for shares. */
public final class Proportion {
    private Proportion() {}

    /**
     * Wilson's score interval for k successes in n trials (Wilson 1927, "Probable inference"): it stays inside 0 and 1 and is useful for few
     * trials.
     *
     * @param level coverage, above 0 and below 1
     * @return {@link Interval#NONE} without trials
     */
    public static Interval wilson(double k, double n, double level) {
        return wilsonOf(k, n, new NormalDistribution().inverseCumulativeProbability((1 + level) / 2));
    }

    /** The same with the quantile of the normal distribution given, such as 1.96. */
    public static Interval wilsonOf(double k, double n, double z) {
        if (!(n > 0)) {
            return Interval.NONE;
        }
        double p = k / n;
        double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
