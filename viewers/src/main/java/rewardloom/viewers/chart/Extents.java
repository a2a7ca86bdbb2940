package rewardloom.viewers.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.MinMaxPyramid;

/**
 * The ranges that show all of a figure: every finite value is inside, negative ones too, non-finite ones are ignored, areas and bars
 * include zero, and lines keep a small distance from the edges.
 */
final class Extents {
    private static final double MARGIN = 0.04;

    /** Share of a √ axis up to which its low end moves to zero. */
    private static final double NEAR_ZERO = 0.1;
    /** Larger values would overflow on their way to a place; nobody's reward is that large. */
    private static final double LARGEST = 1e300;

    private final Axis axis;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    /** Ends that must not get a margin: the foot of bars, the edge of a heat map, the ends of a line along x. */
    private boolean tight;

    private boolean grounded;

    private final Pyramids pyramids;

    private Extents(Axis axis, Pyramids pyramids) {
        this.axis = axis;
        this.pyramids = pyramids;
    }

    /** The range of the horizontal axis. */
    static Span x(Figure figure, Pyramids pyramids) {
        Extents extents = new Extents(figure.x(), pyramids);
        if (figure.x().scale() == Axis.Scale.CATEGORY) {
            return categories(figure.x(), figure);
        }
        extents.tight = figure.layers().stream().noneMatch(Extents::isMarked);
        figure.layers().forEach(layer -> extents.addX(layer, figure));
        return extents.span();
    }

    /** Lines of few points carry a marker at each, which would be cut in half at the edge. */
    private static boolean isMarked(Layer layer) {
        return layer instanceof Layer.Line line
                && line.x().length <= LinePainter.MARK_ALL
                && !line.label().isEmpty();
    }

    /** The range of the vertical axis. */
    static Span y(Figure figure, Pyramids pyramids) {
        if (figure.y().scale() == Axis.Scale.CATEGORY) {
            return categories(figure.y(), figure);
        }
        Extents extents = new Extents(figure.y(), pyramids);
        figure.layers().forEach(layer -> extents.addY(layer, figure));
        return extents.span();
    }

    private static Span categories(Axis axis, Figure figure) {
        int count = axis.categories().size();
        for (Layer layer : figure.layers()) {
            if (layer instanceof Layer.Bars bars) {
                count = Math.max(count, bars.values().length);
            } else if (layer instanceof Layer.Spans spans) {
                count = Math.max(count, spans.low().length);
            }
        }
        return ends(axis, -0.5, Math.max(count, 1) - 0.5);
    }

    private void addX(Layer layer, Figure figure) {
        switch (layer) {
            case Layer.Line line -> addPlaces(line.x(), line.y());
            case Layer.Band band -> addPlaces(band.x(), band.low());
            case Layer.Trace trace -> {}
            case Layer.Strip strip -> {}
            case Layer.Scatter scatter -> {
                tight = false;
                add(scatter.x(), scatter.y());
                if (figure.y().scale() == Axis.Scale.CATEGORY) {
                    add(scatter.errorLow(), null);
                    add(scatter.errorHigh(), null);
                }
            }
            case Layer.Bars bars -> {
                if (figure.y().scale() == Axis.Scale.CATEGORY) {
                    addBars(bars);
                }
            }
            case Layer.Spans spans -> {
                if (figure.y().scale() == Axis.Scale.CATEGORY) {
                    addSpans(spans);
                }
            }
            case Layer.StackedArea area -> add(area.x(), null);
            case Layer.Histogram histogram -> add(histogram.edges(), null);
            case Layer.Ridge ridge -> add(ridge.x(), null);
            case Layer.Parallel parallel -> {}
            case Layer.Shades shades -> {}
            case Layer.HeatMap map -> addCells(map.x());
            case Layer.Rule rule -> {
                if (rule.vertical()) {
                    add(rule.at());
                }
            }
            case Layer.Note note -> add(note.x());
        }
    }

    private void addY(Layer layer, Figure figure) {
        switch (layer) {
            case Layer.Line line -> addValues(line.y(), line.x());
            case Layer.Band band -> {
                addValues(band.low(), band.x());
                addValues(band.high(), band.x());
            }
            case Layer.Trace trace -> {}
            case Layer.Strip strip -> {}
            case Layer.Scatter scatter -> {
                add(scatter.y(), scatter.x());
                add(scatter.errorLow(), null);
                add(scatter.errorHigh(), null);
            }
            case Layer.Bars bars -> {
                if (figure.y().scale() != Axis.Scale.CATEGORY) {
                    addBars(bars);
                }
            }
            case Layer.Spans spans -> {
                if (figure.y().scale() != Axis.Scale.CATEGORY) {
                    addSpans(spans);
                }
            }
            case Layer.StackedArea area -> addStack(area);
            case Layer.Histogram histogram -> {
                grounded = true;
                add(histogram.heights(), null);
                add(0);
            }
            case Layer.Ridge ridge -> {
                add(ridge.base());
                for (double height : ridge.heights()) {
                    add(ridge.base() + height * ridge.scale());
                }
            }
            case Layer.Parallel parallel -> {
                add(0);
                add(1);
            }
            case Layer.Shades shades -> {}
            case Layer.HeatMap map -> addCells(map.y());
            case Layer.Rule rule -> {
                if (!rule.vertical()) {
                    add(rule.at());
                }
            }
            case Layer.Note note -> add(note.y());
        }
    }

