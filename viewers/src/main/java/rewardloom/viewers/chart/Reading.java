package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/**
 * The true values of a figure near a place of its chart.
 *
 * @param px where along x they are
 * @param x the value along x, NaN when the axis has names
 * @param title what stands there
 * @param values one for each series that has one, from top to bottom
 * @param runs the values as logged of the runs behind the series nearest to the pointer, from top to bottom
 */
record Reading(double px, double x, String title, List<Value> values, List<Value> runs) {
    private static final int DIGITS = 6;

    /** How far beyond its ends a series is still read, in units of the drawing. */
    private static final double REACH = 12;

    /**
     * The value of one series.
     *
     * @param py where it is, NaN for nowhere
     */
    record Value(String label, int color, String text, double px, double py) {}

    Reading {
        values = List.copyOf(values);
        runs = List.copyOf(runs);
    }

    /** What the chart shows nearest a place; null if nothing is near. */
    static @Nullable Reading at(Drawn drawn, double px, double py) {
        return new Reader(drawn, px, py).read();
    }

    /** What the chart shows nearest a value along x, wherever the pointer is; null if nothing is near. */
    static @Nullable Reading at(Drawn drawn, double x) {
        return new Reader(drawn, drawn.px(x), Double.NaN).read();
    }

    static String number(double value) {
        return TickText.value(value, DIGITS);
    }

    /** Reads one place. */
    private static final class Reader {
        private final Drawn drawn;
        private final Figure figure;
        private final double px;
        private final double py;
        private final double x;
        private final List<Value> values = new ArrayList<>();
        private final List<Value> runs = new ArrayList<>();
        private final Map<Integer, String> labels = new HashMap<>();
        private double best = Double.NaN;

        Reader(Drawn drawn, double px, double py) {
            this.drawn = drawn;
            this.figure = drawn.prepared().figure();
            this.px = px;
            this.py = py;
            this.x = drawn.x(px);
        }

        @Nullable
        Reading read() {
            List<Layer> shown = figure.layers().stream()
                    .filter(l -> !drawn.prepared().isHidden(l))
                    .toList();
            for (Layer layer : shown) {
                if (layer instanceof Layer.Line line && !line.label().isBlank()) {
                    labels.putIfAbsent(line.color(), line.label());
                }
            }
            boolean traced = shown.stream().anyMatch(Layer.Trace.class::isInstance);
            for (Layer layer : shown) {
                switch (layer) {
                    case Layer.Line line -> {
                        if (!(traced && line.faint() && line.label().isBlank())) {
                            add(line, shown);
                        }
                    }
                    case Layer.Trace trace -> {}
                    case Layer.Strip strip -> {}
                    case Layer.Band band -> add(band);
                    case Layer.Scatter scatter -> add(scatter);
                    case Layer.Bars bars -> add(bars);
                    case Layer.Spans spans -> add(spans);
                    case Layer.StackedArea area -> add(area);
                    case Layer.Histogram histogram -> add(histogram);
                    case Layer.Ridge ridge -> add(ridge, shown);
                    case Layer.Parallel parallel -> {}
                    case Layer.Shades shades -> {}
                    case Layer.HeatMap map -> add(map);
                    case Layer.Rule rule -> {}
                    case Layer.Note note -> {}
                }
            }
            values.sort(Comparator.comparingDouble(Value::py));
            if (traced) {
                addRuns(shown);
            }
            if (values.isEmpty() && runs.isEmpty()) {
                return null;
            }
            boolean named = figure.x().scale() == Axis.Scale.CATEGORY;
            double at = Double.isNaN(best) ? x : best;
            return new Reading(
                    Double.isNaN(best) ? px : drawn.px(best), named ? Double.NaN : at, title(at), values, runs);
        }

        private String title(double at) {
            boolean lying =
                    figure.y().scale() == Axis.Scale.CATEGORY && figure.x().scale() != Axis.Scale.CATEGORY;
            Axis axis = lying ? figure.y() : figure.x();
            if (axis.scale() == Axis.Scale.TIME) {
                return TimeTicks.text(at);
            }
            if (axis.scale() != Axis.Scale.CATEGORY) {
                return (axis.label().isBlank()
                                ? "x"
                                : MathText.parse(axis.label()).plain()) + " = " + number(at);
            }
            int place = (int) Math.round(lying ? drawn.y(py) : at);
            return place >= 0 && place < axis.categories().size()
                    ? axis.categories().get(place)
                    : "";
        }

