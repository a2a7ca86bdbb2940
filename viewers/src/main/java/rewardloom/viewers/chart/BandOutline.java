package rewardloom.viewers.chart;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Binning;
import rewardloom.model.statistics.MinMaxPyramid;

/** Where a band lies on the plane: its upper and lower edge from left to right. After each part without gaps NaN stands for both. */
final class BandOutline {
    private final Plane plane;
    private final Layer.Band band;
    private double[] xs = new double[256];
    private double[] tops = new double[256];
    private double[] bottoms = new double[256];
    private int size;
    private int start;

    /** @param columns no more than these are told apart along x */
    BandOutline(Plane plane, Layer.Band band, PreparedFigure prepared, int columns) {
        this.plane = plane;
        this.band = band;
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
                columns(prepared.bins(span, columns), low, high, columns);
            }
        }
        close();
    }

    /** The extremes of every column; a column in which there is nothing interrupts. */
    private void columns(Binning bins, MinMaxPyramid low, MinMaxPyramid high, int columns) {
        Span span = plane.x().span();
        double[] min = new double[columns];
        double[] max = new double[columns];
        double[] other = new double[columns];
        low.extremes(span.low(), span.high(), columns, bins, min, other);
        high.extremes(span.low(), span.high(), columns, bins, other, max);
        Rectangle2D area = plane.area();
        for (int column = 0; column < columns; column++) {
            double top = plane.near(plane.py(max[column]));
            double bottom = plane.near(plane.belowY(min[column]));
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
            double top = plane.near(plane.py(band.high()[i]));
            double bottom = plane.near(plane.belowY(band.low()[i]));
            if (!Double.isFinite(x) || !Double.isFinite(top) || !Double.isFinite(bottom)) {
                close();
            } else if (size - start > 1 && Math.abs(x - xs[size - 1]) < half) {
                tops[size - 1] = Math.min(tops[size - 1], top);
                bottoms[size - 1] = Math.max(bottoms[size - 1], bottom);
            } else {
                add(x, top, bottom);
            }
        }
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

    private void close() {
        if (size > start) {
            add(xs[size - 1], Double.NaN, Double.NaN);
            start = size;
        }
    }

    /** Tells columns of the screen how far it reaches up and down in them. */
    void reach(ColumnRaster columns) {
        int first = Ascending.first(size, k -> columns.deviceX(xs[k]) >= columns.start());
        for (int i = Math.max(0, first - 1); i < size; i++) {
            if (Double.isNaN(tops[i])) {
                continue;
            }
            int before = i == 0 || Double.isNaN(tops[i - 1]) ? i : i - 1;
            columns.area(xs[before], tops[before], bottoms[before], xs[i], tops[i], bottoms[i]);
            if (columns.deviceX(xs[i]) >= columns.end()) {
                return;
            }
        }
    }

    /** One closed area for each part; a lonely place is as wide as a line. */
    Shape path() {
        Path2D path = new Path2D.Double();
        int from = 0;
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(tops[i])) {
                append(path, from, i);
                from = i + 1;
            }
        }
        return path;
    }

    private void append(Path2D path, int from, int to) {
        double lonely = to - from == 1 ? plane.style().lineWidth() / 2 : 0;
        path.moveTo(xs[from] - lonely, tops[from]);
        for (int i = from; i < to; i++) {
            path.lineTo(xs[i] + lonely, tops[i]);
        }
        for (int i = to - 1; i >= from; i--) {
            path.lineTo(xs[i] + lonely, bottoms[i]);
        }
        path.lineTo(xs[from] - lonely, bottoms[from]);
        path.closePath();
    }
}
