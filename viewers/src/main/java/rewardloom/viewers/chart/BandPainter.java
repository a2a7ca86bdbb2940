package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.MinMaxPyramid;
import rewardloom.model.statistics.Order;

/** Draws a band: one closed area for each part without gaps, long ones by the extremes of every pixel column. */
final class BandPainter {
    /** Columns for each unit of paper. */
    private static final double COLUMNS = 2;

    private final Plane plane;
    private final Layer.Band band;
    private final Path2D path = new Path2D.Double();
    private double[] xs = new double[256];
    private double[] tops = new double[256];
    private double[] bottoms = new double[256];
    private int size;
    private @Nullable ColumnRaster raster;

    private BandPainter(Plane plane, Layer.Band band) {
        this.plane = plane;
        this.band = band;
    }

    static void paint(Graphics2D g, Plane plane, Layer.Band band, PreparedFigure prepared) {
        boolean fast = RenderingHints.VALUE_RENDER_SPEED.equals(g.getRenderingHint(RenderingHints.KEY_RENDERING));
        int columns = (int) Math.max(
                1, Math.round(plane.area().getWidth() * (fast ? g.getTransform().getScaleX() : COLUMNS)));
        Palette palette = plane.style().palette();
        Color color = palette.color(band.color(), palette.dark() ? 0.22 : 0.2);
        boolean ascending = prepared.pyramids().isAscending(band.x());
        BandPainter painter = new BandPainter(plane, ascending ? band : fromLeftToRight(band));
        Pixels pixels = Pixels.of(g);
        if (pixels != null) {
            painter.raster = new ColumnRaster(g, pixels, plane.area());
        }
        painter.outline(prepared, columns);
        ColumnRaster raster = painter.raster;
        if (raster == null) {
            g.setPaint(color);
            g.fill(painter.path);
        } else {
            raster.fill(color, new float[0], 0);
        }
    }

    /** Over a metric that goes to and fro, an area in the order of the steps would cross itself. */
    private static Layer.Band fromLeftToRight(Layer.Band band) {
        int[] order = Order.ascending(band.x());
        return new Layer.Band(
                band.label(),
                band.color(),
                pick(band.x(), order),
                pick(band.low(), order),
                pick(band.high(), order),
                band.meaning());
    }

    private static double[] pick(double[] values, int[] order) {
        return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    }

    private void outline(PreparedFigure prepared, int columns) {
        MinMaxPyramid low = prepared.pyramids().of(band.low());
        MinMaxPyramid high = prepared.pyramids().of(band.high());
        if (low == null || high == null) {
            points(0, band.x().length, columns);
        } else {
            Span span = plane.x().span();
            int from = Math.max(0, Ascending.firstAtLeast(band.x(), span.low()) - 1);
            int to = Math.min(band.x().length, Ascending.firstAtLeast(band.x(), Math.nextUp(span.high())) + 1);
            if (to - from <= 4L * columns) {
                points(from, to, columns);
            } else {
                columns(prepared, low, high, columns);
            }
        }
        close();
    }

    /** The extremes of every column; a column in which there is nothing interrupts. */
    private void columns(PreparedFigure prepared, MinMaxPyramid low, MinMaxPyramid high, int columns) {
        Span span = plane.x().span();
        double[] min = new double[columns];
        double[] max = new double[columns];
        double[] other = new double[columns];
        var bins = prepared.bins(span, columns);
        low.extremes(span.low(), span.high(), columns, bins, min, other);
        high.extremes(span.low(), span.high(), columns, bins, other, max);
        Rectangle2D area = plane.area();
        for (int column = 0; column < columns; column++) {
            double top = bounded(plane.py(max[column]));
            double bottom = bounded(plane.belowY(min[column]));
            if (Double.isFinite(top) && Double.isFinite(bottom)) {
                add(area.getX() + (column + 0.5) * area.getWidth() / columns, top, bottom);
            } else {
                close();
            }
        }
    }

    /** Point by point, of many in half a column the first and what they reach. */
    private void points(int from, int to, int columns) {
        double half = plane.area().getWidth() / columns / 2;
        for (int i = from; i < to; i++) {
            double x = plane.px(band.x()[i]);
            double top = bounded(plane.py(band.high()[i]));
            double bottom = bounded(plane.belowY(band.low()[i]));
            if (!Double.isFinite(x) || !Double.isFinite(top) || !Double.isFinite(bottom)) {
                close();
            } else if (size > 1 && Math.abs(x - xs[size - 1]) < half) {
                tops[size - 1] = Math.min(tops[size - 1], top);
                bottoms[size - 1] = Math.max(bottoms[size - 1], bottom);
            } else {
                add(x, top, bottom);
            }
        }
    }

    private double bounded(double y) {
        Rectangle2D area = plane.area();
        return Math.clamp(y, area.getY() - area.getHeight() * 4, area.getMaxY() + area.getHeight() * 4);
    }

    private void add(double x, double top, double bottom) {
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, 2 * size);
            tops = Arrays.copyOf(tops, 2 * size);
            bottoms = Arrays.copyOf(bottoms, 2 * size);
        }
        xs[size] = x;
        tops[size] = top;
        bottoms[size++] = bottom;
    }

    /** Ends a part; a lonely place is as wide as a line. */
    private void close() {
        if (size == 0) {
            return;
        }
        ColumnRaster screen = raster;
        if (screen != null) {
            for (int i = 0; i < size; i++) {
                screen.area(
                        xs[Math.max(0, i - 1)],
                        tops[Math.max(0, i - 1)],
                        bottoms[Math.max(0, i - 1)],
                        xs[i],
                        tops[i],
                        bottoms[i]);
            }
            size = 0;
            return;
        }
        double lonely = size == 1 ? plane.style().lineWidth() / 2 : 0;
        path.moveTo(xs[0] - lonely, tops[0]);
        for (int i = 0; i < size; i++) {
            path.lineTo(xs[i] + lonely, tops[i]);
        }
        for (int i = size - 1; i >= 0; i--) {
            path.lineTo(xs[i] + lonely, bottoms[i]);
        }
        path.lineTo(xs[0] - lonely, bottoms[0]);
        path.closePath();
        size = 0;
    }
}
