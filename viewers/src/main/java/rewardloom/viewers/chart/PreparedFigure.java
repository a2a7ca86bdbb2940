package rewardloom.viewers.chart;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Binning;

/** A figure with everything about it that takes a pass over its data, so that drawing any part of it takes none. */
public final class PreparedFigure {
    /** Figures with fewer points are prepared at once. */
    private static final int MANY = 20_000;

    private static final int CROWD = 24;

    private final Figure figure;
    private final Set<Integer> hidden;
    private final long lines;
    private final Span x;
    private final Span y;
    private final Scaling xScaling;
    private final Scaling yScaling;
    private final Pyramids pyramids;

    private PreparedFigure(Figure figure, Set<Integer> hidden, Pyramids pyramids) {
        this.figure = figure;
        this.hidden = Set.copyOf(hidden);
        this.pyramids = pyramids;
        this.lines = figure.layers().stream()
                .filter(l -> l instanceof Layer.Line line && !line.faint())
                .count();
        Figure shown = without(figure, this.hidden);
        this.x = Extents.x(shown, pyramids);
        this.y = Extents.y(shown, pyramids);
        this.xScaling = Scaling.of(figure.x().scale(), x.low(), x.high());
        this.yScaling = Scaling.of(figure.y().scale(), y.low(), y.high());
    }

    /** For drawing once. */
    public static PreparedFigure once(Figure figure) {
        return new PreparedFigure(figure, Set.of(), Pyramids.NONE);
    }

    /** For drawing often, at any zoom: long lines and bands get their pyramids. */
    public static PreparedFigure often(Figure figure, Progress progress) {
        return new PreparedFigure(figure, Set.of(), Pyramids.of(figure, progress, Pyramids.NONE));
    }

    /** For drawing often; what another figure has already prepared of the same arrays is taken from there. */
    static PreparedFigure often(Figure figure, Progress progress, PreparedFigure known) {
        return new PreparedFigure(figure, Set.of(), Pyramids.of(figure, progress, known.pyramids));
    }

    /** The same without the series of some colours: neither drawn nor counted for the ranges. */
    PreparedFigure hiding(Set<Integer> colors) {
        return new PreparedFigure(figure, colors, pyramids);
    }

    /** The figure as a view shows it, without what is hidden. */
    Figure shown(View view) {
        Figure visible = without(figure, hidden);
        Axis xAxis = ranged(visible.x(), view.x());
        Axis yAxis = ranged(visible.y(), view.y());
        return xAxis.equals(visible.x()) && yAxis.equals(visible.y()) ? visible : visible.withAxes(xAxis, yAxis);
    }

    private static Axis ranged(Axis axis, @Nullable Span span) {
        return span == null ? axis : axis.range(span.low(), span.high());
    }

    private static Figure without(Figure figure, Set<Integer> hidden) {
        return hidden.isEmpty()
                ? figure
                : figure.withLayers(figure.layers().stream()
                        .filter(l -> !hidden.contains(l.color()))
                        .toList());
    }

    /** Whether preparing a figure is worth doing in the background. */
    static boolean isLong(Figure figure) {
        return figure.layers().stream().mapToLong(PreparedFigure::size).sum() > MANY;
    }

    private static long size(Layer layer) {
        return switch (layer) {
            case Layer.Line line -> line.x().length;
            case Layer.Trace trace -> trace.x().length;
            case Layer.Strip strip -> strip.counts().length;
            case Layer.Band band -> band.x().length;
            case Layer.Scatter scatter -> scatter.x().length;
            case Layer.StackedArea area -> (long) area.x().length * area.parts().size();
            case Layer.HeatMap map -> (long) map.x().length * map.y().length;
            case Layer.Histogram histogram -> histogram.heights().length;
            case Layer.Bars bars -> bars.values().length;
            case Layer.Spans spans -> spans.low().length;
            case Layer.Ridge ridge -> ridge.x().length;
            case Layer.Parallel parallel -> 1;
            case Layer.Shades shades -> 1;
            case Layer.Rule rule -> 1;
            case Layer.Note note -> 1;
        };
    }

    public Figure figure() {
        return figure;
    }

    /** The colours of the series that are not drawn. */
    Set<Integer> hidden() {
        return hidden;
    }

    /** Number of lines that are not faint. */
    long lines() {
        return lines;
    }

    /** Whether there are so many lines that dashes and markers would tell none from the others. */
    public boolean isCrowded() {
        return lines > CROWD;
    }

    /** Whether it shows parallel coordinates, which have axes of their own. */
    boolean isParallel() {
        return figure.layers().stream().anyMatch(Layer.Parallel.class::isInstance);
    }

    boolean isHidden(Layer layer) {
        return hidden.contains(layer.color());
    }

    /** The range along x that shows everything. */
    public Span x() {
        return x;
    }

    /** The range along y that shows everything. */
    public Span y() {
        return y;
    }

    Pyramids pyramids() {
        return pyramids;
    }

    /** Bins that are equally wide on the screen. */
    Binning bins(Span span, int bins) {
        return xScaling instanceof Scaling.Linear
                ? Binning.even(span.low(), span.high(), bins)
                : Binning.placed(span.low(), span.high(), bins, xScaling::forward);
    }

    FigureAxis xAxis(View view, ChartStyle style) {
        List<Layer.Strip> strips = Extents.all(figure, Layer.Strip.class).stream()
                .filter(s -> !isHidden(s))
                .toList();
        AxisPlan plan = new AxisPlan(figure.x(), view.x() == null ? x : view.x(), xScaling);
        FigureAxis axis = new FigureAxis(plan, xScaling, style, false, strips);
        axis.setAxisLineVisible(!isParallel());
        return view.x() == null ? axis : axis.keepingRoomOf(xAxis(View.ALL, style));
    }

    FigureAxis yAxis(View view, ChartStyle style) {
        FigureAxis axis = new FigureAxis(yPlan(view.y() == null ? y : view.y()), yScaling, style, true, List.of());
        axis.setVisible(!isParallel());
        return view.y() == null ? axis : axis.keepingRoomOf(yAxis(View.ALL, style));
    }

    /** The horizontal axis when everything is shown. */
    public AxisPlan xPlan() {
        return new AxisPlan(figure.x(), x, xScaling);
    }

    /** The vertical axis when everything is shown. */
    public AxisPlan yPlan() {
        return yPlan(y);
    }

    private AxisPlan yPlan(Span span) {
        double[] bases = Extents.all(figure, Layer.Ridge.class).stream()
                .mapToDouble(Layer.Ridge::base)
                .distinct()
                .sorted()
                .toArray();
        return new AxisPlan(figure.y(), span, yScaling, bases);
    }
}
