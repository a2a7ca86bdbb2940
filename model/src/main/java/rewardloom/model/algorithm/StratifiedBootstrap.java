package rewardloom.model.algorithm;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Quantiles;

/**
 * The stratified bootstrap of Agarwal et al. (2021): the runs of each task are drawn with replacement, independently of the other tasks. The
 * same seed gives the same numbers on every machine, however many threads work.
 *
 * @param resamples number of resamples, at least 1
 * @param seed where the random numbers start
 * @param level coverage, above 0 and below 1
 * @param method how the interval is made from the resamples
 */
record StratifiedBootstrap(int resamples, long seed, double level, IntervalMethod method) {
    private static final int CHUNK = 500;

    /** Draws samples and computes statistics of each. */
    interface Drawn {
        double[] next(SplittableRandom random);
    }

    /**
     * Statistics of every resample, {@code [statistic][resample]}.
     *
     * @param fresh makes the state of one thread
     */
    double[][] replicates(int statistics, Supplier<? extends Drawn> fresh) {
        double[][] replicates = new double[statistics][resamples];
        IntStream.rangeClosed(0, (resamples - 1) / CHUNK).parallel().forEach(chunk -> {
            SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + chunk);
            Drawn drawn = fresh.get();
            int end = Math.min(resamples, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < end; i++) {
                double[] values = drawn.next(random);
                for (int s = 0; s < statistics; s++) {
                    replicates[s][i] = values[s];
                }
            }
        });
        return replicates;
    }

    /** The interval around an estimate. */
    Interval interval(double estimate, double[] replicates) {
        return switch (method) {
            case PERCENTILE -> Bootstrap.percentile(replicates, level);
            case BASIC -> {
                Interval mirrored = Bootstrap.percentile(replicates, level);
                yield new Interval(2 * estimate - mirrored.high(), 2 * estimate - mirrored.low());
            }
            case BIAS_CORRECTED -> biasCorrected(estimate, replicates);
        };
    }

    private Interval biasCorrected(double estimate, double[] replicates) {
        NormalDistribution normal = new NormalDistribution();
        double below = Arrays.stream(replicates).filter(r -> r < estimate).count() / (double) replicates.length;
        if (below <= 0 || below >= 1) {
            return Bootstrap.percentile(replicates, level);
        }
        double bias = normal.inverseCumulativeProbability(below);
        Function<Double, Double> shifted =
                p -> normal.cumulativeProbability(2 * bias + normal.inverseCumulativeProbability(p));
        double[] sorted = Quantiles.sortedFinite(replicates);
        return new Interval(
                Quantiles.ofSorted(sorted, shifted.apply((1 - level) / 2)),
                Quantiles.ofSorted(sorted, shifted.apply((1 + level) / 2)));
    }
}
