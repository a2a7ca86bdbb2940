package rewardloom.model.overoptimization;

import java.util.Arrays;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;

/**
 * How intervals are made: a moving-block bootstrap over steps, which keeps neighbouring steps together because they are not
 * independent, and a plain one over prompts or runs, widened for their number.
 *
 * @param resamples number of resamples, at least 1
 * @param seed where the random numbers start
 * @param level coverage of the intervals, above 0 and below 1
 * @param block points in a block
 */
record Sampling(int resamples, long seed, double level, int block) {

    /** Points in a block of a series with that many points: never more than a third of it. */
    int block(int size) {
        return Math.max(1, Math.min(block, size / 3));
    }

    /** The same with random numbers of its own for each name, so that runs can be computed in any order. */
    Sampling forName(String name) {
        return new Sampling(resamples, seed * 0x9E3779B97F4A7C15L + name.hashCode(), level, block);
    }

    /** The bootstrap over units that are independent of one another. */
    Bootstrap bootstrap() {
        return new Bootstrap(resamples, seed);
    }

    /** The expanded percentile interval of replicates; none with a single unit, which says nothing about others. */
    Interval overUnits(double[] replicates, int units) {
        return units < 2
                ? Interval.NONE
                : Bootstrap.percentile(replicates, Bootstrap.expandedLevel(level, units));
    }

    /** The interval of the mean of independent values. */
    Interval meanOverUnits(double[] values) {
        return overUnits(
                bootstrap()
                        .replicates(
                                values.length,
                                rows -> Arrays.stream(rows)
                                        .mapToDouble(r -> values[r])
                                        .average()
                                        .orElse(Double.NaN)),
                values.length);
    }
}
