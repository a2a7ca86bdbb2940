package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.viewers.chart.ChartStyle.LegendPlace;

/**
 * Turns figures into charts: the same drawing for the screen and for every kind of paper. It keeps nothing of what it drew.
 */
public final class FigureChart {
    private static final double LEGEND_SHARE = 0.25;

    /** A plot has at least this share of the height of a page, or the page grows. */
    private static final double PLOT_SHARE = 0.5;

    private static final int MANY_ENTRIES = 12;

    private final ChartStyle style;

    public FigureChart(ChartStyle style) {
        this.style = style;
    }

    /** The style it draws in. */
    public ChartStyle style() {
        return style;
    }

    /** Draws all of a figure once. */
    public Drawn draw(Graphics2D g, Rectangle2D area, Figure figure) {
        return draw(g, area, PreparedFigure.once(figure), View.ALL);
    }

    /**
     * Draws a figure.
     *
     * @param g where to
     * @param area which part of it, in units of the style
     * @param prepared the figure
     * @param view which part of the figure
     * @return where its values are now
     */
    public Drawn draw(Graphics2D g, Rectangle2D area, PreparedFigure prepared, View view) {
        return draw(g, area, prepared, view, null);
    }

    /**
     * Draws a figure.
     *
     * @param space what the axes take at least, so that several plots are in line; null for what they need
     */
    Drawn draw(Graphics2D g, Rectangle2D area, PreparedFigure prepared, View view, @Nullable AxisSpace space) {
        FigureAxis x = prepared.xAxis(view, style);
        FigureAxis y = prepared.yAxis(view, style);
        Chart built = new Chart(prepared, x, y, area, space);
        RenderingHints before = g.getRenderingHints();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        ChartRenderingInfo info = new ChartRenderingInfo();
        info.setEntityCollection(null);
        built.chart.draw(g, area, info);
        Plane plane = new Plane(info.getPlotInfo().getDataArea(), x, y, style);
        if (built.labels != null) {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            built.labels.draw(g, plane, area.getWidth());
        }
        g.setRenderingHints(before);
        return new Drawn(plane, prepared, built.legend.boxes());
    }

    /** What the axes of a figure take of an area. */
    AxisSpace space(PreparedFigure prepared, Rectangle2D area) {
        return space(prepared.xAxis(View.ALL, style), prepared.yAxis(View.ALL, style), area);
    }

    /** The vertical axis first: how much it leaves decides whether names along the horizontal one are slanted. */
    private static AxisSpace space(FigureAxis x, FigureAxis y, Rectangle2D area) {
        AxisSpace space = y.reserve(area, RectangleEdge.LEFT, new AxisSpace());
        return x.reserve(space.shrink(area, null), RectangleEdge.BOTTOM, space);
    }

    /** The chart of a whole figure that will be drawn in an area. */
    public JFreeChart chart(Figure figure, Rectangle2D area) {
        PreparedFigure prepared = PreparedFigure.once(figure);
        return new Chart(prepared, prepared.xAxis(View.ALL, style), prepared.yAxis(View.ALL, style), area, null).chart;
    }

    /**
     * The share of an area that a figure's legend takes when it stands above the chart: whether it is overfull.
     *
     * @param area as for drawing
     */
    public double legendShare(Figure figure, Rectangle2D area) {
        Legend legend = shown(figure, area);
        return legend.size() == 0 ? 0 : legend.height(area.getWidth()) / area.getHeight();
    }

    /**
     * How much higher than an area a page must be so that a legend above the chart and strips below it leave room for the data, and names
     * of categories one below another are all there; 0 for most figures.
     *
     * @param area as for drawing
     * @param most height of the page at most
     */
    public double extraHeight(Figure figure, Rectangle2D area, double most) {
        PreparedFigure prepared = PreparedFigure.once(figure);
        FigureAxis x = prepared.xAxis(View.ALL, style);
        FigureAxis y = prepared.yAxis(View.ALL, style);
        Legend legend = new Legend(prepared, style);
        boolean rows = style.legend() == LegendPlace.FREE_CORNER || style.legend() == LegendPlace.ABOVE;
        double above = rows && legend.size() > 0 && freeSpot(prepared, x, y, legend, area, null) == null
                ? legend.height(area.getWidth())
                : 0;
        double plot = plotArea(prepared, x, y, area, null).getHeight() - above;
        double wanted = area.getHeight() * PLOT_SHARE;
        if (figure.y().scale() == Axis.Scale.CATEGORY) {
            double row = TextPainter.height(style.tickFont()) * 1.1;
            wanted = Math.max(wanted, figure.y().categories().size() * row);
        }
        double extra = Math.max(0, wanted - plot);
        return Math.clamp(extra, 0, Math.max(0, most - area.getHeight()));
    }

    /**
     * Number of names in a figure's legend; those at the ends of their lines are not in it.
     *
     * @param area as for drawing
     */
    public int legendSize(Figure figure, Rectangle2D area) {
        return shown(figure, area).size();
    }

    private Legend shown(Figure figure, Rectangle2D area) {
        PreparedFigure prepared = PreparedFigure.once(figure);
        Legend legend = new Legend(prepared, style);
        return labels(prepared, area) == null ? legend : legend.withoutLines();
    }

    private @Nullable LineLabels labels(PreparedFigure prepared, Rectangle2D area) {
        LineLabels named = style.legend() == LegendPlace.LINE_ENDS ? new LineLabels(prepared, style) : null;
        return named != null && named.fit(area.getHeight() * 0.75) ? named : null;
    }

    /** Whether a label has room along its axis. */
    public boolean fits(Axis axis, double length) {
        return AxisName.fits(axis.label(), style.labelFont(), length);
    }

