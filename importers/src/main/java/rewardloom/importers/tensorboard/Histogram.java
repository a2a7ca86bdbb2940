package rewardloom.importers.tensorboard;

import java.util.Arrays;
import rewardloom.importers.protobuf.WireReader;

/**
 * A histogram as counts between ascending edges.
 *
 * @param edges one more than counts
 * @param counts how many values lie between two edges
 */
record Histogram(double[] edges, double[] counts) {
    private static final int MIN = 1 << 3 | 1;
    private static final int MAX = 2 << 3 | 1;
    private static final int LIMITS = 6 << 3 | 2;
    private static final int LIMIT = 6 << 3 | 1;
    private static final int BUCKETS = 7 << 3 | 2;
    private static final int BUCKET = 7 << 3 | 1;

    static final Histogram NONE = new Histogram(new double[0], new double[0]);

    boolean isEmpty() {
        return counts.length == 0;
    }

    /**
     * A {@code HistogramProto}: right edges, the first bucket begins at the smallest value and the last ends at the largest, as
     * TensorBoard reads it ({@code tensorboard/data_compat.py}).
     */
    static Histogram ofProto(byte[] bytes, int from, int to) {
        double min = Double.NaN;
        double max = Double.NaN;
        double[] limits = new double[0];
        double[] buckets = new double[0];
        WireReader wire = new WireReader();
        wire.reset(bytes, from, to);
        while (wire.next()) {
            switch (wire.key()) {
                case MIN -> min = wire.float64();
                case MAX -> max = wire.float64();
                case LIMITS, LIMIT -> limits = appended(limits, bytes, wire);
                case BUCKETS, BUCKET -> buckets = appended(buckets, bytes, wire);
                default -> {
                    // number, sum and sum of squares follow from the rest
                }
            }
        }
        int count = Math.min(limits.length, buckets.length);
        if (count == 0 || limits.length != buckets.length) {
            return NONE;
        }
        double[] edges = new double[count + 1];
        System.arraycopy(limits, 0, edges, 1, count);
        edges[0] = Double.isFinite(min) ? Math.min(min, limits[0]) : limits[0];
        if (Double.isFinite(max) && (max >= edges[count - 1] || edges[count] >= Double.MAX_VALUE)) {
            edges[count] = Math.max(max, edges[count - 1]);
        }
        return new Histogram(edges, buckets);
    }

    private static double[] appended(double[] before, byte[] bytes, WireReader wire) {
        int count = (wire.to() - wire.from()) / Double.BYTES;
        double[] all = Arrays.copyOf(before, before.length + count);
        for (int i = 0; i < count; i++) {
            all[before.length + i] = WireReader.float64(bytes, wire.from() + i * Double.BYTES);
        }
        return all;
    }

    /** Rows of left edge, right edge and count; gaps between two become buckets of their own with nothing in them. */
    static Histogram ofRows(double[] rows) {
        int count = rows.length / 3;
        double[] edges = new double[2 * count + 1];
        double[] counts = new double[2 * count];
        int used = 0;
        for (int i = 0; i < count; i++) {
            double left = rows[3 * i];
            double right = rows[3 * i + 1];
            if (used == 0) {
                edges[0] = left;
            } else if (left > edges[used]) {
                counts[used] = 0;
                edges[++used] = left;
            }
            counts[used] = rows[3 * i + 2];
            edges[++used] = right;
        }
        return count == 0 ? NONE : new Histogram(Arrays.copyOf(edges, used + 1), Arrays.copyOf(counts, used));
    }
}
