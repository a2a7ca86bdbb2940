package rewardloom.model.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** Intervals for shares of trials. */
public final class Proportion {
    private Proportion() {}

    /**
     * Wilson's score interval (Wilson 1927, "Probable inference"), which stays within 0 and 1 and has a width also for none and for all.
     *
     * @param successes between 0 and {@code trials}; weighted trials need not be whole
     * @param level coverage, above 0 and below 1
     * @return {@link Interval#NONE} without trials
     */
    public static Interval wilson(double successes, double trials, double level) {
        return wilsonOf(successes, trials, new NormalDistribution().inverseCumulativeProbability((1 + level) / 2));
    }

    /** The same with the quantile of the normal distribution given, such as 1.96. */
    public static Interval wilsonOf(double successes, double trials, double z) {
        if (!(trials > 0)) {
            return Interval.NONE;
        }
        double share = successes / trials;
        double scale = 1 + z * z / trials;
        double middle = (share + z * z / (2 * trials)) / scale;
        double half = z / scale * Math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
        return new Interval(
                successes == 0 ? 0 : Math.max(0, middle - half), successes == trials ? 1 : Math.min(1, middle + half));
    }
}
