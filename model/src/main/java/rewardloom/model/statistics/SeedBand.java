package rewardloom.model.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The middle of several repetitions and a band around it, at shared places.
 *
 * @param center middle at each place, NaN where no repetition has a value
 * @param low lower end of the band, NaN where there is none
 * @param high upper end of the band
 * @param n number of repetitions with a finite value at each place
 */
public record SeedBand(double[] center, double[] low, double[] high, int[] n) {

    /**
     * How a band is made.
     *
     * @param center the middle
     * @param spread the band; its intervals but {@link Spread#BOOTSTRAP} are of the mean, whatever the middle is
     * @param level coverage of {@link Spread#T_INTERVAL} and {@link Spread#BOOTSTRAP}, above 0 and below 1
     * @param bootstrap resamples and seed of {@link Spread#BOOTSTRAP}
     */
    public record Rule(Center center, Spread spread, double level, Bootstrap bootstrap) {

        public Rule {
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException("a level must be above 0 and below 1, not " + level);
            }
        }

        /** What the band is, for a caption, such as {@code "95 % t interval of the mean"}; empty for none. */
        public String meaning() {
            String percent = percent(level);
            return switch (spread) {
                case NONE -> "";
                case STANDARD_DEVIATION -> "mean ± standard deviation (n − 1)";
                case STANDARD_ERROR -> "mean ± standard error";
                case T_INTERVAL -> percent + " t interval of the mean";
                case BOOTSTRAP ->
                    percent + " percentile bootstrap of the " + center.word() + " (" + bootstrap.resamples()
                            + " resamples, seed " + bootstrap.seed() + ")";
                case MIN_MAX -> "smallest to largest";
            };
        }

        private static String percent(double level) {
            double rounded = Math.rint(level * 1e6) / 1e4;
            return (rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded)) + " %";
        }
    }

    /**
     * The band over repetitions.
     *
     * @param seeds {@code [repetition][place]}, equally long, at least one; non-finite values count as absent
     */
    public static SeedBand over(double[][] seeds, Rule rule) {
        if (seeds.length == 1) {
            return ofOne(seeds[0], rule);
        }
        int places = seeds[0].length;
        SeedBand band = new SeedBand(new double[places], new double[places], new double[places], new int[places]);
        int[][] @Nullable [] draws = new int[seeds.length + 1][][];
        double[] quantiles = tQuantiles(seeds.length, rule);
        double[] column = new double[seeds.length];
        for (int i = 0; i < places; i++) {
            int n = 0;
            for (double[] seed : seeds) {
                if (Double.isFinite(seed[i])) {
                    column[n++] = seed[i];
                }
            }
            double[] present = Arrays.copyOf(column, n);
            band.n[i] = n;
            band.center[i] = n == 0 ? Double.NaN : rule.center.of(present);
            Interval interval = interval(present, rule, draws, quantiles);
            band.low[i] = interval.low();
            band.high[i] = interval.high();
        }
        return band;
    }

    private static Interval interval(double[] present, Rule rule, int[][] @Nullable [] draws, double[] quantiles) {
        if (present.length == 0 || rule.spread == Spread.NONE) {
            return Interval.NONE;
        }
        if (rule.spread == Spread.MIN_MAX) {
            return new Interval(
                    Arrays.stream(present).min().orElseThrow(),
                    Arrays.stream(present).max().orElseThrow());
        }
        if (present.length < 2) {
            return Interval.NONE;
        }
        Moments moments = Moments.of(present);
        return switch (rule.spread) {
            case STANDARD_DEVIATION -> around(moments.mean(), moments.standardDeviation());
            case STANDARD_ERROR -> around(moments.mean(), moments.standardError());
            case T_INTERVAL -> around(moments.mean(), quantiles[present.length] * moments.standardError());
            default -> bootstrap(present, rule, draws);
        };
    }

    /** A single repetition is its own middle; only {@link Spread#MIN_MAX} has a band then, without width. */
    private static SeedBand ofOne(double[] seed, Rule rule) {
        int places = seed.length;
        double[] ends = new double[places];
        int[] n = new int[places];
        for (int i = 0; i < places; i++) {
            boolean finite = Double.isFinite(seed[i]);
            n[i] = finite ? 1 : 0;
            ends[i] = finite && rule.spread == Spread.MIN_MAX ? seed[i] : Double.NaN;
        }
        return new SeedBand(seed, ends, ends, n);
    }

    /** The t quantile for each number of values, worked out once and not at every place. */
    private static double[] tQuantiles(int seeds, Rule rule) {
        double[] quantiles = new double[seeds + 1];
        for (int n = 2; rule.spread == Spread.T_INTERVAL && n <= seeds; n++) {
            quantiles[n] = Moments.tQuantile(rule.level, n - 1.0);
        }
        return quantiles;
    }

    private static Interval around(double middle, double half) {
        return new Interval(middle - half, middle + half);
    }

    /** Every place with as many values resamples the same rows, so that neighbouring places have neighbouring bands. */
    private static Interval bootstrap(double[] present, Rule rule, int[][] @Nullable [] draws) {
        int n = present.length;
        int[][] rows = draws[n];
        if (rows == null) {
            rows = rule.bootstrap.rows(n);
            draws[n] = rows;
        }
        double[] replicates = new double[rows.length];
        double[] sample = new double[n];
        for (int b = 0; b < rows.length; b++) {
            for (int i = 0; i < n; i++) {
                sample[i] = present[rows[b][i]];
            }
            replicates[b] = rule.center.of(sample);
        }
        return Bootstrap.percentile(replicates, rule.level);
    }
}
