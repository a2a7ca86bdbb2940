package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/**
 * The true values of a figure near a place of its chart: as many as a card has room for, the nearest to the pointer first.
 *
 * @param px where along x they are
 * @param x the value along x, NaN when the axis has names
 * @param title what stands there
 * @param pointed whether the pointer is over this chart: then the first value is the nearest; otherwise they go from top to bottom
 * @param values one for each series that has one
 * @param more number of series that had no room
 * @param runs the values as logged of the runs behind the first value, unless it is that of a run itself
 * @param moreRuns number of runs that had no room
 */
record Reading(
        double px,
        double x,
        String title,
        boolean pointed,
        List<Value> values,
        int more,
        List<Value> runs,
        int moreRuns) {
    /** Rows of a card that stays easy to read. */
    static final int MOST = 16;

    private static final int DIGITS = 6;

    /** How far beyond its ends a series is still read, in units of the drawing. */
    private static final double REACH = 12;

    /**
     * The value of one series.
     *
     * @param text as it is drawn
     * @param interval the band around it, empty if there is none
     * @param logged what the runs behind it logged there, unsmoothed; empty if that is what is drawn
     * @param py where it is, NaN for nowhere
     */
    record Value(String label, int color, String text, String interval, String logged, double px, double py) {
        Value(String label, int color, String text, double px, double py) {
            this(label, color, text, "", "", px, py);
        }
    }

    Reading {
        values = List.copyOf(values);
        runs = List.copyOf(runs);
    }

    /** A list of values that stand nowhere in the drawing, as many as there is room for. */
    static Reading listing(String title, List<Value> values, int rows) {
        int room = Math.min(values.size(), rows);
        return new Reading(
                Double.NaN, Double.NaN, title, false, values.subList(0, room), values.size() - room, List.of(), 0);
    }

    /** The series nearest to the pointer; null if it is over no chart or none has a place. */
    @Nullable
    Value nearest() {
        return pointed && !values.isEmpty() && Double.isFinite(values.getFirst().py) ? values.getFirst() : null;
    }

    /**
     * What the chart shows nearest a place; null if nothing is near.
     *
     * @param rows most values that are wanted, those of runs among them
     */
    static @Nullable Reading at(Drawn drawn, double px, double py, int rows) {
        return new Reader(drawn, px, py, rows).read();
    }

    /** What the chart shows nearest a value along x, wherever the pointer is; null if nothing is near. */
    static @Nullable Reading at(Drawn drawn, double x, int rows) {
        return new Reader(drawn, drawn.px(x), Double.NaN, rows).read();
    }

    static String number(double value) {
        return TickText.value(value, DIGITS);
    }

    /**
     * A value that was found. Its text is made when there is room for it.
     *
     * @param lined whether it is that of a line, which has the runs of its colour behind it
     */
    private record Found(
            String label,
            int color,
            Supplier<String> text,
            Supplier<String> interval,
            double px,
            double py,
            boolean lined) {
        double distance(double pointer) {
            double distance = Math.abs(py - pointer);
            return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
        }
    }

    /** Reads one place. */
    private static final class Reader {
        private final Drawn drawn;
        private final Figure figure;
        private final double px;
        private final double py;
        private final double x;
        private final int rows;
        private final List<Found> values = new ArrayList<>();
        private final Map<Integer, String> labels = new HashMap<>();
        private double best = Double.NaN;

        Reader(Drawn drawn, double px, double py, int rows) {
            this.drawn = drawn;
            this.figure = drawn.prepared().figure();
            this.px = px;
            this.py = py;
            this.x = drawn.x(px);
            this.rows = Math.max(2, rows);
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
            return traced || !values.isEmpty() ? chosen(shown) : null;
        }

        /** Gives the rows to what is nearest: half of them at least to series, what they leave to the runs behind the first one. */
        private @Nullable Reading chosen(List<Layer> shown) {
            boolean pointed = !Double.isNaN(py);
            values.sort(Comparator.comparingDouble(pointed ? v -> v.distance(py) : Found::py));
            LoggedRuns logged = LoggedRuns.of(shown, this::nearest);
            List<LoggedRuns.Run> behind = behind(logged, pointed);
            if (values.isEmpty() && behind.isEmpty()) {
                return null;
            }
            boolean same = behind.size() == 1
                    && !values.isEmpty()
                    && (", " + values.getFirst().label)
                            .endsWith(", " + behind.getFirst().label());
            int runRows = same ? 0 : Math.min(behind.size(), Math.max(rows / 2, rows - values.size()));
            int room = Math.min(values.size(), rows - Math.min(runRows, rows));
            boolean named = figure.x().scale() == Axis.Scale.CATEGORY;
            double at = Double.isNaN(best) ? x : best;
            return new Reading(
                    Double.isNaN(best) ? px : drawn.px(best),
                    named ? Double.NaN : at,
                    title(at),
                    pointed,
                    values.subList(0, room).stream().map(v -> value(v, logged)).toList(),
                    values.size() - room,
                    runs(behind, runRows),
                    runRows == 0 ? 0 : behind.size() - runRows);
        }

        /** The runs that are told one by one: those of the nearest line, of the only one, or all if no line reaches here. */
        private List<LoggedRuns.Run> behind(LoggedRuns logged, boolean pointed) {
            if (values.isEmpty()) {
                return logged.all();
            }
            return pointed || values.size() == 1 ? logged.of(values.getFirst().color) : List.of();
        }

        private static Value value(Found found, LoggedRuns logged) {
            String behind = found.lined ? logged.text(found.color) : "";
            return new Value(
                    found.label, found.color, found.text.get(), found.interval.get(), behind, found.px, found.py);
        }

        /** Those nearest to the pointer, or from top to bottom. */
        private List<Value> runs(List<LoggedRuns.Run> behind, int most) {
            return behind.stream()
                    .sorted(Comparator.comparingDouble(run -> {
                        double place = drawn.py(run.y());
                        double order = Double.isNaN(py) ? place : Math.abs(place - py);
                        return Double.isNaN(order) ? Double.POSITIVE_INFINITY : order;
                    }))
                    .limit(most)
                    .map(run ->
                            new Value(run.label(), run.color(), number(run.y()), drawn.px(run.x()), drawn.py(run.y())))
                    .toList();
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
            String label = line.label().isBlank()
                    ? labels.getOrDefault(line.color(), "") + (line.faint() ? " (faint)" : "")
                    : line.label();
            values.add(new Found(
                    label,
                    line.color(),
                    () -> number(line.y()[at]),
                    () -> interval(line, at, shown),
                    drawn.px(line.x()[at]),
                    drawn.py(line.y()[at]),
                    !line.faint()));
        }

        private static String interval(Layer.Line line, int at, List<Layer> shown) {
            for (Layer layer : shown) {
                if (!line.faint()
                        && layer instanceof Layer.Band band
                        && band.color() == line.color()
                        && isSame(band.x(), line.x())
                        && Double.isFinite(band.low()[at])) {
                    return "[" + number(band.low()[at]) + ", " + number(band.high()[at]) + "]";
                }
            }
            return "";
        }

        // The same array: that a line and its band share it is how they are known to belong together.
        @SuppressWarnings("ReferenceEquality")
        private static boolean isSame(double[] a, double[] b) {
            return a == b;
        }

        private void add(String label, int color, Supplier<String> text) {
            values.add(new Found(label, color, text, () -> "", Double.NaN, Double.NaN, false));
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
                String label = band.label().isBlank() ? band.meaning() : band.label();
                add(label, band.color(), () -> number(band.low()[at]) + " … " + number(band.high()[at]));
            }
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
            int found = -1;
            double distance = REACH * REACH;
            boolean lying = figure.y().scale() == Axis.Scale.CATEGORY && scatter.errorLow().length > 0;
            for (int i = 0; i < scatter.x().length; i++) {
                // Of a lying interval every place is near.
                double dx = lying ? 0 : drawn.px(scatter.x()[i]) - px;
                double dy = drawn.py(scatter.y()[i]) - py;
                if (dx * dx + dy * dy < distance) {
                    distance = dx * dx + dy * dy;
                    found = i;
                }
            }
            int nearest = found;
            if (nearest >= 0) {
                closer(scatter.x()[nearest]);
                String interval = scatter.errorLow().length > nearest && scatter.errorHigh().length > nearest
                        ? "[" + number(scatter.errorLow()[nearest]) + ", " + number(scatter.errorHigh()[nearest]) + "]"
                        : "";
                String name = scatter.names().size() > nearest ? scatter.names().get(nearest) : scatter.label();
                double y = scatter.y()[nearest];
                values.add(new Found(
                        name,
                        scatter.color(),
                        () -> number(y),
                        () -> interval,
                        drawn.px(scatter.x()[nearest]),
                        drawn.py(y),
                        false));
            }
        }

        private void add(Layer.Bars bars) {
            boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
            int at = (int) Math.round(lying ? drawn.y(py) : x);
            if (at >= 0 && at < bars.values().length) {
                String interval = bars.errorLow().length > at && bars.errorHigh().length > at
                        ? " [" + number(bars.errorLow()[at]) + ", " + number(bars.errorHigh()[at]) + "]"
                        : "";
                add(bars.label(), bars.color(), () -> number(bars.values()[at]) + interval);
            }
        }

        private void add(Layer.Spans spans) {
            boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
            int at = (int) Math.round(lying ? drawn.y(py) : x);
            if (at >= 0 && at < spans.low().length && Double.isFinite(spans.low()[at])) {
                double low = spans.low()[at];
                double high = spans.high()[at];
                String text = number(high - low) + " from " + number(low) + " to " + number(high);
                add(spans.label(), spans.color(), () -> text);
            }
        }

        private void add(Layer.StackedArea area) {
            int at = nearest(area.x());
            if (at >= 0) {
                closer(area.x()[at]);
                area.parts().forEach(p -> add(p.label(), p.color(), () -> number(p.y()[at])));
            }
        }

        private void add(Layer.Histogram histogram) {
            double[] edges = histogram.edges();
            for (int i = 0; i < histogram.heights().length && i + 1 < edges.length; i++) {
                if (x >= edges[i] && x < edges[i + 1]) {
                    String text = number(histogram.heights()[i]) + " in [" + number(edges[i]) + ", "
                            + number(edges[i + 1]) + ")";
                    add(histogram.label(), histogram.color(), () -> text);
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
                values.add(new Found(
                        ridge.label().isBlank() ? name : ridge.label(),
                        ridge.color(),
                        () -> number(ridge.heights()[at]),
                        () -> "",
                        drawn.px(ridge.x()[at]),
                        drawn.py(top),
                        false));
            }
        }

        private void add(Layer.HeatMap map) {
            int column = cell(HeatMapPainter.edges(map.x()), x);
            int row = cell(HeatMapPainter.edges(map.y()), drawn.y(py));
            if (row >= 0 && row < map.values().length && column >= 0 && column < map.values()[row].length) {
                Axis y = figure.y();
                String name = row < y.categories().size() ? y.categories().get(row) : number(map.y()[row]);
                add(name, -1, () -> number(map.values()[row][column]));
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
