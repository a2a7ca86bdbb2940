package rewardloom.model.statistics;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The percentile bootstrap (Efron, 1979): the statistic of resamples drawn with replacement, and the quantiles of those. The same
 * seed gives the same numbers on every machine: indices come from SplitMix64 ({@link SplittableRandom}), each one the high 64 bits
 * of the product of the next 64 random bits with n.
 *
 * @param resamples number of resamples, at least 1
 * @param seed where the random numbers start
 */
public record Bootstrap(int resamples, long seed) {

    public Bootstrap {
        if (resamples < 1) {
            throw new IllegalArgumentException("a bootstrap needs at least one resample, not " + resamples);
        }
    }

    /**
     * The statistic of every resample of the rows 0 to n - 1.
     *
     * @param n number of rows to draw from, at least 1
     * @param statistic called with n row numbers; the array is used again for the next resample
     */
    public double[] replicates(int n, ToDoubleFunction<int[]> statistic) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] rows = new int[n];
        double[] replicates = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            draw(random, rows);
            replicates[i] = statistic.applyAsDouble(rows);
        }
        return replicates;
    }

    /**
     * Several statistics of every resample of the rows 0 to n - 1, {@code [resample][statistic]}.
     *
     * @param n number of rows to draw from, at least 1
     * @param statistics called with n row numbers; the array is used again for the next resample
     */
    public double[][] vectors(int n, Function<int[], double[]> statistics) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] rows = new int[n];
        double[][] replicates = new double[resamples][];
        for (int i = 0; i < resamples; i++) {
            draw(random, rows);
            replicates[i] = statistics.apply(rows);
        }
        return replicates;
    }

    /** The rows of every resample of the rows 0 to n - 1, {@code [resample][draw]}. */
    public int[][] rows(int n) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] all = new int[resamples][n];
        for (int[] rows : all) {
            draw(random, rows);
        }
        return all;
    }

    /** The percentile interval of a statistic of {@code values}; {@link Interval#NONE} below two values. */
    public Interval interval(double[] values, ToDoubleFunction<double[]> statistic, double level) {
        if (values.length < 2) {
            return Interval.NONE;
        }
        double[] sample = new double[values.length];
        return percentile(
                replicates(values.length, rows -> {
                    for (int i = 0; i < rows.length; i++) {
                        sample[i] = values[rows[i]];
                    }
                    return statistic.applyAsDouble(sample);
                }),
                level);
    }

    /**
     * The interval between the (1 - level) / 2 and the (1 + level) / 2 quantile of the finite replicates.
     *
     * @param level coverage, above 0 and below 1
     */
    public static Interval percentile(double[] replicates, double level) {
        double[] sorted = Quantiles.sortedFinite(replicates);
        return new Interval(Quantiles.ofSorted(sorted, (1 - level) / 2), Quantiles.ofSorted(sorted, (1 + level) / 2));
    }

    /**
     * The level at which to read a percentile interval over few units, so that it covers {@code level}: 1 − 2 Φ(−√(n/(n − 1)) ·
     * t((1 + level)/2, n − 1)), the expanded percentile interval (Hesterberg 2015, What Teachers Should Know about the Bootstrap,
     * section 4.3). With three units it is all but the whole range of the replicates.
     *
     * @param units number of independent units that were drawn, at least 2
     */
    public static double expandedLevel(double level, int units) {
        double reach = Math.sqrt(units / (units - 1.0)) * Moments.tQuantile(level, units - 1);
        return 1 - 2 * new NormalDistribution().cumulativeProbability(-reach);
    }

    private static void draw(SplittableRandom random, int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (int) Math.unsignedMultiplyHigh(random.nextLong(), rows.length);
        }
    }
}
