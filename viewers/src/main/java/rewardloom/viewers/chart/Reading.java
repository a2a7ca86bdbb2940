package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.MinMaxPyramid;

/**
 * The true values of a figure near a place of its chart.
 *
 * @param px where along x they are
 * @param title what stands there
 * @param values one for each series that has one
 */
record Reading(double px, String title, List<Value> values) {
    private static final int DIGITS = 6;

    /**
     * The value of one series.
     *
     * @param py where it is, NaN for nowhere
     */
    record Value(String label, int color, String text, double px, double py) {}

    Reading {
        values = List.copyOf(values);
    }

    /** What the chart shows nearest a place; null if nothing is near. */
    static @Nullable Reading at(Drawn drawn, double px, double py) {
        Figure figure = drawn.prepared().figure();
        List<Value> values = new ArrayList<>();
        double x = drawn.x(px);
        double best = Double.NaN;
        for (int i = 0; i < figure.layers().size(); i++) {
            switch (figure.layers().get(i)) {
                case Layer.Line line -> {
                    int at = nearest(line.x(), x, drawn.prepared().pyramid(i));
                    if (at >= 0) {
                        best = closer(drawn, px, best, line.x()[at]);
                        values.add(point(drawn, line.label(), line.color(), line.x()[at], line.y()[at]));
                    }
                }
                case Layer.Band band -> {
                    int at = nearest(band.x(), x, null);
                    if (at >= 0) {
                        String text = number(band.low()[at]) + " … " + number(band.high()[at]);
                        String label = band.label().isBlank() ? band.meaning() : band.label();
                        values.add(new Value(label, band.color(), text, Double.NaN, Double.NaN));
                    }
                }
                case Layer.Scatter scatter -> {
                    int at = nearestPoint(drawn, scatter, px, py);
                    if (at >= 0) {
                        best = closer(drawn, px, best, scatter.x()[at]);
                        values.add(point(drawn, scatter.label(), scatter.color(), scatter.x()[at], scatter.y()[at]));
                    }
                }
                case Layer.Bars bars -> addBar(drawn, bars, px, py, values);
                case Layer.Spans spans -> addSpan(drawn, spans, px, py, values);
                case Layer.StackedArea area -> {
                    int at = nearest(area.x(), x, null);
                    if (at >= 0) {
                        best = closer(drawn, px, best, area.x()[at]);
                        area.parts()
                                .forEach(p -> values.add(
                                        new Value(p.label(), p.color(), number(p.y()[at]), Double.NaN, Double.NaN)));
                    }
                }
                case Layer.Histogram histogram -> addBin(histogram, x, values);
                case Layer.HeatMap map -> addCell(drawn, map, px, py, values);
                case Layer.Rule rule -> {}
                case Layer.Note note -> {}
            }
        }
        if (values.isEmpty()) {
            return null;
        }
        double at = Double.isNaN(best) ? x : best;
        double place = Double.isNaN(best) ? px : drawn.px(best);
        return new Reading(place, title(figure, drawn, at, py), values);
    }

    private static String title(Figure figure, Drawn drawn, double x, double py) {
        boolean lying = figure.y().scale() == Axis.Scale.CATEGORY && figure.x().scale() != Axis.Scale.CATEGORY;
        Axis axis = lying ? figure.y() : figure.x();
        if (axis.scale() != Axis.Scale.CATEGORY) {
            return (axis.label().isBlank() ? "x" : MathText.parse(axis.label()).plain()) + " = " + number(x);
        }
        int place = (int) Math.round(lying ? drawn.y(py) : x);
        return place >= 0 && place < axis.categories().size()
                ? axis.categories().get(place)
                : "";
    }

    private static Value point(Drawn drawn, String label, int color, double x, double y) {
        return new Value(label, color, number(y), drawn.px(x), drawn.py(y));
    }

    private static double closer(Drawn drawn, double px, double best, double x) {
        boolean first = Double.isNaN(best);
        return first || Math.abs(drawn.px(x) - px) < Math.abs(drawn.px(best) - px) ? x : best;
    }

