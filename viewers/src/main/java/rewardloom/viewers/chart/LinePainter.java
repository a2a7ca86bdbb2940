package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.function.DoubleToIntFunction;
import java.util.function.IntConsumer;
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

    /**
     * How far a line may go up and down within a pixel column, on average, and still be stroked. Stroking smoothly costs time for every
     * pixel of the way, and a line that fills its columns anyway does not look better for it.
     */
    private static final double LONGEST_WAY = 20;

    private final Plane plane;
    private final Layer.Line line;
    private final Path2D path = new Path2D.Double();
    private final Path2D dots = new Path2D.Double();
    private double[] xs = new double[256];
    private double[] ys = new double[256];
    private final double columns;
    private final boolean fast;
    private int count;
    private int part;
    private double way;

    private LinePainter(Graphics2D g, Plane plane, Layer.Line line) {
        this.plane = plane;
        this.line = line;
        this.fast = RenderingHints.VALUE_RENDER_SPEED.equals(g.getRenderingHint(RenderingHints.KEY_RENDERING));
        this.columns = fast ? g.getTransform().getScaleX() : COLUMNS;
    }

    static void paint(Graphics2D g, Plane plane, Layer.Line line, PreparedFigure prepared) {
        LinePainter painter = new LinePainter(g, plane, line);
        painter.path(prepared);
        painter.draw(g);
    }

    private void path(PreparedFigure prepared) {
        MinMaxPyramid pyramid = prepared.pyramids().of(line.y());
        double left = plane.area().getX();
        DoubleToIntFunction column = x -> {
            double place = (plane.px(x) - left) * columns;
            return Double.isNaN(place) ? Integer.MIN_VALUE : (int) Math.floor(Math.clamp(place, -1e9, 1e9));
        };
        IntConsumer sink = this::take;
        if (pyramid == null) {
            PixelColumns.reduce(line.x(), line.y(), column, sink);
        } else {
            reduce(pyramid, prepared);
        }
        endPart();
    }

    /** The points in view, by bins that are pixel columns, and one more on each side, so that the line enters and leaves the view. */
    private void reduce(MinMaxPyramid pyramid, PreparedFigure prepared) {
        Span span = plane.x().span();
        int bins = (int) Math.max(1, Math.round(plane.area().getWidth() * columns));
        int before = Ascending.firstAtLeast(line.x(), span.low()) - 1;
        int after = Ascending.firstAtLeast(line.x(), Math.nextUp(span.high()));
        if (before >= 0) {
            take(before);
        }
        for (int index : pyramid
                .query(span.low(), span.high(), bins, prepared.bins(span, bins))
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
            way += Math.abs(clampedY - ys[count - 1]);
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

    private boolean isDense() {
        return fast && way * columns > LONGEST_WAY * Math.max(1, plane.area().getWidth() * columns);
    }

    /** Fills, in every pixel column, the way that the line goes there. */
    private void fillColumns(Graphics2D g) {
        double left = plane.area().getX();
        double thick = Math.max(width(), 1 / columns);
        Object smooth = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        Rectangle2D bar = new Rectangle2D.Double();
        int i = 0;
        while (i < count) {
            if (Double.isNaN(xs[i])) {
                i++;
                continue;
            }
            double column = Math.floor((xs[i] - left) * columns);
            boolean joined = i > 0 && !Double.isNaN(xs[i - 1]);
            double top = joined ? Math.min(ys[i - 1], ys[i]) : ys[i];
            double bottom = joined ? Math.max(ys[i - 1], ys[i]) : ys[i];
            while (i < count && Math.floor((xs[i] - left) * columns) == column) {
                top = Math.min(top, ys[i]);
                bottom = Math.max(bottom, ys[i]);
                i++;
            }
            bar.setRect(left + column / columns, top - thick / 2, 1 / columns, bottom - top + thick);
            g.fill(bar);
        }
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
    }

    private double width() {
        return plane.style().lineWidth() * (line.faint() ? 0.55 : 1);
    }

    private void draw(Graphics2D g) {
        ChartStyle style = plane.style();
        Palette palette = style.palette();
        Color color =
                line.faint() ? palette.color(line.color(), palette.dark() ? 0.38 : 0.3) : palette.color(line.color());
        g.setPaint(color);
        g.setStroke(palette.stroke(line.color(), width(), style.dashed() && !line.faint()));
        boolean dense = isDense();
        if (dense) {
            fillColumns(g);
        } else {
            g.draw(path);
        }
        g.fill(dots);
        if (!dense && !line.faint() && line.color() >= 0 && !line.label().isEmpty()) {
            drawMarkers(g);
        }
    }

    private void drawMarkers(Graphics2D g) {
        ChartStyle style = plane.style();
        int pattern = style.palette().pattern(line.color());
        Shape marker = Palette.marker(pattern, style.markerSize());
        if (line.x().length <= MARK_ALL) {
            for (int i = 0; i < count; i++) {
                if (!Double.isNaN(xs[i])) {
                    drawMarker(g, marker, xs[i], ys[i]);
                }
            }
            return;
        }
        double step = plane.area().getWidth() / MARKERS;
        double next = plane.area().getX() + step * (0.5 + 0.5 * shift(pattern));
        for (int i = 0; i < count; i++) {
            if (xs[i] >= next && xs[i] <= plane.area().getMaxX()) {
                drawMarker(g, marker, xs[i], ys[i]);
                next += step * (1 + Math.floor((xs[i] - next) / step));
            }
        }
    }

    /** Different series carry their markers at different places, so that they do not hide one another. */
    private static double shift(int pattern) {
        return (pattern * 0.618) % 1 - 0.5;
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
