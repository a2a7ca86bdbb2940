package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.function.DoubleToIntFunction;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.MinMaxPyramid;
import rewardloom.model.statistics.PixelColumns;

/** Draws a line: reduced to pixel columns, broken at gaps, lonely points as dots, a few markers along it. */
final class LinePainter {
    private static final int MARKERS = 8;

    /** Lines of so many points carry a marker at each. */
    static final int MARK_ALL = 16;

    /** Columns for each unit of paper: two, so that print loses nothing. */
    private static final double COLUMNS = 2;

    /** A line of more points is drawn column by column: it costs less than stroking. */
    private static final double MANY = 400;

    /** Among many lines nobody sees how the corners of one are rounded. */
    private static final double CROWD = 80;

    /** With more points than this in a column the pyramid is quicker than reading all of them. */
    private static final int DENSE = 24;

    private final Plane plane;
    private final Layer.Line line;
    private final PreparedFigure prepared;
    private final @Nullable Pixels pixels;
    private final Path2D path = new Path2D.Double();
    private final Path2D dots = new Path2D.Double();
    private double[] xs = new double[256];
    private double[] ys = new double[256];
    private final double columns;
    private int count;
    private int part;

    private LinePainter(Graphics2D g, Plane plane, Layer.Line line, PreparedFigure prepared) {
        this.plane = plane;
        this.line = line;
        this.prepared = prepared;
        this.pixels = Pixels.of(g);
        boolean fast = RenderingHints.VALUE_RENDER_SPEED.equals(g.getRenderingHint(RenderingHints.KEY_RENDERING));
        this.columns = fast ? g.getTransform().getScaleX() : COLUMNS;
    }

    static void paint(Graphics2D g, Plane plane, Layer.Line line, PreparedFigure prepared) {
        LinePainter painter = new LinePainter(g, plane, line, prepared);
        Pixels screen = painter.pixels;
        int[] inView = painter.inView();
        if (screen != null && painter.isLong(inView)) {
            painter.raster(g, new ColumnRaster(g, screen, plane.area()), inView);
        } else {
            painter.path();
            painter.draw(g);
        }
    }

    /** The rows in view and one more on each side, first and after the last; all where places do not ascend. */
    private int[] inView() {
        double[] x = line.x();
        if (!prepared.pyramids().isAscending(x)) {
            return new int[] {0, x.length};
        }
        Span span = plane.x().span();
        return new int[] {
            Math.max(0, Ascending.firstAtLeast(x, span.low()) - 1),
            Math.min(x.length, Ascending.firstAtLeast(x, Math.nextUp(span.high())) + 1)
        };
    }

    private boolean isLong(int[] inView) {
        double wide = plane.area().getWidth() * columns;
        return prepared.pyramids().isAscending(line.x())
                && inView[1] - inView[0] > Math.min(MANY, wide / (prepared.isCrowded() ? CROWD : 1));
    }

    /** Column by column, in the pixels of the screen. */
    private void raster(Graphics2D g, ColumnRaster raster, int[] inView) {
        MinMaxPyramid pyramid = prepared.pyramids().of(line.y());
        boolean sparse = !line.faint() && !prepared.isCrowded() && inView[1] - inView[0] < 1.5 * raster.columns();
        Trail trail = new Trail(raster, sparse);
        if (pyramid != null && inView[1] - inView[0] > (long) DENSE * raster.columns()) {
            Span span = plane.x().span();
            int bins = Math.max(1, raster.columns());
            trail.to(inView[0]);
            for (int index : pyramid.query(span.low(), span.high(), bins, prepared.bins(span, bins))
                    .indices()) {
                trail.to(index);
            }
            trail.to(inView[1] - 1);
        } else {
            for (int i = inView[0]; i < inView[1]; i++) {
                trail.to(i);
            }
        }
        trail.end();
        ChartStyle style = plane.style();
        boolean dashed = style.dashed() && !line.faint() && line.color() >= 0 && !prepared.isCrowded();
        float[] dash = dashed ? style.palette().dash(line.color()) : new float[0];
        for (int i = 0; i < dash.length; i++) {
            dash[i] *= (float) style.lineWidth();
        }
        raster.fill(color(), dash, width());
        if (isMarked()) {
            double step = plane.area().getWidth() / MARKERS;
            Shape marker = Palette.marker(style.palette().pattern(line.color()), style.markerSize());
            for (double x = firstMarker(step); x < plane.area().getMaxX(); x += step) {
                double y = raster.middle(x, width());
                if (!Double.isNaN(y)) {
                    drawMarker(g, marker, x, y);
                }
            }
        }
    }

    /** Goes from point to point and leaves the line behind. */
    private final class Trail {
        private final ColumnRaster raster;
        private final double room = plane.area().getHeight() * 4;
        private double lastX = Double.NaN;
        private double lastY = Double.NaN;
        private final boolean sparse;
        private boolean lonely;

        Trail(ColumnRaster raster, boolean sparse) {
            this.raster = raster;
            this.sparse = sparse;
        }

