package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.MinMaxPyramid;

/** A figure with everything about it that takes a pass over its data, so that drawing any part of it takes none. */
public final class PreparedFigure {
    /** Shorter lines are reduced as they are drawn. */
    private static final int LONG = 20_000;

    private final Figure figure;
    private final Span x;
    private final Span y;
    private final Scaling xScaling;
    private final Scaling yScaling;
    private final List<@Nullable MinMaxPyramid> pyramids;

    private PreparedFigure(Figure figure, List<@Nullable MinMaxPyramid> pyramids) {
        this.figure = figure;
        this.x = Extents.x(figure);
        this.y = Extents.y(figure);
        this.xScaling = Scaling.of(figure.x().scale(), x.low(), x.high());
        this.yScaling = Scaling.of(figure.y().scale(), y.low(), y.high());
        this.pyramids = Collections.unmodifiableList(pyramids);
    }

    /** For drawing once. */
    public static PreparedFigure once(Figure figure) {
        return new PreparedFigure(
                figure, new ArrayList<>(Collections.nCopies(figure.layers().size(), null)));
    }

    /** For drawing often, at any zoom: long lines get their pyramids. */
    public static PreparedFigure often(Figure figure, Progress progress) {
        boolean linear = figure.x().scale() == Axis.Scale.LINEAR;
        List<@Nullable MinMaxPyramid> pyramids = new ArrayList<>();
        for (Layer layer : figure.layers()) {
            progress.checkCancelled();
            pyramids.add(linear && layer instanceof Layer.Line line && line.x().length > LONG ? pyramid(line) : null);
        }
        return new PreparedFigure(figure, pyramids);
    }

    private static @Nullable MinMaxPyramid pyramid(Layer.Line line) {
        MinMaxPyramid pyramid = new MinMaxPyramid(line.x(), line.y());
        return pyramid.isAscending() ? pyramid : null;
    }

    /** Whether preparing a figure is worth doing in the background. */
    static boolean isLong(Figure figure) {
        return figure.layers().stream().mapToLong(PreparedFigure::size).sum() > LONG;
    }

    private static long size(Layer layer) {
        return switch (layer) {
            case Layer.Line line -> line.x().length;
            case Layer.Band band -> band.x().length;
            case Layer.Scatter scatter -> scatter.x().length;
            case Layer.StackedArea area -> (long) area.x().length * area.parts().size();
            case Layer.HeatMap map -> (long) map.x().length * map.y().length;
            case Layer.Histogram histogram -> histogram.heights().length;
            case Layer.Bars bars -> bars.values().length;
            case Layer.Spans spans -> spans.low().length;
            case Layer.Rule rule -> 1;
            case Layer.Note note -> 1;
        };
    }

    public Figure figure() {
        return figure;
    }

    /** The range along x that shows everything. */
    public Span x() {
        return x;
    }

    /** The range along y that shows everything. */
    public Span y() {
        return y;
    }

    @Nullable
    MinMaxPyramid pyramid(int layer) {
        return pyramids.get(layer);
    }

    FigureAxis xAxis(View view, ChartStyle style) {
        return new FigureAxis(figure.x(), view.x() == null ? x : view.x(), xScaling, style, false);
    }

    FigureAxis yAxis(View view, ChartStyle style) {
        return new FigureAxis(figure.y(), view.y() == null ? y : view.y(), yScaling, style, true);
    }

    /** The horizontal axis when everything is shown. */
    public AxisPlan xPlan() {
        return new AxisPlan(figure.x(), x, xScaling);
    }

    /** The vertical axis when everything is shown. */
    public AxisPlan yPlan() {
        return new AxisPlan(figure.y(), y, yScaling);
    }
}
