package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.function.DoubleToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.MinMaxPyramid;
import rewardloom.model.statistics.PixelColumns;

/** Draws a line: reduced to pixel columns, broken at gaps, lonely points as dots, a few markers along it. */
final class LinePainter {
    private static final int MARKERS = 8;

    /** Lines of so many points carry a marker at each. */
    static final int MARK_ALL = 16;

    /** A line of more points is drawn column by column: it costs less than stroking. */
    private static final int MANY = 48;

    /** With fewer points in a column each piece of a line is seen. */
    private static final double SPARSE = 1.5;

    /** With fewer points in a column, taken over all lines: among many lines nobody sees how steep a piece of one is. */
    private static final double SPARSE_TOGETHER = 12;

    /** With fewer points in a column dashes go along the line, and markers stand on points. */
    private static final double FEW = 0.3;

    /** With more points than this in a column the pyramid is quicker than reading all of them. */
    private static final int DENSE = 24;

    private final Plane plane;
    private final Layer.Line line;
    private final PreparedFigure prepared;
    private final Path2D path = new Path2D.Double();
    private final Path2D dots = new Path2D.Double();
    private double[] xs = new double[256];
    private double[] ys = new double[256];
    private final double density;
    private final int wide;
    private int count;
    private int part;

    private LinePainter(ColumnCanvas canvas, Layer.Line line, PreparedFigure prepared) {
        this.plane = canvas.plane();
        this.line = line;
        this.prepared = prepared;
        this.density = canvas.density();
        this.wide = canvas.columns();
    }

    static void paint(ColumnCanvas canvas, Layer.Line line, PreparedFigure prepared) {
        LinePainter painter = new LinePainter(canvas, line, prepared);
        int[] inView = painter.inView();
        if (canvas.isScreen() && painter.isLong(inView)) {
            painter.trace(canvas, inView[0], inView[1]);
        } else {
            painter.path();
            painter.draw(canvas.direct());
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
        return prepared.pyramids().isAscending(line.x()) && inView[1] - inView[0] > (prepared.isCrowded() ? 2 : MANY);
    }

    /** Column by column, in the pixels of the screen. */
    private void trace(ColumnCanvas canvas, int from, int to) {
        LineTrace.Pen pen = pen(to - from);
        double[] marks = isMarked() && !pen.along() ? marks() : new double[0];
        double[] markY = new double[marks.length];
        Arrays.fill(markY, Double.NaN);
        canvas.add(to - from, () -> new LineTrace(plane, line, from, to, kept(from, to), pen, marks, markY));
        if (isMarked()) {
            Graphics2D g = canvas.direct();
            if (pen.along()) {
                IntStream.range(from, to).forEach(this::take);
                drawMarkers(g);
            } else {
                drawMarkers(g, marks, markY);
            }
        }
    }

    private void drawMarkers(Graphics2D g, double[] marks, double[] markY) {
        ChartStyle style = plane.style();
        Shape marker = Palette.marker(style.palette().pattern(line.color()), style.markerSize());
        for (int i = 0; i < marks.length; i++) {
            if (!Double.isNaN(markY[i])) {
                drawMarker(g, marker, marks[i], markY[i]);
            }
        }
    }

    /** The rows that show all there is in each column; null for all where there are not many more. */
    private int @Nullable [] kept(int from, int to) {
        MinMaxPyramid pyramid = prepared.pyramids().of(line.y());
        if (pyramid == null || to - from <= (long) DENSE * wide) {
            return null;
        }
        Span span = plane.x().span();
        return pyramid.query(span.low(), span.high(), wide, prepared.bins(span, wide))
                .indices();
    }

    private LineTrace.Pen pen(int points) {
        ChartStyle style = plane.style();
        boolean dashed = style.dashed() && !line.faint() && line.color() >= 0 && !prepared.isCrowded();
        float[] dash = dashed ? style.palette().dash(line.color()) : new float[0];
        for (int i = 0; i < dash.length; i++) {
            dash[i] *= (float) style.lineWidth();
        }
        double most = Math.min(SPARSE, SPARSE_TOGETHER / Math.max(1, prepared.lines()));
        boolean sparse = !line.faint() && points < most * wide;
        return new LineTrace.Pen(color(), width(), dash, sparse, sparse && points < FEW * wide);
    }

    /** Where a long line carries its markers. */
    private double[] marks() {
        double step = plane.area().getWidth() / MARKERS;
        return DoubleStream.iterate(firstMarker(step), x -> x < plane.area().getMaxX(), x -> x + step)
                .toArray();
    }

    private void path() {
        MinMaxPyramid pyramid = prepared.pyramids().of(line.y());
        double left = plane.area().getX();
        DoubleToIntFunction column = x -> {
            double place = (plane.px(x) - left) * density;
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
        int before = Ascending.firstAtLeast(line.x(), span.low()) - 1;
        int after = Ascending.firstAtLeast(line.x(), Math.nextUp(span.high()));
        if (before >= 0) {
            take(before);
        }
        for (int index : pyramid.query(span.low(), span.high(), wide, prepared.bins(span, wide))
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
        double near = plane.near(y);
        if (count == part) {
            path.moveTo(x, near);
        } else {
            path.lineTo(x, near);
        }
        grow();
        xs[count] = x;
        ys[count] = near;
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
