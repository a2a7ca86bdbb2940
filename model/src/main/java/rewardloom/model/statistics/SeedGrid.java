package rewardloom.model.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Several seeds of one group at shared places.
 *
 * @param x the places, ascending unless there is one seed, whose points stay in file order
 * @param y {@code [seed][place]}, NaN where a seed has no value
 * @param method how the seeds came to share their places
 * @param bins number of bins if the places were binned, else 0
 */
public record SeedGrid(double[] x, double[][] y, Method method, int bins) {
    /** Above this number of shared places they are binned. */
    public static final int LARGEST_UNION = 20_000;

    /** Number of bins when there are too many places. */
    public static final int BINS = 2_000;

    /** How seeds that may be logged at different places came to share them. */
    public enum Method {
        SINGLE,
        SHARED,
        INTERPOLATED,
        BINNED;

        /** A sentence for a caption, with {@link #BINS} bins; empty for a single seed. */
        public String sentence() {
            return sentence(BINS);
        }

        private String sentence(int bins) {
            return switch (this) {
                case SINGLE -> "";
                case SHARED -> "Seeds share their places on the x axis.";
                case INTERPOLATED ->
                    "Seeds are logged at different places: each is interpolated linearly between its own points, never"
                            + " beyond them.";
                case BINNED ->
                    String.format(
                            Locale.ROOT,
                            "Places are binned: the mean of each seed in each of %,d bins of equal width.",
                            bins);
            };
        }
    }

    /** How seeds that are logged at different places shall come to share them. */
    public enum Alignment {
        /** By interpolation, unless that would make very many places. */
        AUTO,
        /** Each is interpolated linearly between its own points onto the places of all, never beyond its first or last point. */
        INTERPOLATE,
        /** The mean of each seed in each bin; a bin without a point of a seed is a gap of that seed. */
        BIN
    }

    /**
     * Puts seeds on shared places, with 2,000 bins if there are too many.
     *
     * @param x places of each seed's points; points without a finite place are left out
     * @param y values of each seed
     * @param exact whether shared places are kept however many they are
     */
    public static SeedGrid of(List<double[]> x, List<double[]> y, boolean exact) {
        return of(x, y, exact, Alignment.AUTO, BINS);
    }

    /**
     * Puts seeds on shared places.
     *
     * @param x places of each seed's points; points without a finite place are left out
     * @param y values of each seed
     * @param exact whether shared places are kept however many they are
     * @param alignment what is done with seeds that do not share their places; binning is done to those that do as well
     * @param bins number of bins, at least 1
     */
    public static SeedGrid of(List<double[]> x, List<double[]> y, boolean exact, Alignment alignment, int bins) {
        if (x.size() == 1) {
            return new SeedGrid(x.getFirst(), new double[][] {y.getFirst()}, Method.SINGLE, 0);
        }
        List<Seed> seeds = IntStream.range(0, x.size())
                .parallel()
                .mapToObj(i -> Seed.ascending(x.get(i), y.get(i)))
                .toList();
        if (alignment == Alignment.BIN) {
            return binned(seeds, bins);
        }
        double[] first = seeds.getFirst().x;
        boolean shared = seeds.stream().allMatch(s -> Arrays.equals(s.x, first));
        if (shared && (exact || first.length <= LARGEST_UNION)) {
            return new SeedGrid(first, seeds.stream().map(s -> s.y).toArray(double[][]::new), Method.SHARED, 0);
        }
        double[] union = union(seeds);
        if (alignment == Alignment.INTERPOLATE || union.length <= LARGEST_UNION) {
            return new SeedGrid(
                    union,
                    seeds.parallelStream().map(s -> s.interpolate(union)).toArray(double[][]::new),
                    Method.INTERPOLATED,
                    0);
        }
        return binned(seeds, bins);
    }

    private static double[] union(List<Seed> seeds) {
        double[] all = seeds.stream().flatMapToDouble(s -> Arrays.stream(s.x)).toArray();
        Arrays.parallelSort(all);
        int n = 0;
        for (double place : all) {
            if (n == 0 || place != all[n - 1]) {
                all[n++] = place;
            }
        }
        return Arrays.copyOf(all, n);
    }

    private static SeedGrid binned(List<Seed> seeds, int bins) {
        double low = seeds.stream()
                .filter(s -> s.x.length > 0)
                .mapToDouble(s -> s.x[0])
                .min()
                .orElse(0);
        double high = seeds.stream()
                .filter(s -> s.x.length > 0)
                .mapToDouble(s -> s.x[s.x.length - 1])
                .max()
                .orElse(0);
        double[] centers = new double[bins];
        Arrays.setAll(centers, i -> low + (i + 0.5) * (high - low) / bins);
        double[][] means =
                seeds.parallelStream().map(s -> s.binMeans(low, high, bins)).toArray(double[][]::new);
        return new SeedGrid(centers, means, Method.BINNED, bins);
    }

    /** How the seeds came to share their places, as a sentence for a caption; empty for a single seed. */
    public String sentence() {
        return method.sentence(bins);
    }

    /** One seed with places that rise from point to point. */
    private record Seed(double[] x, double[] y) {

        /** Sorts by place and takes the mean of the finite values that share one. */
        static Seed ascending(double[] x, double[] y) {
            if (isStrictlyAscending(x)) {
                return new Seed(x, y);
            }
            int[] order = Order.ascending(x);
            double[] places = new double[order.length];
            double[] values = new double[order.length];
            int n = 0;
            int i = 0;
            while (i < order.length) {
                double place = x[order[i]];
                double sum = 0;
                int finite = 0;
                int from = i;
                for (; i < order.length && (i == from || x[order[i]] == place); i++) {
                    if (Double.isFinite(y[order[i]])) {
                        sum += y[order[i]];
                        finite++;
                    }
                }
                if (Double.isFinite(place)) {
                    places[n] = place;
                    values[n++] = finite == 0 ? Double.NaN : sum / finite;
                }
            }
            return new Seed(Arrays.copyOf(places, n), Arrays.copyOf(values, n));
        }

        private static boolean isStrictlyAscending(double[] x) {
            double before = Double.NEGATIVE_INFINITY;
            for (double value : x) {
                if (!(value > before && Double.isFinite(value))) {
                    return false;
                }
                before = value;
            }
            return true;
        }

        double[] interpolate(double[] grid) {
            double[] values = new double[grid.length];
            int at = 0;
            for (int i = 0; i < grid.length; i++) {
                while (at < x.length && x[at] < grid[i]) {
                    at++;
                }
                if (at < x.length && x[at] == grid[i]) {
                    values[i] = y[at];
                } else if (at > 0 && at < x.length) {
                    double share = (grid[i] - x[at - 1]) / (x[at] - x[at - 1]);
                    values[i] = y[at - 1] + share * (y[at] - y[at - 1]);
                } else {
                    values[i] = Double.NaN;
                }
            }
            return values;
        }

        double[] binMeans(double low, double high, int bins) {
            double[] sums = new double[bins];
            int[] counts = new int[bins];
            for (int i = 0; i < x.length; i++) {
                if (Double.isFinite(y[i])) {
                    double share = high > low ? (x[i] - low) / (high - low) : 0;
                    int bin = (int) Math.min(bins - 1.0, Math.floor(share * bins));
                    sums[bin] += y[i];
                    counts[bin]++;
                }
            }
            double[] means = new double[bins];
            Arrays.setAll(means, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
            return means;
        }
    }
}
