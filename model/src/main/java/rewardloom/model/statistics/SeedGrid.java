package rewardloom.model.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several seeds of one group at shared places.
 *
 * @param x the places, ascending unless there is one seed, whose points stay in file order
 * @param y {@code [seed][place]}, NaN where a seed has no value
 * @param method how the seeds came to share their places
 */
public record SeedGrid(double[] x, double[][] y, Method method) {
    /** Above this number of shared places they are binned. */
    public static final int LARGEST_UNION = 20_000;

    /** Number of bins when there are too many places. */
    public static final int BINS = 2_000;

    /** How seeds that may be logged at different places came to share them. */
    public enum Method {
        SINGLE(""),
        SHARED("Seeds share their places on the x axis."),
        INTERPOLATED("Seeds are logged at different places: each is interpolated linearly between its own points, never"
                + " beyond them."),
        BINNED("Places are binned: the mean of each seed in each of " + BINS + " bins of equal width.");

        private final String sentence;

        Method(String sentence) {
            this.sentence = sentence;
        }

        /** A sentence for a caption; empty for a single seed. */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * Puts seeds on shared places.
     *
     * @param x places of each seed's points; points without a finite place are left out
     * @param y values of each seed
     * @param exact whether shared places are kept however many they are
     */
    public static SeedGrid of(List<double[]> x, List<double[]> y, boolean exact) {
        if (x.size() == 1) {
            return new SeedGrid(x.getFirst(), new double[][] {y.getFirst()}, Method.SINGLE);
        }
        List<Seed> seeds = IntStream.range(0, x.size())
                .mapToObj(i -> Seed.ascending(x.get(i), y.get(i)))
                .toList();
        double[] first = seeds.getFirst().x;
        boolean shared = seeds.stream().allMatch(s -> Arrays.equals(s.x, first));
        if (shared && (exact || first.length <= LARGEST_UNION)) {
            return new SeedGrid(first, seeds.stream().map(s -> s.y).toArray(double[][]::new), Method.SHARED);
        }
        double[] union = seeds.stream()
                .flatMapToDouble(s -> Arrays.stream(s.x))
                .sorted()
                .distinct()
                .toArray();
        if (union.length <= LARGEST_UNION) {
            return new SeedGrid(
                    union, seeds.stream().map(s -> s.interpolate(union)).toArray(double[][]::new), Method.INTERPOLATED);
        }
        return binned(seeds, union[0], union[union.length - 1]);
    }

    private static SeedGrid binned(List<Seed> seeds, double low, double high) {
        double[] centers = new double[BINS];
        Arrays.setAll(centers, i -> low + (i + 0.5) * (high - low) / BINS);
        double[][] means = seeds.stream().map(s -> s.binMeans(low, high)).toArray(double[][]::new);
        return new SeedGrid(centers, means, Method.BINNED);
    }

    /** One seed with places that rise from point to point. */
    private record Seed(double[] x, double[] y) {

        /** Sorts by place and takes the mean of the finite values that share one. */
        static Seed ascending(double[] x, double[] y) {
            if (isStrictlyAscending(x)) {
                return new Seed(x, y);
            }
            int[] order = IntStream.range(0, x.length)
                    .filter(i -> Double.isFinite(x[i]))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> x[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double[] places = new double[order.length];
            double[] values = new double[order.length];
            int n = 0;
            int i = 0;
            while (i < order.length) {
                double place = x[order[i]];
                double sum = 0;
                int finite = 0;
                for (; i < order.length && x[order[i]] == place; i++) {
                    if (Double.isFinite(y[order[i]])) {
                        sum += y[order[i]];
                        finite++;
                    }
                }
                places[n] = place;
                values[n++] = finite == 0 ? Double.NaN : sum / finite;
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
            Arrays.fill(values, Double.NaN);
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
                }
            }
            return values;
        }

        double[] binMeans(double low, double high) {
            double[] sums = new double[BINS];
            int[] counts = new int[BINS];
            for (int i = 0; i < x.length; i++) {
                if (Double.isFinite(y[i])) {
                    int bin = (int) Math.min(BINS - 1.0, Math.floor((x[i] - low) / (high - low) * BINS));
                    sums[bin] += y[i];
                    counts[bin]++;
                }
            }
            double[] means = new double[BINS];
            Arrays.setAll(means, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
            return means;
        }
    }
}
