package rewardloom.model.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
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
    private static final int CHUNK = 512;

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
        Columns columns = new Columns(seeds, rule, band);
        IntStream.rangeClosed(0, (places - 1) / CHUNK).parallel().forEach(columns::fill);
        return band;
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

    /** Works through the places, some at a time on each thread. */
    private static final class Columns {
        private final double[][] seeds;
        private final Rule rule;
        private final SeedBand band;
        private final double[] quantiles;
        private final Map<Integer, Resamples> resamples = new ConcurrentHashMap<>();

        Columns(double[][] seeds, Rule rule, SeedBand band) {
            this.seeds = seeds;
            this.rule = rule;
            this.band = band;
            this.quantiles = new double[seeds.length + 1];
            for (int n = 2; rule.spread == Spread.T_INTERVAL && n <= seeds.length; n++) {
                quantiles[n] = Moments.tQuantile(rule.level, n - 1.0);
            }
        }

        void fill(int chunk) {
            int end = Math.min(band.n.length, (chunk + 1) * CHUNK);
            Place place = new Place(this);
            for (int i = chunk * CHUNK; i < end; i++) {
                place.fill(i);
            }
        }
    }

    /** What one thread needs for the work at a place. */
    private static final class Place {
        private final Columns columns;
        private final double[] present;
        private final double[] sorted;
        private Resamples.@Nullable Work work;
        private int n;

        Place(Columns columns) {
            this.columns = columns;
            this.present = new double[columns.seeds.length];
            this.sorted = new double[columns.seeds.length];
        }

        void fill(int i) {
            n = 0;
            for (double[] seed : columns.seeds) {
                if (Double.isFinite(seed[i])) {
                    present[n++] = seed[i];
                }
            }
            SeedBand band = columns.band;
            Rule rule = columns.rule;
            band.n[i] = n;
            band.center[i] = n == 0 ? Double.NaN : center(rule.center);
            band.low[i] = Double.NaN;
            band.high[i] = Double.NaN;
            if (rule.spread == Spread.MIN_MAX && n > 0) {
                minMax(i);
            } else if (n > 1) {
                interval(i);
            }
        }

        private double center(Center center) {
            if (center == Center.MEAN) {
                return center.ofSorted(present, n);
            }
            System.arraycopy(present, 0, sorted, 0, n);
            Arrays.sort(sorted, 0, n);
            return center.ofSorted(sorted, n);
        }

        private void minMax(int i) {
            double low = present[0];
            double high = present[0];
            for (int k = 1; k < n; k++) {
                low = Math.min(low, present[k]);
                high = Math.max(high, present[k]);
            }
            columns.band.low[i] = low;
            columns.band.high[i] = high;
        }

        private void interval(int i) {
            switch (columns.rule.spread) {
                case NONE, MIN_MAX -> {}
                case STANDARD_DEVIATION -> around(i, Math.sqrt(variance()));
                case STANDARD_ERROR -> around(i, Math.sqrt(variance() / n));
                case T_INTERVAL -> around(i, columns.quantiles[n] * Math.sqrt(variance() / n));
                case BOOTSTRAP -> bootstrap(i);
            }
        }

        private double mean() {
            return Center.MEAN.ofSorted(present, n);
        }

        private double variance() {
            double mean = mean();
            double squares = 0;
            for (int k = 0; k < n; k++) {
                squares += (present[k] - mean) * (present[k] - mean);
            }
            return squares / (n - 1);
        }

        private void around(int i, double half) {
            double mean = mean();
            columns.band.low[i] = mean - half;
            columns.band.high[i] = mean + half;
        }

        /** Every place with as many values resamples the same rows, so that neighbouring places have neighbouring bands. */
        private void bootstrap(int i) {
            Rule rule = columns.rule;
            Resamples resamples = columns.resamples.computeIfAbsent(n, k -> new Resamples(rule.bootstrap, k));
            Resamples.Work room = work;
            if (room == null) {
                room = new Resamples.Work(present.length, rule.bootstrap.resamples());
                work = room;
            }
            Interval interval = resamples.interval(present, n, rule.center, rule.level, room);
            columns.band.low[i] = interval.low();
            columns.band.high[i] = interval.high();
        }
    }
}