    private void addBars(Layer.Bars bars) {
        grounded = true;
        tight = false;
        add(bars.values(), null);
        add(bars.errorLow(), null);
        add(bars.errorHigh(), null);
        add(0);
    }

    private void addSpans(Layer.Spans spans) {
        tight = false;
        add(spans.low(), null);
        add(spans.high(), null);
        add(0);
    }

    private void addStack(Layer.StackedArea area) {
        grounded = true;
        for (int i = 0; i < area.x().length; i++) {
            double up = 0;
            double down = 0;
            for (Layer.StackedArea.Part part : area.parts()) {
                double value = part.y()[i];
                if (Double.isFinite(value)) {
                    up += Math.max(value, 0);
                    down += Math.min(value, 0);
                }
            }
            add(up);
            add(down);
        }
        add(0);
    }

    private void addCells(double[] centres) {
        double[] edges = HeatMapPainter.edges(centres);
        tight = true;
        if (edges.length > 0) {
            add(edges[0]);
            add(edges[edges.length - 1]);
        }
    }

    /** The places of a series: the ends are enough where they ascend. */
    private void addPlaces(double[] places, double[] values) {
        MinMaxPyramid pyramid = pyramids.of(values);
        if (pyramid == null || axis.scale() == Axis.Scale.LOG) {
            add(places, values);
        } else {
            add(places[0]);
            add(places[places.length - 1]);
        }
    }

    /** The values of a series: the top of the pyramid is enough. */
    private void addValues(double[] values, double[] places) {
        MinMaxPyramid pyramid = pyramids.of(values);
        if (pyramid == null || (axis.scale() == Axis.Scale.LOG && !(pyramid.min() > 0))) {
            add(values, places);
        } else {
            add(pyramid.min());
            add(pyramid.max());
        }
    }

    /** Adds values whose partner on the other axis is finite too, as others are never drawn. */
    private void add(double[] values, double @Nullable [] partners) {
        for (int i = 0; i < values.length; i++) {
            if (partners == null || Double.isFinite(partners[i])) {
                add(values[i]);
            }
        }
    }

    private void add(double value) {
        if (Double.isFinite(value) && (axis.scale() != Axis.Scale.LOG || value > 0)) {
            double bounded = Math.clamp(value, -LARGEST, LARGEST);
            low = Math.min(low, bounded);
            high = Math.max(high, bounded);
        }
    }

    private Span span() {
        if (low > high) {
            boolean log = axis.scale() == Axis.Scale.LOG;
            return ends(axis, log ? 1 : 0, log ? 10 : 1);
        }
        Scaling scaling = Scaling.of(axis.scale(), low, high);
        double from = scaling.forward(low);
        double to = scaling.forward(high);
        double margin = to > from ? (to - from) * (tight ? 0 : MARGIN) : single(from);
        boolean footBelow = grounded && low == 0;
        boolean footAbove = grounded && high == 0;
        if (footBelow && footAbove) {
            return ends(axis, 0, 1);
        }
        double bottom = footBelow ? low : Math.min(low, scaling.back(from - margin));
        // Most of a √ axis lies near zero: one that begins a little above it would hide where that is.
        if (axis.scale() == Axis.Scale.SQRT && bottom > 0 && from < to * NEAR_ZERO) {
            bottom = 0;
        }
        double top = footAbove ? high : Math.max(high, scaling.back(to + margin));
        return ends(axis, bottom, top);
    }

    private double single(double place) {
        return axis.scale() == Axis.Scale.LOG
                ? 0.5
                : Math.max(Math.abs(place) * 0.1, place == 0 ? 1 : Math.ulp(place) * 16);
    }

    private static Span ends(Axis axis, double low, double high) {
        double from = axis.low() == null || !Double.isFinite(axis.low()) ? low : axis.low();
        double to = axis.high() == null || !Double.isFinite(axis.high()) ? high : axis.high();
        if (axis.scale() == Axis.Scale.LOG && from <= 0) {
            from = low;
        }
        from = Math.clamp(from, -10 * LARGEST, 10 * LARGEST);
        to = Math.clamp(to, -10 * LARGEST, 10 * LARGEST);
        return from < to
                ? new Span(from, to)
                : new Span(low, Math.max(high, low + Math.max(Math.abs(low) * 1e-9, 1e-300)));
    }

    /** Whether any value along y is below zero and any above. */
    static boolean signed(Span span) {
        return span.low() < 0 && span.high() > 0;
    }

    /** The layers of one type. */
    static <L extends Layer> List<L> all(Figure figure, Class<L> type) {
        return figure.layers().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