        private void closer(double candidate) {
            if (Double.isNaN(best) || Math.abs(drawn.px(candidate) - px) < Math.abs(drawn.px(best) - px)) {
                best = candidate;
            }
        }

        /** A line with the band around it, if there is one at the same places. */
        private void add(Layer.Line line, List<Layer> shown) {
            int at = nearest(line.x());
            if (at < 0) {
                return;
            }
            closer(line.x()[at]);
            String interval = "";
            for (Layer layer : shown) {
                if (!line.faint()
                        && layer instanceof Layer.Band band
                        && band.color() == line.color()
                        && isSame(band.x(), line.x())
                        && Double.isFinite(band.low()[at])) {
                    interval = " [" + number(band.low()[at]) + ", " + number(band.high()[at]) + "]";
                }
            }
            String label = line.label().isBlank()
                    ? labels.getOrDefault(line.color(), "") + (line.faint() ? " (faint)" : "")
                    : line.label();
            values.add(point(label, line.color(), line.x()[at], line.y()[at], interval));
        }

        // The same array: that a line and its band share it is how they are known to belong together.
        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(double[] a, double[] b) {
            return a == b;
        }

        private Value point(String label, int color, double atX, double atY, String more) {
            return new Value(label, color, number(atY) + more, drawn.px(atX), drawn.py(atY));
        }

        /** A band without a line at its places. */
        private void add(Layer.Band band) {
            boolean lined = figure.layers().stream()
                    .anyMatch(l -> l instanceof Layer.Line line
                            && !line.faint()
                            && line.color() == band.color()
                            && isSame(line.x(), band.x()));
            int at = lined ? -1 : nearest(band.x());
            if (at >= 0) {
                String text = number(band.low()[at]) + " … " + number(band.high()[at]);
                String label = band.label().isBlank() ? band.meaning() : band.label();
                values.add(new Value(label, band.color(), text, Double.NaN, Double.NaN));
            }
        }

        /** The runs of the series nearest to the pointer, or of all if it is nowhere. */
        private void addRuns(List<Layer> shown) {
            Value nearest = values.stream()
                    .filter(v -> Double.isFinite(v.py))
                    .min(Comparator.comparingDouble(v -> Math.abs(v.py - py)))
                    .orElse(null);
            for (Layer layer : shown) {
                if (layer instanceof Layer.Trace trace
                        && (nearest == null || Double.isNaN(py) || trace.color() == nearest.color)) {
                    int at = nearest(trace.x());
                    if (at >= 0) {
                        runs.add(point(trace.label(), trace.color(), trace.x()[at], trace.y()[at], ""));
                    }
                }
            }
            runs.sort(Comparator.comparingDouble(Value::py));
        }

        private int nearest(double[] xs) {
            if (xs.length == 0) {
                return -1;
            }
            int at = drawn.prepared().pyramids().isAscending(xs) ? bisect(xs) : search(xs);
            boolean beyond = at >= 0 && (at == 0 || at == xs.length - 1) && Math.abs(drawn.px(xs[at]) - px) > REACH;
            return beyond && isEnd(xs, at) ? -1 : at;
        }

        /** Whether a series really ends there and the pointer is beyond. */
        private boolean isEnd(double[] xs, int at) {
            return xs.length == 1 || (at == 0 ? x < xs[0] : x > xs[at]);
        }

        private int bisect(double[] xs) {
            int above = Math.min(Ascending.firstAtLeast(xs, x), xs.length - 1);
            return above > 0 && Math.abs(xs[above - 1] - x) < Math.abs(xs[above] - x) ? above - 1 : above;
        }

        private int search(double[] xs) {
            int nearest = -1;
            double distance = Double.POSITIVE_INFINITY;
            for (int i = 0; i < xs.length; i++) {
                double d = Math.abs(xs[i] - x);
                if (d < distance) {
                    distance = d;
                    nearest = i;
                }
            }
            return nearest;
        }