    /** A chart with its legend, and the names that stand at lines' ends. */
    private final class Chart {
        private final JFreeChart chart;
        private final Legend legend;
        private final @Nullable LineLabels labels;

        Chart(PreparedFigure prepared, FigureAxis x, FigureAxis y, Rectangle2D area, @Nullable AxisSpace space) {
            Figure figure = prepared.figure();
            labels = labels(prepared, area);
            Legend whole = new Legend(prepared, style);
            // What hides the curves explains nothing; on paper a check says so instead.
            Legend all = style.titled()
                    ? whole.within(area.getWidth() - style.tickSize() * 2, area.getHeight() * LEGEND_SHARE)
                    : whole;
            legend = labels == null ? all : all.withoutLines();
            LegendSpot spot = freeSpot(prepared, x, y, legend, area, space);
            XYPlot plot = plot(figure, x, y, new FigureRenderer(prepared, x, y, style, legend, spot));
            if (labels != null) {
                plot.setInsets(new RectangleInsets(0, 0, 0, labels.width(area.getWidth())));
            }
            if (space != null) {
                plot.setFixedRangeAxisSpace(space);
                plot.setFixedDomainAxisSpace(space);
            }
            chart = new JFreeChart(null, style.titleFont(), plot, false);
            chart.setAntiAlias(true);
            chart.setBackgroundPaint(style.palette().background());
            double pad = pad();
            chart.setPadding(new RectangleInsets(pad, pad, pad, pad));
            if (style.titled() && !figure.title().isBlank()) {
                chart.addSubtitle(Headers.title(figure.title(), style));
            }
            if (spot == null && legend.size() > 0 && style.legend() != LegendPlace.NONE) {
                chart.addSubtitle(
                        style.legend() == LegendPlace.RIGHT
                                ? Headers.column(legend, style)
                                : Headers.legend(legend, style, !style.titled()));
            }
            ScaleHeader scale = scale(figure);
            if (scale != null) {
                chart.addSubtitle(scale);
            }
        }
    }

    private @Nullable ScaleHeader scale(Figure figure) {
        List<Layer.HeatMap> maps = Extents.all(figure, Layer.HeatMap.class);
        List<Layer.Shades> shades = Extents.all(figure, Layer.Shades.class);
        if (!maps.isEmpty()) {
            return new ScaleHeader(maps.getFirst(), style);
        }
        return shades.isEmpty() ? null : new ScaleHeader(shades.getFirst().axis(), style);
    }

    /** Room around everything. */
    private double pad() {
        return style.titled() ? style.tickSize() * 0.7 : 1;
    }

    private @Nullable LegendSpot freeSpot(
            PreparedFigure prepared,
            FigureAxis x,
            FigureAxis y,
            Legend legend,
            Rectangle2D area,
            @Nullable AxisSpace space) {
        if (style.legend() != LegendPlace.FREE_CORNER || legend.size() == 0 || legend.size() > MANY_ENTRIES) {
            return null;
        }
        Rectangle2D plot = plotArea(prepared, x, y, area, space);
        if (plot.getWidth() < 20 || plot.getHeight() < 20) {
            return null;
        }
        return new FigureRenderer(prepared, x, y, style, legend, null).freeSpot(plot.getWidth(), plot.getHeight());
    }

    /** What is left for the plot, without a legend, when axes, strips and a scale of colours have what they need. */
    private Rectangle2D plotArea(
            PreparedFigure prepared, FigureAxis x, FigureAxis y, Rectangle2D area, @Nullable AxisSpace space) {
        ScaleHeader scale = scale(prepared.figure());
        boolean title = style.titled() && !prepared.figure().title().isBlank();
        double above = title ? Headers.titleHeight(style) : 0;
        double beside = scale == null ? 0 : scale.depth(area.getWidth());
        Rectangle2D inner = new Rectangle2D.Double(
                0, 0, area.getWidth() - 2 * pad() - beside, area.getHeight() - 2 * pad() - above);
        AxisSpace taken = space != null ? space : space(x, y, inner);
        return new Rectangle2D.Double(
                0,
                0,
                inner.getWidth() - taken.getLeft() - taken.getRight(),
                inner.getHeight() - taken.getTop() - taken.getBottom() - x.offset());
    }

    private XYPlot plot(Figure figure, FigureAxis x, FigureAxis y, FigureRenderer renderer) {
        DefaultXYDataset one = new DefaultXYDataset();
        one.addSeries("figure", new double[][] {{0}, {0}});
        XYPlot plot = new XYPlot(one, x, y, renderer);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(new RectangleInsets(0, 0, x.offset(), 0));
        BasicStroke hair = new BasicStroke((float) (style.axisWidth() * 0.8));
        boolean parallel = !Extents.all(figure, Layer.Parallel.class).isEmpty();
        boolean map = parallel || !Extents.all(figure, Layer.HeatMap.class).isEmpty();
        boolean lying = figure.y().scale() == Axis.Scale.CATEGORY;
        plot.setDomainGridlinesVisible(!map && lying);
        plot.setRangeGridlinesVisible(!map && !lying);
        plot.setDomainGridlinePaint(style.palette().grid());
        plot.setRangeGridlinePaint(style.palette().grid());
        plot.setDomainGridlineStroke(hair);
        plot.setRangeGridlineStroke(hair);
        plot.setRangeZeroBaselineVisible(!map && !lying && Extents.signed(y.span()));
        plot.setRangeZeroBaselinePaint(style.palette().quiet());
        plot.setRangeZeroBaselineStroke(hair);
        plot.setDomainZeroBaselineVisible(!map && lying && Extents.signed(x.span()));
        plot.setDomainZeroBaselinePaint(style.palette().quiet());
        plot.setDomainZeroBaselineStroke(hair);
        return plot;
    }
}
