package rewardloom.model.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A series with the smallest and largest value of every 16, 256, 4,096 … points beside it, so that any range of x can be reduced to
 * a chart's width ({@link Decimation}) without reading all its points. The levels take about a sixth of the memory of the values. Series
 * whose x ever falls, or is not finite, are answered by reading all points. Immutable as long as nobody writes to the arrays, and
 * thread-safe.
 */
public final class MinMaxPyramid {
    private static final int SHIFT = 4;
    /** Points that one thread works through; a multiple of a block. */
    private static final int PIECE = 1 << 18;

    private final double[] x;
    private final double[] y;
    private final boolean ascending;
    private final List<Level> levels = new ArrayList<>();

    /**
     * Builds the levels: one pass over the series.
     *
     * @param x where the points are; not copied
     * @param y their values, non-finite ones being gaps; not copied
     */
    public MinMaxPyramid(double[] x, double[] y) {
        this(x, y, isAscending(x));
    }

    /**
     * Builds the levels of a series of whose x it is known whether it is {@link #isAscending(double[])}.
     *
     * @param x where the points are; not copied
     * @param y their values, non-finite ones being gaps; not copied
     */
    public MinMaxPyramid(double[] x, double[] y, boolean ascending) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " places and " + y.length + " values");
        }
        this.x = x;
        this.y = y;
        this.ascending = ascending;
        if (ascending && y.length > 0) {
            levels.add(Level.ofPoints(y));
            while (levels.getLast().min.length > 1) {
                levels.add(levels.getLast().above());
            }
        }
    }

    public int size() {
        return y.length;
    }

    /** Whether x never falls and is finite, so that ranges are found by bisection. */
    public boolean isAscending() {
        return ascending;
    }

    /**
     * The points to draw of the range {@code low <= x <= high}, the same as {@link Decimation#of} gives.
     *
     * @param bins number of bins, such as the width of the chart in pixels; at most {@code 5 * bins} indices result
     */
    public Decimation query(double low, double high, int bins) {
        return ascending
                ? query(low, high, bins, new Decimation.Bins(low, high, bins))
                : Decimation.of(x, y, low, high, bins);
    }

    /**
     * The points to draw of a range of ascending x, by bins of any kind.
     *
     * @param bins number of bins; a range with no more than four times as many points is given in full
     * @throws IllegalStateException if x is not ascending
     */
    public Decimation query(double low, double high, int bins, Binning geometry) {
        check();
        int from = firstAtLeast(low);
        int to = firstAbove(high, from);
        int points = to - from;
        if (points <= 4L * bins) {
            return raw(from, to);
        }
        Decimation.Path path = new Decimation.Path(4 * bins);
        Extremes extremes = new Extremes();
        long nonfinite = 0;
        int start = from;
        int size = points / bins;
        while (start < to) {
            int end = endOfBin(geometry, start, to, start + size);
            size = end - start;
            extremes.over(start, end);
            if (extremes.finite > 0) {
                path.addBin(
                        firstFinite(start, end),
                        indexOf(extremes.min, extremes.minFrom, end, false),
                        indexOf(extremes.max, extremes.maxFrom, end, true),
                        lastFinite(start, end));
            }
            if (extremes.finite < end - start) {
                path.add(Decimation.GAP);
                nonfinite += end - start - extremes.finite;
            }
            start = end;
        }
        return new Decimation(path.indices(), points, nonfinite, true);
    }

    private void check() {
        if (!ascending) {
            throw new IllegalStateException("x is not ascending");
        }
    }

    /**
     * Smallest and largest value of each bin of a range of ascending x.
     *
     * @param bins number of bins
     * @param min filled with the smallest finite value of each bin, NaN where there is none
     * @param max filled with the largest
     * @throws IllegalStateException if x is not ascending
     */
    public void extremes(double low, double high, int bins, Binning geometry, double[] min, double[] max) {
        check();
        Arrays.fill(min, 0, bins, Double.NaN);
        Arrays.fill(max, 0, bins, Double.NaN);
        int start = firstAtLeast(low);
        int to = firstAbove(high, start);
        int size = (to - start) / bins;
        Extremes extremes = new Extremes();
        while (start < to) {
            int end = endOfBin(geometry, start, to, start + size);
            size = end - start;
            extremes.over(start, end);
            if (extremes.finite > 0) {
                int bin = geometry.bin(x[start]);
                min[bin] = extremes.min;
                max[bin] = extremes.max;
            }
            start = end;
        }
    }

    /** Smallest finite value of all, NaN if there is none. Only for ascending x. */
    public double min() {
        check();
        return levels.isEmpty() ? Double.NaN : finiteOr(levels.getLast().min[0]);
    }

    /** Largest finite value of all, NaN if there is none. Only for ascending x. */
    public double max() {
        check();
        return levels.isEmpty() ? Double.NaN : finiteOr(levels.getLast().max[0]);
    }

    private static double finiteOr(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private Decimation raw(int from, int to) {
        Decimation.Path path = new Decimation.Path(to - from);
        long nonfinite = 0;
        for (int i = from; i < to; i++) {
            boolean finite = Double.isFinite(y[i]);
            path.add(finite ? i : Decimation.GAP);
            nonfinite += finite ? 0 : 1;
        }
        return new Decimation(path.indices(), to - from, nonfinite, false);
    }

    /** Whether places never fall and are finite. */
    public static boolean isAscending(double[] x) {
        return x.length == 0
                || (Double.isFinite(x[0])
                        && Double.isFinite(x[x.length - 1])
                        && IntStream.rangeClosed(0, (x.length - 1) / PIECE)
                                .parallel()
                                .allMatch(i -> rises(x, i * PIECE)));
    }

    private static boolean rises(double[] x, int from) {
        int to = Math.min(x.length, from + PIECE);
        double before = from == 0 ? x[0] : x[from - 1];
        for (int i = from; i < to; i++) {
            if (!(x[i] >= before)) {
                return false;
            }
            before = x[i];
        }
        return true;
    }

    private int firstAtLeast(double low) {
        int from = 0;
        int to = x.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (x[middle] < low) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int firstAbove(double high, int start) {
        int from = start;
        int to = x.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (x[middle] <= high) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /**
     * The first row after those of the bin of row {@code start}: by doubling steps from a guess, then bisection. Bins mostly hold as
     * many points as the one before, so that a good guess saves most of the scattered reads.
     */
    private int endOfBin(Binning geometry, int start, int to, int guess) {
        int bin = geometry.bin(x[start]);
        int inside = Math.clamp(guess - 1L, start, to - 1);
        int outside = to;
        int step = 1;
        if (geometry.bin(x[inside]) == bin) {
            while (inside + step < to && geometry.bin(x[inside + step]) == bin) {
                inside += step;
                step *= 2;
            }
            outside = Math.min(inside + step, to);
        } else {
            outside = inside;
            while (outside - step > start && geometry.bin(x[outside - step]) != bin) {
                outside -= step;
                step *= 2;
            }
            inside = Math.max(outside - step, start);
        }
        while (inside + 1 < outside) {
            int middle = (inside + outside) >>> 1;
            if (geometry.bin(x[middle]) == bin) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside + 1;
    }

    private int firstFinite(int from, int to) {
        Level blocks = levels.getFirst();
        int i = from;
        while (i < to && !Double.isFinite(y[i])) {
            boolean wholeBlock = (i & ((1 << SHIFT) - 1)) == 0 && blocks.finite[i >> SHIFT] == 0;
            i += wholeBlock ? 1 << SHIFT : 1;
        }
        return i;
    }

    private int lastFinite(int from, int to) {
        Level blocks = levels.getFirst();
        int i = to - 1;
        while (i >= from && !Double.isFinite(y[i])) {
            boolean wholeBlock = (i & ((1 << SHIFT) - 1)) == (1 << SHIFT) - 1 && blocks.finite[i >> SHIFT] == 0;
            i -= wholeBlock ? 1 << SHIFT : 1;
        }
        return i;
    }

    /** The first row with this value, which is the smallest or largest finite one between the rows. */
    private int indexOf(double value, int from, int to, boolean largest) {
        int i = from;
        while (true) {
            int skip = pointsWithout(value, i, to, largest);
            if (skip > 0) {
                i += skip;
            } else if (y[i] == value) {
                return i;
            } else {
                i++;
            }
        }
    }

    /** Number of points from this row on, in one whole block, that certainly do not hold the extreme value. */
    private int pointsWithout(double value, int row, int to, boolean largest) {
        int points = 0;
        for (int level = 0; level < levels.size() && isWhole(row, to, level); level++) {
            Level blocks = levels.get(level);
            int shift = SHIFT * (level + 1);
            if ((largest ? blocks.max : blocks.min)[row >> shift] == value) {
                break;
            }
            points = 1 << shift;
        }
        return points;
    }

    /** Whether a block of this level begins at the row and ends before {@code to}. */
    private static boolean isWhole(int row, int to, int level) {
        int shift = SHIFT * (level + 1);
        return shift < 31 && (row & ((1 << shift) - 1)) == 0 && row + (1L << shift) <= to;
    }

    /** Smallest, largest and number of finite values in blocks of points. */
    private record Level(double[] min, double[] max, int[] finite) {
        static Level ofPoints(double[] y) {
            int blocks = (y.length + (1 << SHIFT) - 1) >> SHIFT;
            Level level = new Level(new double[blocks], new double[blocks], new int[blocks]);
            int some = PIECE >> SHIFT;
            IntStream.rangeClosed(0, (blocks - 1) / some)
                    .parallel()
                    .forEach(i -> level.fill(y, i * some, Math.min(blocks, (i + 1) * some)));
            return level;
        }

        private void fill(double[] y, int from, int to) {
            for (int block = from; block < to; block++) {
                int start = block << SHIFT;
                if (start + (1 << SHIFT) > y.length || !fillWhole(y, block, start)) {
                    fillSlowly(y, block, start, Math.min(y.length, start + (1 << SHIFT)));
                }
            }
        }

        /** A block of finite values: two at a time, without a branch. Returns whether it is one. */
        private boolean fillWhole(double[] y, int block, int start) {
            double smallest = y[start];
            double largest = smallest;
            double otherSmallest = y[start + 1];
            double otherLargest = otherSmallest;
            // Nought times a value is 0, or NaN when the value is not finite.
            double zero = 0 * smallest + 0 * otherSmallest;
            for (int i = start + 2; i < start + (1 << SHIFT); i += 2) {
                double value = y[i];
                double other = y[i + 1];
                smallest = Math.min(smallest, value);
                otherSmallest = Math.min(otherSmallest, other);
                largest = Math.max(largest, value);
                otherLargest = Math.max(otherLargest, other);
                zero += 0 * value + 0 * other;
            }
            min[block] = Math.min(smallest, otherSmallest);
            max[block] = Math.max(largest, otherLargest);
            finite[block] = 1 << SHIFT;
            return zero == 0;
        }

        private void fillSlowly(double[] y, int block, int from, int to) {
            double smallest = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            int count = 0;
            for (int i = from; i < to; i++) {
                double value = y[i];
                if (Double.isFinite(value)) {
                    smallest = Math.min(smallest, value);
                    largest = Math.max(largest, value);
                    count++;
                }
            }
            min[block] = smallest;
            max[block] = largest;
            finite[block] = count;
        }

        Level above() {
            int blocks = (min.length + (1 << SHIFT) - 1) >> SHIFT;
            Level level = new Level(new double[blocks], new double[blocks], new int[blocks]);
            for (int block = 0; block < blocks; block++) {
                double smallest = Double.POSITIVE_INFINITY;
                double largest = Double.NEGATIVE_INFINITY;
                int count = 0;
                int end = Math.min(min.length, (block + 1) << SHIFT);
                for (int i = block << SHIFT; i < end; i++) {
                    smallest = Math.min(smallest, min[i]);
                    largest = Math.max(largest, max[i]);
                    count += finite[i];
                }
                level.min[block] = smallest;
                level.max[block] = largest;
                level.finite[block] = count;
            }
            return level;
        }
    }

    /** Smallest, largest and number of finite values of one bin, and the first row of the point or block that holds them. */
    private final class Extremes {
        private double min;
        private double max;
        private int minFrom;
        private int maxFrom;
        private int finite;

        void over(int from, int to) {
            min = Double.POSITIVE_INFINITY;
            max = Double.NEGATIVE_INFINITY;
            finite = 0;
            int i = from;
            while (i < to) {
                int level = -1;
                while (level + 1 < levels.size() && isWhole(i, to, level + 1)) {
                    level++;
                }
                if (level < 0) {
                    if (Double.isFinite(y[i])) {
                        take(i, y[i], y[i], 1);
                    }
                    i++;
                } else {
                    int shift = SHIFT * (level + 1);
                    Level blocks = levels.get(level);
                    take(i, blocks.min[i >> shift], blocks.max[i >> shift], blocks.finite[i >> shift]);
                    i += 1 << shift;
                }
            }
        }

        private void take(int row, double smallest, double largest, int count) {
            if (smallest < min) {
                min = smallest;
                minFrom = row;
            }
            if (largest > max) {
                max = largest;
                maxFrom = row;
            }
            finite += count;
        }
    }
}
