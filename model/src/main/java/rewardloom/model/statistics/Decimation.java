package rewardloom.model.statistics;

import java.util.Arrays;

/**
 * Which points of a long series to draw, so that a chart of limited width looks as if all had been drawn: in every bin of x the
 * first, the smallest, the largest and the last finite one, in the order of the series. Nothing is averaged, so no spike is lost.
 * When the range holds no more points than that, all of them.
 *
 * @param indices rows of the series; {@link #GAP} where non-finite values interrupt the line
 * @param points number of points in the range, non-finite ones included
 * @param nonfinite number of those whose value is NaN or infinite
 * @param reduced whether points were left out
 */
public record Decimation(int[] indices, long points, long nonfinite, boolean reduced) {

    /** In {@link #indices()}: here the line is interrupted. */
    public static final int GAP = -1;

    /** The values at {@link #indices()}, NaN at gaps. */
    public double[] pick(double[] values) {
        double[] picked = new double[indices.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = indices[i] == GAP ? Double.NaN : values[indices[i]];
        }
        return picked;
    }

    /**
     * Reduces the points with {@code low <= x <= high} in one pass over the whole series, whatever its order. A point with a
     * non-finite x counts as non-finite wherever the range is. When x is not in ascending order, bins follow one another and not the
     * path of the series.
     *
     * @param bins number of bins of equal width, at least 1; at most {@code 5 * bins} indices result
     */
    public static Decimation of(double[] x, double[] y, double low, double high, int bins) {
        Bins geometry = new Bins(low, high, bins);
        Collector collector = new Collector(bins);
        long points = 0;
        long nonfinite = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                points++;
                nonfinite++;
            } else if (x[i] >= low && x[i] <= high) {
                points++;
                int bin = geometry.bin(x[i]);
                if (Double.isFinite(y[i])) {
                    collector.add(bin, i, y);
                } else {
                    nonfinite++;
                    collector.gap(bin);
                }
            }
        }
        if (points <= 4L * bins) {
            return all(x, y, low, high, points, nonfinite);
        }
        return new Decimation(collector.indices(), points, nonfinite, true);
    }

    private static Decimation all(double[] x, double[] y, double low, double high, long points, long nonfinite) {
        Path path = new Path(Math.toIntExact(points));
        for (int i = 0; i < x.length; i++) {
            if (x[i] >= low && x[i] <= high) {
                path.add(Double.isFinite(y[i]) && Double.isFinite(x[i]) ? i : GAP);
            }
        }
        return new Decimation(path.indices(), points, nonfinite, false);
    }

    /** Bins of equal width over a closed range; the number of a bin never falls as x grows. */
    record Bins(double low, double high, int count) implements Binning {
        Bins {
            if (count < 1) {
                throw new IllegalArgumentException("there must be at least one bin, not " + count);
            }
        }

        @Override
        public int bin(double x) {
            double width = high - low;
            if (!(width > 0) || x <= low) {
                return 0;
            }
            return (int) Math.min(count - 1.0, Math.floor((x - low) / width * count));
        }
    }

    /** Rows in the order of drawing, gaps never doubled and never at an end. */
    static final class Path {
        private int[] indices;
        private int size;

        Path(int capacity) {
            indices = new int[Math.max(capacity, 4)];
        }

        void add(int index) {
            if (index == GAP ? size == 0 || indices[size - 1] == GAP : size > 0 && indices[size - 1] == index) {
                return;
            }
            if (size == indices.length) {
                indices = Arrays.copyOf(indices, 2 * size);
            }
            indices[size++] = index;
        }

        /** First, extremes and last of one bin, in the order of the series, each once. */
        void addBin(int first, int min, int max, int last) {
            add(first);
            add(Math.min(min, max));
            add(Math.max(min, max));
            add(last);
        }

        int[] indices() {
            int end = size > 0 && indices[size - 1] == GAP ? size - 1 : size;
            return Arrays.copyOf(indices, end);
        }
    }

    private static final class Collector {
        private final int[] first;
        private final int[] min;
        private final int[] max;
        private final int[] last;
        private final boolean[] gap;

        Collector(int bins) {
            first = new int[bins];
            Arrays.fill(first, GAP);
            min = new int[bins];
            max = new int[bins];
            last = new int[bins];
            gap = new boolean[bins];
        }

        void add(int bin, int row, double[] y) {
            if (first[bin] == GAP) {
                first[bin] = row;
                min[bin] = row;
                max[bin] = row;
            } else if (y[row] < y[min[bin]]) {
                min[bin] = row;
            } else if (y[row] > y[max[bin]]) {
                max[bin] = row;
            }
            last[bin] = row;
        }

        void gap(int bin) {
            gap[bin] = true;
        }

        int[] indices() {
            Path path = new Path(4 * first.length);
            for (int bin = 0; bin < first.length; bin++) {
                if (first[bin] != GAP) {
                    path.addBin(first[bin], min[bin], max[bin], last[bin]);
                }
                if (gap[bin]) {
                    path.add(GAP);
                }
            }
            return path.indices();
        }
    }
}