    private static int nearest(double[] xs, double x, @Nullable MinMaxPyramid pyramid) {
        if (pyramid != null) {
            int above = Math.min(Ascending.firstAtLeast(xs, x), xs.length - 1);
            return above > 0 && Math.abs(xs[above - 1] - x) < Math.abs(xs[above] - x) ? above - 1 : above;
        }
        int best = -1;
        double distance = Double.POSITIVE_INFINITY;
        for (int i = 0; i < xs.length; i++) {
            double d = Math.abs(xs[i] - x);
            if (d < distance) {
                distance = d;
                best = i;
            }
        }
        return best;
    }

    private static int nearestPoint(Drawn drawn, Layer.Scatter scatter, double px, double py) {
        int best = -1;
        double distance = 12 * 12;
        for (int i = 0; i < scatter.x().length; i++) {
            double dx = drawn.px(scatter.x()[i]) - px;
            double dy = drawn.py(scatter.y()[i]) - py;
            if (dx * dx + dy * dy < distance) {
                distance = dx * dx + dy * dy;
                best = i;
            }
        }
        return best;
    }

    private static void addBar(Drawn drawn, Layer.Bars bars, double px, double py, List<Value> values) {
        boolean lying = drawn.prepared().figure().y().scale() == Axis.Scale.CATEGORY;
        int at = (int) Math.round(lying ? drawn.y(py) : drawn.x(px));
        if (at >= 0 && at < bars.values().length) {
            String interval = bars.errorLow().length > at && bars.errorHigh().length > at
                    ? " [" + number(bars.errorLow()[at]) + ", " + number(bars.errorHigh()[at]) + "]"
                    : "";
            values.add(new Value(
                    bars.label(), bars.color(), number(bars.values()[at]) + interval, Double.NaN, Double.NaN));
        }
    }

    private static void addSpan(Drawn drawn, Layer.Spans spans, double px, double py, List<Value> values) {
        boolean lying = drawn.prepared().figure().y().scale() == Axis.Scale.CATEGORY;
        int at = (int) Math.round(lying ? drawn.y(py) : drawn.x(px));
        if (at >= 0 && at < spans.low().length && Double.isFinite(spans.low()[at])) {
            double low = spans.low()[at];
            double high = spans.high()[at];
            values.add(new Value(
                    spans.label(),
                    spans.color(),
                    number(high - low) + " from " + number(low) + " to " + number(high),
                    Double.NaN,
                    Double.NaN));
        }
    }

    private static void addBin(Layer.Histogram histogram, double x, List<Value> values) {
        double[] edges = histogram.edges();
        for (int i = 0; i < histogram.heights().length && i + 1 < edges.length; i++) {
            if (x >= edges[i] && x < edges[i + 1]) {
                String text =
                        number(histogram.heights()[i]) + " in [" + number(edges[i]) + ", " + number(edges[i + 1]) + ")";
                values.add(new Value(histogram.label(), histogram.color(), text, Double.NaN, Double.NaN));
            }
        }
    }

    private static void addCell(Drawn drawn, Layer.HeatMap map, double px, double py, List<Value> values) {
        int column = cell(HeatMapPainter.edges(map.x()), drawn.x(px));
        int row = cell(HeatMapPainter.edges(map.y()), drawn.y(py));
        if (row >= 0 && row < map.values().length && column >= 0 && column < map.values()[row].length) {
            Axis y = drawn.prepared().figure().y();
            String name = row < y.categories().size() ? y.categories().get(row) : number(map.y()[row]);
            values.add(new Value(name, -1, number(map.values()[row][column]), Double.NaN, Double.NaN));
        }
    }

    private static int cell(double[] edges, double value) {
        for (int i = 0; i + 1 < edges.length; i++) {
            if (value >= Math.min(edges[i], edges[i + 1]) && value < Math.max(edges[i], edges[i + 1])) {
                return i;
            }
        }
        return -1;
    }

    private static String number(double value) {
        return TickText.value(value, DIGITS);
    }
}
