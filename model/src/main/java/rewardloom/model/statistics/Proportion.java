package rewardloom.model.statistics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** A share of trials. */
public final class Proportion {
    private Proportion() {}

    /**
     * Wilson's score interval (Wilson 1927), which stays within 0 and 1 and has a width also for none and for all.
     *
     * @param successes between 0 and {@code trials}
     * @param level coverage, above 0 and below 1
     * @return {@link Interval#NONE} without trials
     */
    public static Interval wilson(int successes, int trials, double level) {
        if (trials == 0) {
            return Interval.NONE;
        }
        double z = new NormalDistribution().inverseCumulativeProbability((1 + level) / 2);
        double share = (double) successes / trials;
        double scale = 1 + z * z / trials;
        double middle = (share + z * z / (2 * trials)) / scale;
        double half = z / scale * Math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials));
        return new Interval(
                successes == 0 ? 0 : Math.max(0, middle - half), successes == trials ? 1 : Math.min(1, middle + half));
    }
}
