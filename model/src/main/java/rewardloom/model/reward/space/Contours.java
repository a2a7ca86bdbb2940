package rewardloom.model.reward.space;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of equal value on a grid, by marching squares with linear interpolation along the edges (Lorensen and Cline, 1987, in the plane).
 * A saddle is cut as the mean of its corners says. Cells with a corner that is not finite have no lines.
 */
public final class Contours {
    private final double[] x;
    private final double[] y;
    private final double[][] values;

    /**
     * @param x places of the columns, ascending
     * @param y places of the rows, ascending
     * @param values {@code [row][column]}
     */
    public Contours(double[] x, double[] y, double[][] values) {
        this.x = x;
        this.y = y;
        this.values = values;
    }

    /**
     * One level's lines, one after the other.
     *
     * @param x places along x, NaN between two lines
     * @param y places along y, NaN between two lines
     */
    public record Lines(double[] x, double[] y) {
        /** Number of points, gaps included. */
        public int size() {
            return x.length;
        }
    }

    /** Where the values equal a level. */
    public Lines at(double level) {
        Map<Long, List<long[]>> ends = new HashMap<>();
        List<long[]> segments = new ArrayList<>();
        for (int row = 0; row + 1 < y.length; row++) {
            for (int column = 0; column + 1 < x.length; column++) {
                cell(row, column, level, segments);
            }
        }
        for (long[] segment : segments) {
            ends.computeIfAbsent(segment[0], e -> new ArrayList<>()).add(segment);
            ends.computeIfAbsent(segment[1], e -> new ArrayList<>()).add(segment);
        }
        return joined(segments, ends, level);
    }

    /** A segment goes from one edge to another; an edge is numbered by its corner: twice that for the one along x, one more for y. */
    private void cell(int row, int column, double level, List<long[]> segments) {
        double a = values[row][column];
        double b = values[row][column + 1];
        double c = values[row + 1][column + 1];
        double d = values[row + 1][column];
        if (!Double.isFinite(a + b + c + d)) {
            return;
        }
        int kind = (a > level ? 1 : 0) | (b > level ? 2 : 0) | (c > level ? 4 : 0) | (d > level ? 8 : 0);
        long bottom = edge(row, column, false);
        long right = edge(row, column + 1, true);
        long top = edge(row + 1, column, false);
        long left = edge(row, column, true);
        boolean high = (a + b + c + d) / 4 > level;
        switch (kind) {
            case 1, 14 -> segments.add(new long[] {left, bottom});
            case 2, 13 -> segments.add(new long[] {bottom, right});
            case 3, 12 -> segments.add(new long[] {left, right});
            case 4, 11 -> segments.add(new long[] {right, top});
            case 6, 9 -> segments.add(new long[] {bottom, top});
            case 7, 8 -> segments.add(new long[] {left, top});
            case 5 -> {
                segments.add(high ? new long[] {left, top} : new long[] {left, bottom});
                segments.add(high ? new long[] {bottom, right} : new long[] {right, top});
            }
            case 10 -> {
                segments.add(high ? new long[] {left, bottom} : new long[] {left, top});
                segments.add(high ? new long[] {right, top} : new long[] {bottom, right});
            }
            default -> {}
        }
    }

    private long edge(int row, int column, boolean alongY) {
        return 2L * ((long) row * x.length + column) + (alongY ? 1 : 0);
    }

    private Lines joined(List<long[]> segments, Map<Long, List<long[]>> ends, double level) {
        List<double[]> points = new ArrayList<>();
        for (long[] segment : segments) {
            if (segment.length > 0 && !isUsed(segment)) {
                Deque<Long> line = new ArrayDeque<>();
                line.add(segment[0]);
                line.add(segment[1]);
                long first = segment[0];
                long last = segment[1];
                use(segment);
                follow(line, last, ends, true);
                follow(line, first, ends, false);
                if (!points.isEmpty()) {
                    points.add(new double[] {Double.NaN, Double.NaN});
                }
                line.forEach(e -> points.add(place(e, level)));
            }
        }
        return new Lines(
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray());
    }

    private static boolean isUsed(long[] segment) {
        return segment[0] < 0;
    }

    /** Marks a segment; its edges are not needed any more. */
    private static void use(long[] segment) {
        segment[0] = -1 - segment[0];
        segment[1] = -1 - segment[1];
    }

    private static void follow(Deque<Long> line, long from, Map<Long, List<long[]>> ends, boolean atEnd) {
        long at = from;
        while (true) {
            long[] next = null;
            for (long[] candidate : ends.getOrDefault(at, List.of())) {
                if (!isUsed(candidate)) {
                    next = candidate;
                }
            }
            if (next == null) {
                return;
            }
            long other = next[0] == at ? next[1] : next[0];
            use(next);
            if (atEnd) {
                line.addLast(other);
            } else {
                line.addFirst(other);
            }
            at = other;
        }
    }

    private double[] place(long edge, double level) {
        boolean alongY = edge % 2 == 1;
        int corner = (int) (edge / 2);
        int row = corner / x.length;
        int column = corner % x.length;
        double from = values[row][column];
        double to = alongY ? values[row + 1][column] : values[row][column + 1];
        double share = to == from ? 0.5 : (level - from) / (to - from);
        return alongY
                ? new double[] {x[column], y[row] + share * (y[row + 1] - y[row])}
                : new double[] {x[column] + share * (x[column + 1] - x[column]), y[row]};
    }
}