        private void add(Layer.Scatter scatter) {
            int nearest = -1;
            double distance = REACH * REACH;
            boolean lying = figure.y().scale() == Axis.Scale.CATEGORY && scatter.errorLow().length > 0;
            for (int i = 0; i < scatter.x().length; i++) {
                // Of a lying interval every place is near.
                double dx = lying ? 0 : drawn.px(scatter.x()[i]) - px;
                double dy = drawn.py(scatter.y()[i]) - py;
                if (dx * dx + dy * dy < distance) {
                    distance = dx * dx + dy * dy;
                    nearest = i;
                }
            }
            if (nearest >= 0) {
                closer(scatter.x()[nearest]);
                String interval = scatter.errorLow().length > nearest && scatter.errorHigh().length > nearest
                        ? " [" + number(scatter.errorLow()[nearest]) + ", " + number(scatter.errorHigh()[nearest]) + "]"
                        : "";
                String name = scatter.names().size() > nearest ? scatter.names().get(nearest) : scatter.label();
                values.add(point(name, scatter.color(), scatter.x()[nearest], scatter.y()[nearest], interval));
            }
        }

        private void add(Layer.Bars bars) {
            boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
            int at = (int) Math.round(lying ? drawn.y(py) : x);
            if (at >= 0 && at < bars.values().length) {
                String interval = bars.errorLow().length > at && bars.errorHigh().length > at
                        ? " [" + number(bars.errorLow()[at]) + ", " + number(bars.errorHigh()[at]) + "]"
                        : "";
                values.add(new Value(
                        bars.label(), bars.color(), number(bars.values()[at]) + interval, Double.NaN, Double.NaN));
            }
        }

        private void add(Layer.Spans spans) {
            boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
            int at = (int) Math.round(lying ? drawn.y(py) : x);
            if (at >= 0 && at < spans.low().length && Double.isFinite(spans.low()[at])) {
                double low = spans.low()[at];
                double high = spans.high()[at];
                String text = number(high - low) + " from " + number(low) + " to " + number(high);
                values.add(new Value(spans.label(), spans.color(), text, Double.NaN, Double.NaN));
            }
        }

        private void add(Layer.StackedArea area) {
            int at = nearest(area.x());
            if (at >= 0) {
                closer(area.x()[at]);
                area.parts()
                        .forEach(p ->
                                values.add(new Value(p.label(), p.color(), number(p.y()[at]), Double.NaN, Double.NaN)));
            }
        }

        private void add(Layer.Histogram histogram) {
            double[] edges = histogram.edges();
            for (int i = 0; i < histogram.heights().length && i + 1 < edges.length; i++) {
                if (x >= edges[i] && x < edges[i + 1]) {
                    String text = number(histogram.heights()[i]) + " in [" + number(edges[i]) + ", "
                            + number(edges[i + 1]) + ")";
                    values.add(new Value(histogram.label(), histogram.color(), text, Double.NaN, Double.NaN));
                }
            }
        }

        /** The ridge that the pointer is on: the one with the nearest base. */
        private void add(Layer.Ridge ridge, List<Layer> shown) {
            double distance = Math.abs(drawn.py(ridge.base()) - py);
            boolean nearest = shown.stream()
                    .noneMatch(l -> l instanceof Layer.Ridge other && Math.abs(drawn.py(other.base()) - py) < distance);
            int at = nearest ? nearest(ridge.x()) : -1;
            if (at >= 0) {
                closer(ridge.x()[at]);
                double top = ridge.base() + ridge.heights()[at] * ridge.scale();
                String name = (figure.y().label().isBlank()
                                ? ""
                                : MathText.parse(figure.y().label()).plain() + " ")
                        + number(ridge.base());
                values.add(new Value(
                        ridge.label().isBlank() ? name : ridge.label(),
                        ridge.color(),
                        number(ridge.heights()[at]),
                        drawn.px(ridge.x()[at]),
                        drawn.py(top)));
            }
        }

        private void add(Layer.HeatMap map) {
            int column = cell(HeatMapPainter.edges(map.x()), x);
            int row = cell(HeatMapPainter.edges(map.y()), drawn.y(py));
            if (row >= 0 && row < map.values().length && column >= 0 && column < map.values()[row].length) {
                Axis y = figure.y();
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
    }
}
