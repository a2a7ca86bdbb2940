package rewardloom.model.statistics;

import java.util.function.DoubleToIntFunction;
import java.util.function.IntConsumer;

/**
 * Reduces a line to what can be seen of it: of all consecutive points that fall into one pixel column, the first, lowest, highest and
 * last stay, so that no spike is lost (the "M4" rule of Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation",
 * VLDB 2014). A non-finite value is a gap. Unlike {@link Decimation} it follows the path of the points, so
 * that a line that turns back, such as one metric against another, stays the line it is, and any scale of x is right.
 */
public final class PixelColumns {
    /** What the sink is told where the line is interrupted. */
    public static final int GAP = -1;

    private final double[] x;
    private final double[] y;
    private final DoubleToIntFunction column;
    private final IntConsumer sink;
    private int current;
    private int first = GAP;
    private int lowest = GAP;
    private int highest = GAP;
    private int last = GAP;
    private boolean interrupted = true;

    /**
     * A line to be reduced point by point.
     *
     * @param x places
     * @param y values, as many
     * @param column pixel column of a finite place
     * @param sink takes the indices of the points that stay, in order, and {@link #GAP} between parts that are not connected
     */
    public PixelColumns(double[] x, double[] y, DoubleToIntFunction column, IntConsumer sink) {
        this.x = x;
        this.y = y;
        this.column = column;
        this.sink = sink;
    }

    /**
     * Reduces a whole line.
     *
     * @param x places
     * @param y values, as many
     * @param column pixel column of a finite place
     * @param sink takes the indices of the points that stay, in order, and {@link #GAP} between parts that are not connected
     */
    public static void reduce(double[] x, double[] y, DoubleToIntFunction column, IntConsumer sink) {
        PixelColumns columns = new PixelColumns(x, y, column, sink);
        for (int i = 0; i < y.length; i++) {
            columns.add(i);
        }
        columns.finish();
    }

    /** Takes the next point; indices ascend, some may be left out. */
    public void add(int i) {
        if (!Double.isFinite(y[i]) || !Double.isFinite(x[i])) {
            interrupt();
            return;
        }
        int at = column.applyAsInt(x[i]);
        if (first == GAP || at != current) {
            flush();
            current = at;
            first = i;
            lowest = i;
            highest = i;
        } else {
            if (y[i] < y[lowest]) {
                lowest = i;
            }
            if (y[i] > y[highest]) {
                highest = i;
            }
        }
        last = i;
    }

    /** Ends the part of the line so far. */
    public void interrupt() {
        flush();
        if (!interrupted) {
            sink.accept(GAP);
            interrupted = true;
        }
    }

    /** Hands out what is left. */
    public void finish() {
        flush();
    }

    private void flush() {
        if (first == GAP) {
            return;
        }
        interrupted = false;
        int sooner = Math.min(lowest, highest);
        int later = Math.max(lowest, highest);
        sink.accept(first);
        if (sooner != first && sooner != last) {
            sink.accept(sooner);
        }
        if (later != sooner && later != first && later != last) {
            sink.accept(later);
        }
        if (last != first) {
            sink.accept(last);
        }
        first = GAP;
    }
}
