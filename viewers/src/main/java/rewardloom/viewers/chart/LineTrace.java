package rewardloom.viewers.chart;

import java.awt.Color;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Decimation;

/** A long line whose places ascend, drawn column by column: the rows it goes through, and how. Each part of the columns looks up its own. */
final class LineTrace implements ColumnCanvas.Trace {
    private static final float[] SOLID = {};

    private final Plane plane;
    private final Layer.Line line;
    private final int from;
    private final int size;
    private final int @Nullable [] kept;
    private final Pen pen;
    private final double[] marks;
    private final double[] markY;
    private final double[] along;

    /**
     * How a line is drawn.
     *
     * @param width in units of the drawing
     * @param dash lengths of dashes and gaps in units of the drawing; empty for none
     * @param sparse whether there are so few points that each piece is seen: steep ones are drawn row by row
     * @param along whether dashes go along the line, and not along x
     */
    record Pen(Color color, double width, float[] dash, boolean sparse, boolean along) {}

    /**
     * @param from first row
     * @param to row after the last one
     * @param kept the rows that are drawn, {@link Decimation#GAP} where the line is interrupted; null for all
     * @param marks places along x, in the coordinates of the drawing, where markers are wanted
     * @param markY filled with the middle of the line there, NaN where it is none or no thin line
     */
    LineTrace(
            Plane plane,
            Layer.Line line,
            int from,
            int to,
            int @Nullable [] kept,
            Pen pen,
            double[] marks,
            double[] markY) {
        this.plane = plane;
        this.line = line;
        this.from = from;
        this.kept = kept == null ? null : placed(kept, from, to - 1);
        this.size = this.kept == null ? to - from : this.kept.length;
        this.pen = pen;
        this.marks = marks;
        this.markY = markY;
        this.along = pen.along && pen.dash.length > 0 ? along() : new double[0];
    }

    /** How long the line is until each of its points: the dashes of a part begin where those of the part before end. */
    private double[] along() {
        double[] lengths = new double[size];
        for (int i = 1; i < size; i++) {
            int row = row(i);
            double length =
                    Math.hypot(plane.px(line.x()[row]) - plane.px(line.x()[row - 1]), height(row) - height(row - 1));
            lengths[i] = lengths[i - 1] + (Double.isFinite(length) ? length : 0);
        }
        return lengths;
    }

    private double height(int row) {
        return plane.near(plane.py(line.y()[row]));
    }

    /** With the ends of the line, and gaps as the complement of the row before: they have a place then, and can be bisected. */
    private static int[] placed(int[] kept, int first, int last) {
        int[] rows = new int[kept.length + 2];
        int before = first;
        rows[0] = first;
        for (int i = 0; i < kept.length; i++) {
            before = kept[i] == Decimation.GAP ? before : kept[i];
            rows[i + 1] = kept[i] == Decimation.GAP ? ~before : before;
        }
        rows[kept.length + 1] = last;
        return rows;
    }

    @Override
    public void draw(ColumnRaster columns) {
        Trail trail = new Trail(columns);
        // A steep piece beside these columns reaches into them.
        int margin = pen.sparse ? (int) Math.ceil(columns.thickness(pen.width)) : 0;
        int end = Math.min(size, firstNotBefore(columns, columns.end() + margin) + 1);
        for (int i = Math.max(0, firstNotBefore(columns, columns.start() - margin) - 1); i < end; i++) {
            trail.to(i);
        }
        trail.end();
        columns.fill(pen.color, pen.along ? SOLID : pen.dash, pen.width);
        for (int i = 0; i < marks.length; i++) {
            double y = columns.middle(marks[i], pen.width);
            if (!Double.isNaN(y)) {
                markY[i] = y;
            }
        }
    }

    private int row(int i) {
        int[] chosen = kept;
        return chosen == null ? from + i : chosen[i];
    }

    private double place(int row) {
        return plane.px(line.x()[row < 0 ? ~row : row]);
    }

    /** The first that is not left of a column; what has no place is left of all. */
    private int firstNotBefore(ColumnRaster columns, int column) {
        return Ascending.first(size, i -> columns.deviceX(place(row(i))) >= column);
    }

    /** Goes from point to point and leaves the line behind, in pixels. */
    private final class Trail {
        private final ColumnRaster columns;
        private final double half;
        private double lastX = Double.NaN;
        private double lastY = Double.NaN;
        private boolean lonely;

        Trail(ColumnRaster columns) {
            this.columns = columns;
            half = columns.thickness(pen.width) / 2;
        }

        void to(int i) {
            int row = row(i);
            double x = row < 0 ? Double.NaN : columns.deviceX(plane.px(line.x()[row]));
            double y = row < 0 ? Double.NaN : columns.deviceY(height(row));
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                end();
                return;
            }
            lonely = Double.isNaN(lastX);
            if (!lonely) {
                if (along.length > 0) {
                    dashes(x, y, along[i - 1], along[i]);
                } else {
                    piece(lastX, lastY, x, y);
                }
            }
            lastX = x;
            lastY = y;
        }

        private void piece(double fromX, double fromY, double toX, double toY) {
            if (pen.sparse && ColumnRaster.isSteep(fromX, fromY, toX, toY)) {
                columns.steep(fromX, fromY, toX, toY, pen.width, pen.color);
            } else {
                columns.piece(fromX, fromY, toX, toY, half);
            }
        }

        /** The dashes from the last point to another one, which lie at these lengths of the line. */
        private void dashes(double x, double y, double begin, double end) {
            Dashes dashes = new Dashes(pen.dash, begin);
            double length = end - begin;
            double at = 0;
            while (at < length) {
                double until = Math.min(length, at + dashes.rest());
                if (dashes.isOn()) {
                    // Pixels at the ends are covered as a whole: half of one less on each side is what strokes cover.
                    double middle = (at + until) / 2;
                    double reach = Math.max((until - at - 1 / columns.scale()) / 2, 0);
                    dash(x, y, (middle - reach) / length, (middle + reach) / length);
                }
                dashes.next();
                at = until;
            }
        }

        private void dash(double x, double y, double from, double to) {
            piece(
                    lastX + from * (x - lastX),
                    lastY + from * (y - lastY),
                    lastX + to * (x - lastX),
                    lastY + to * (y - lastY));
        }

        void end() {
            if (lonely) {
                columns.point(lastX, lastY, Math.max(pen.width * 1.8, 1.5));
            }
            lonely = false;
            lastX = Double.NaN;
        }
    }
}
