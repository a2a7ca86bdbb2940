package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.rollout.Grouping;
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
        return units < 2 ? Interval.NONE : Bootstrap.percentile(replicates, Bootstrap.expandedLevel(level, units));
    }

    /** A statistic of resampled rows. */
    interface Statistic {
        double[] of(int[] rows);
    }

    /**
     * Bootstrap intervals of statistics of rows that belong to prompts: whole prompts are drawn.
     *
     * @param resamples at most so many, because each one costs a pass over the rows
     */
    List<Interval> overPrompts(Grouping byPrompt, int resamples, Statistic statistic) {
        int[] occupied = IntStream.range(0, byPrompt.size())
                .filter(g -> byPrompt.sizeOf(g) > 0)
                .toArray();
        double[][] replicates = new Bootstrap(Math.min(resamples, this.resamples), seed)
                .vectors(occupied.length, drawn -> {
                    int size = 0;
                    for (int d : drawn) {
                        size += byPrompt.sizeOf(occupied[d]);
                    }
                    int[] rows = new int[size];
                    int at = 0;
                    for (int d : drawn) {
                        int group = occupied[d];
                        int length = byPrompt.sizeOf(group);
                        System.arraycopy(byPrompt.rows(), byPrompt.starts()[group], rows, at, length);
                        at += length;
                    }
                    return statistic.of(rows);
                });
        return IntStream.range(0, replicates[0].length)
                .mapToObj(k -> overUnits(
                        Arrays.stream(replicates).mapToDouble(r -> r[k]).toArray(), occupied.length))
                .toList();
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
