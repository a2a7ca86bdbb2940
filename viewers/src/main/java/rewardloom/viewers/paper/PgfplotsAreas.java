package rewardloom.viewers.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Order;

/** Bands, stacked areas, histograms and ridges as closed paths of pgfplots. */
final class PgfplotsAreas extends PgfplotsPart {
    /** Points nearer to one another than this, in big points, are one column. */
    private static final double HALF = 0.5;

    PgfplotsAreas(Figure figure, Preset preset, PgfplotsPlaces places, StringBuilder text) {
        super(figure, preset, places, text);
    }

    /** Over a metric that goes to and fro, an area in the order of the steps would cross itself. */
    void write(Layer.Band band) {
        int[] order = Order.ascending(band.x());
        double[] xs = new double[order.length];
        double[] low = new double[order.length];
        double[] high = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            xs[i] = band.x()[order[i]];
            low[i] = band.low()[order[i]];
            high[i] = band.high()[order[i]];
        }
        write(xs, low, high, color(band.color()), 0.2);
    }

    /** One closed path for each part without gaps, its extremes of every column. */
    private void write(double[] xs, double[] low, double[] high, String color, double opacity) {
        List<double[]> columns = new ArrayList<>();
        for (int i = 0; i < xs.length; i++) {
            double across = places.acrossX(xs[i]);
            if (!Double.isFinite(across) || !Double.isFinite(places.y(low[i])) || !Double.isFinite(places.y(high[i]))) {
                part(columns, color, opacity);
                continue;
            }
            double[] last = columns.size() < 2 ? null : columns.getLast();
            if (last != null && Math.abs(across - last[3]) < HALF) {
                last[1] = Math.min(last[1], low[i]);
                last[2] = Math.max(last[2], high[i]);
            } else {
                columns.add(new double[] {xs[i], low[i], high[i], across});
            }
        }
        part(columns, color, opacity);
    }

    private void part(List<double[]> columns, String color, double opacity) {
        if (columns.size() > 1) {
            open(String.format(Locale.ROOT, "draw=none, fill=%s, fill opacity=%s, no marks", color, length(opacity)));
            columns.forEach(c -> row(c[0], c[2]));
            columns.reversed().forEach(c -> row(c[0], c[1]));
            closeArea();
        } else if (columns.size() == 1) {
            double[] only = columns.getFirst();
            open(String.format(
                    Locale.ROOT,
                    "%s, line width=%sbp, opacity=%s, no marks",
                    color,
                    length(preset.line()),
                    length(opacity)));
            row(only[0], only[1]);
            row(only[0], only[2]);
            close();
        }
        columns.clear();
    }

    void write(Layer.StackedArea area) {
        int n = area.x().length;
        double[] up = new double[n];
        double[] down = new double[n];
        for (Layer.StackedArea.Part part : area.parts()) {
            double[] upper = new double[n];
            double[] lower = new double[n];
            boolean above = false;
            boolean below = false;
            for (int i = 0; i < n; i++) {
                double value = part.y()[i];
                upper[i] = Double.isFinite(value) ? up[i] + Math.max(value, 0) : Double.NaN;
                lower[i] = Double.isFinite(value) ? down[i] + Math.min(value, 0) : Double.NaN;
                above |= value > 0;
                below |= value < 0;
            }
            if (above) {
                write(area.x(), up, upper, color(part.color()), 0.78);
            }
            if (below) {
                write(area.x(), lower, down, color(part.color()), 0.78);
            }
            for (int i = 0; i < n; i++) {
                up[i] = Double.isFinite(upper[i]) ? upper[i] : up[i];
                down[i] = Double.isFinite(lower[i]) ? lower[i] : down[i];
            }
        }
    }

    /** One outline over all bins, so that several can lie over one another. */
    void write(Layer.Histogram histogram) {
        double[] edges = histogram.edges();
        double foot =
                figure.y().scale() == Axis.Scale.LOG ? places.yPlan().span().low() : 0;
        boolean begun = false;
        double last = Double.NaN;
        for (int i = 0; i <= histogram.heights().length && i < edges.length; i++) {
            boolean bin = i < histogram.heights().length
                    && i + 1 < edges.length
                    && Double.isFinite(places.x(edges[i]))
                    && Double.isFinite(places.x(edges[i + 1]))
                    && Double.isFinite(places.y(histogram.heights()[i]));
            if (begun && !bin) {
                row(last, foot);
                close();
                begun = false;
            }
            if (bin) {
                if (!begun) {
                    open(String.format(
                            Locale.ROOT,
                            "draw=%s, line width=%sbp, fill=%s, fill opacity=0.3, no marks",
                            color(histogram.color()),
                            length(preset.line() * 0.7),
                            color(histogram.color())));
                    row(edges[i], foot);
                    begun = true;
                }
                row(edges[i], histogram.heights()[i]);
                row(edges[i + 1], histogram.heights()[i]);
                last = edges[i + 1];
            }
        }
        if (begun) {
            row(last, foot);
            close();
        }
    }

    /** A filled area that hides what stands behind it, and the curve on it. */
    void write(Layer.Ridge ridge) {
        List<double[]> curve = new ArrayList<>();
        for (int i = 0; i < ridge.x().length; i++) {
            double y = ridge.base() + ridge.heights()[i] * ridge.scale();
            if (Double.isFinite(places.x(ridge.x()[i])) && Double.isFinite(places.y(y))) {
                curve.add(new double[] {ridge.x()[i], y});
            }
        }
        if (curve.isEmpty()) {
            return;
        }
        open("draw=none, fill=" + color(ridge.color()) + "!40!white, no marks");
        curve.forEach(at -> row(at[0], at[1]));
        row(curve.getLast()[0], ridge.base());
        row(curve.getFirst()[0], ridge.base());
        closeArea();
        open(color(ridge.color()) + ", line width=" + length(preset.line() * 0.7) + "bp, no marks");
        curve.forEach(at -> row(at[0], at[1]));
        close();
    }
}
