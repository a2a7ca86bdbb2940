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
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.MinMaxPyramid;

/** Draws a line: reduced to pixel columns, broken at gaps, lonely points as dots, a few markers along it. */
final class LinePainter {
    private static final int MARKERS = 8;

    /** Lines of so many points carry a marker at each. */
    static final int MARK_ALL = 16;

    /** Columns for each unit of the drawing: two, so that a doubled screen and print lose nothing. */
    private static final double COLUMNS = 2;

    private final Plane plane;
    private final Layer.Line line;
    private final Path2D path = new Path2D.Double();
    private final Path2D dots = new Path2D.Double();
    private double[] xs = new double[256];
    private double[] ys = new double[256];
    private int count;
    private int part;

    private LinePainter(Plane plane, Layer.Line line) {
        this.plane = plane;
        this.line = line;
    }

    static void paint(Graphics2D g, Plane plane, Layer.Line line, @Nullable MinMaxPyramid pyramid) {
        LinePainter painter = new LinePainter(plane, line);
        painter.reduce(pyramid);
        painter.draw(g);
    }

    private void reduce(@Nullable MinMaxPyramid pyramid) {
        double left = plane.area().getX();
        DoubleToIntFunction column = x -> {
            double place = (plane.px(x) - left) * COLUMNS;
            return Double.isNaN(place) ? Integer.MIN_VALUE : (int) Math.floor(Math.clamp(place, -1e9, 1e9));
        };
        IntConsumer sink = this::take;
        if (pyramid == null) {
            PixelColumns.reduce(line.x(), line.y(), column, sink);
        } else {
            Span span = plane.x().span();
            int bins = (int) Math.ceil(plane.area().getWidth() * COLUMNS);
            for (int index : pyramid.query(neighbour(span.low(), -1), neighbour(span.high(), 1), bins)
                    .indices()) {
                take(index);
            }
        }
        endPart();
    }

    /** The nearest point outside the view, so that the line enters and leaves it. */
    private double neighbour(double end, int direction) {
        int at = Ascending.firstAtLeast(line.x(), end) + (direction < 0 ? -1 : 0);
        at = direction > 0 && at < line.x().length && line.x()[at] == end ? at + 1 : at;
        double x = line.x()[Math.clamp(at, 0, line.x().length - 1)];
        return direction < 0 ? Math.min(x, end) : Math.max(x, end);
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
        if (count == xs.length) {
            xs = Arrays.copyOf(xs, count * 2);
            ys = Arrays.copyOf(ys, count * 2);
        }
        xs[count] = x;
        ys[count] = y;
        count++;
    }

    private void endPart() {
        if (count - part == 1) {
            double size = Math.max(width() * 1.8, 1.5);
            dots.append(new Ellipse2D.Double(xs[part] - size / 2, ys[part] - size / 2, size, size), false);
        }
        part = count;
    }

    private double width() {
        return plane.style().lineWidth() * (line.faint() ? 0.55 : 1);
    }

    private void draw(Graphics2D g) {
        ChartStyle style = plane.style();
        Palette palette = style.palette();
        Color color =
                line.faint() ? palette.color(line.color(), palette.dark() ? 0.42 : 0.38) : palette.color(line.color());
        g.setPaint(color);
        g.setStroke(palette.stroke(line.color(), width(), style.dashed() && !line.faint()));
        g.draw(path);
        g.fill(dots);
        if (!line.faint() && line.color() >= 0 && !line.label().isEmpty()) {
            drawMarkers(g);
        }
    }

    private void drawMarkers(Graphics2D g) {
        ChartStyle style = plane.style();
        int pattern = style.palette().pattern(line.color());
        Shape marker = Palette.marker(pattern, style.markerSize());
        if (line.x().length <= MARK_ALL) {
            for (int i = 0; i < count; i++) {
                drawMarker(g, marker, xs[i], ys[i]);
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
