package rewardloom.viewers.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the layers of a chart are drawn on. On a screen, what is drawn column by column waits until something else is drawn; then parts
 * of the columns are filled at the same time, each with all that waited, from back to front: no two parts share a pixel.
 */
final class ColumnCanvas {
    private static final int PARTS = 8;
    private static final double PAPER = 2;

    /** With less than this to do, other threads would not pay. */
    private static final long MUCH = 4_000;

    private final Graphics2D g;
    private final Plane plane;
    private final @Nullable Pixels pixels;
    private final List<Supplier<Trace>> waiting = new ArrayList<>();
    private long work;

    ColumnCanvas(Graphics2D g, Plane plane) {
        this.g = g;
        this.plane = plane;
        this.pixels = Pixels.of(g);
    }

    /** Something that is drawn column by column, by several threads at the same time. */
    @FunctionalInterface
    interface Trace {
        /** Draws what lies in some columns. */
        void draw(ColumnRaster columns);
    }

    Plane plane() {
        return plane;
    }

    /** Whether there are pixels to draw columns on. */
    boolean isScreen() {
        return pixels != null;
    }

    /** Columns for each unit of the drawing that are told apart: those of a screen, and on paper so many that print loses nothing. */
    double density() {
        boolean fast = RenderingHints.VALUE_RENDER_SPEED.equals(g.getRenderingHint(RenderingHints.KEY_RENDERING));
        return fast ? g.getTransform().getScaleX() : PAPER;
    }

    /** Number of columns of the plot that are told apart. */
    int columns() {
        return (int) Math.max(1, Math.round(plane.area().getWidth() * density()));
    }

    /** For anything else, which is drawn over all that came before. */
    Graphics2D direct() {
        flush();
        return g;
    }

    /**
     * Draws something column by column, soon.
     *
     * @param points about how many points it has
     * @param prepared what is known of it before it is drawn; called once, on any thread
     */
    void add(long points, Supplier<Trace> prepared) {
        waiting.add(prepared);
        work += points;
    }

    /** Draws what waits. */
    void flush() {
        Pixels screen = pixels;
        if (screen != null && !waiting.isEmpty()) {
            if (work < MUCH) {
                ColumnRaster all = new ColumnRaster(g, screen, plane.area(), 0, 1);
                waiting.forEach(w -> draw(w.get(), all));
            } else {
                List<Trace> traces = waiting.parallelStream().map(Supplier::get).toList();
                IntStream.range(0, PARTS).parallel().forEach(part -> {
                    ColumnRaster columns = new ColumnRaster(g, screen, plane.area(), part, PARTS);
                    traces.forEach(trace -> draw(trace, columns));
                });
            }
        }
        waiting.clear();
        work = 0;
    }

    private static void draw(Trace trace, ColumnRaster columns) {
        if (columns.columns() > 0) {
            columns.clear();
            trace.draw(columns);
        }
    }
}