        void to(int index) {
            double x = index < 0 ? Double.NaN : plane.px(line.x()[index]);
            double y = index < 0 ? Double.NaN : plane.py(line.y()[index]);
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                end();
                return;
            }
            y = Math.clamp(y, plane.area().getY() - room, plane.area().getMaxY() + room);
            if (Double.isNaN(lastX)) {
                lonely = true;
            } else {
                lonely = false;
                if (sparse && raster.isSteep(lastX, lastY, x, y)) {
                    raster.steep(lastX, lastY, x, y, width(), color());
                } else {
                    raster.segment(lastX, lastY, x, y, width());
                }
            }
            lastX = x;
            lastY = y;
        }

        void end() {
            if (lonely) {
                raster.point(lastX, lastY, Math.max(width() * 1.8, 1.5));
            }
            lonely = false;
            lastX = Double.NaN;
        }
    }

    private void path() {
        MinMaxPyramid pyramid = prepared.pyramids().of(line.y());
        double left = plane.area().getX();
        DoubleToIntFunction column = x -> {
            double place = (plane.px(x) - left) * columns;
            return Double.isNaN(place) ? Integer.MIN_VALUE : (int) Math.floor(Math.clamp(place, -1e9, 1e9));
        };
        if (pyramid == null) {
            PixelColumns.reduce(line.x(), line.y(), column, this::take);
        } else {
            reduce(pyramid);
        }
        endPart();
    }

    /** The points in view, by bins that are pixel columns, and one more on each side, so that the line enters and leaves the view. */
    private void reduce(MinMaxPyramid pyramid) {
        Span span = plane.x().span();
        int bins = (int) Math.max(1, Math.round(plane.area().getWidth() * columns));
        int before = Ascending.firstAtLeast(line.x(), span.low()) - 1;
        int after = Ascending.firstAtLeast(line.x(), Math.nextUp(span.high()));
        if (before >= 0) {
            take(before);
        }
        for (int index : pyramid.query(span.low(), span.high(), bins, prepared.bins(span, bins))
                .indices()) {
            take(index);
        }
        if (after < line.x().length) {
            take(after);
        }
    }

    private void grow() {
        if (count == xs.length) {
            xs = Arrays.copyOf(xs, count * 2);
            ys = Arrays.copyOf(ys, count * 2);
        }
    }

    private void take(int index) {
        double x = index < 0 ? Double.NaN : plane.px(line.x()[index]);
        double y = index < 0 ? Double.NaN : plane.py(line.y()[index]);
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            endPart();
            return;
        }
        double room = plane.area().getHeight() * 4;
        double clampedY = Math.clamp(y, plane.area().getY() - room, plane.area().getMaxY() + room);
        if (count == part) {
            path.moveTo(x, clampedY);
        } else {
            path.lineTo(x, clampedY);
        }
        grow();
        xs[count] = x;
        ys[count] = clampedY;
        count++;
    }

    private void endPart() {
        if (count - part == 1) {
            double size = Math.max(width() * 1.8, 1.5);
            dots.append(new Ellipse2D.Double(xs[part] - size / 2, ys[part] - size / 2, size, size), false);
        }
        part = count;
        if (count > 0 && !Double.isNaN(xs[count - 1])) {
            grow();
            xs[count] = Double.NaN;
            ys[count] = Double.NaN;
            count++;
            part = count;
        }
    }

    private double width() {
        return plane.style().lineWidth() * (line.faint() ? 0.55 : 1);
    }

    private Color color() {
        Palette palette = plane.style().palette();
        return line.faint() ? palette.color(line.color(), palette.dark() ? 0.38 : 0.3) : palette.color(line.color());
    }

    private boolean isMarked() {
        return plane.style().marked()
                && !line.faint()
                && line.color() >= 0
                && !line.label().isEmpty()
                && !prepared.isCrowded();
    }

    private void draw(Graphics2D g) {
        ChartStyle style = plane.style();
        g.setPaint(color());
        g.setStroke(style.palette().stroke(line.color(), width(), style.dashed() && !line.faint()));
        g.draw(path);
        g.fill(dots);
        if (isMarked()) {
            drawMarkers(g);
        }
    }

    private void drawMarkers(Graphics2D g) {
        ChartStyle style = plane.style();
        Shape marker = Palette.marker(style.palette().pattern(line.color()), style.markerSize());
        if (line.x().length <= MARK_ALL) {
            for (int i = 0; i < count; i++) {
                if (!Double.isNaN(xs[i])) {
                    drawMarker(g, marker, xs[i], ys[i]);
                }
            }
            return;
        }
        double step = plane.area().getWidth() / MARKERS;
        double next = firstMarker(step);
        for (int i = 0; i < count; i++) {
            if (xs[i] >= next && xs[i] <= plane.area().getMaxX()) {
                drawMarker(g, marker, xs[i], ys[i]);
                next += step * (1 + Math.floor((xs[i] - next) / step));
            }
        }
    }

    /** Different series carry their markers at different places, so that they do not hide one another. */
    private double firstMarker(double step) {
        double shift = (plane.style().palette().pattern(line.color()) * 0.618) % 1 - 0.5;
        return plane.area().getX() + step * (0.5 + 0.5 * shift);
    }

    private void drawMarker(Graphics2D g, Shape marker, double x, double y) {
        Palette palette = plane.style().palette();
        Shape placed = AffineTransform.getTranslateInstance(x, y).createTransformedShape(marker);
        g.setPaint(palette.color(line.color()));
        g.fill(placed);
        g.setPaint(palette.background());
        g.setStroke(new BasicStroke((float) (plane.style().lineWidth() * 0.4)));
        g.draw(placed);
    }
}
