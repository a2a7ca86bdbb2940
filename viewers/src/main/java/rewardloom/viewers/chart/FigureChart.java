package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/**
 * Turns figures into charts: the same drawing for the screen and for every kind of paper. It keeps nothing of what it drew.
 */
public final class FigureChart {
    private static final int MANY_ENTRIES = 8;

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
        FigureAxis x = prepared.xAxis(view, style);
        FigureAxis y = prepared.yAxis(view, style);
        Legend legend = new Legend(prepared, style);
        JFreeChart chart = chart(prepared, x, y, legend, area);
        RenderingHints before = g.getRenderingHints();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        ChartRenderingInfo info = new ChartRenderingInfo();
        info.setEntityCollection(null);
        chart.draw(g, area, info);
        g.setRenderingHints(before);
        return new Drawn(new Plane(info.getPlotInfo().getDataArea(), x, y, style), prepared, legend.boxes());
    }

    /** The chart of a whole figure that will be drawn in an area. */
    public JFreeChart chart(Figure figure, Rectangle2D area) {
        PreparedFigure prepared = PreparedFigure.once(figure);
        return chart(
                prepared,
                prepared.xAxis(View.ALL, style),
                prepared.yAxis(View.ALL, style),
                new Legend(prepared, style),
                area);
    }

    private JFreeChart chart(PreparedFigure prepared, FigureAxis x, FigureAxis y, Legend legend, Rectangle2D area) {
        Figure figure = prepared.figure();
        FigureRenderer.Corner corner = freeCorner(prepared, x, y, legend, area);
        FigureRenderer renderer = new FigureRenderer(prepared, x, y, style, legend, corner);
        XYPlot plot = plot(figure, x, y, renderer);
        JFreeChart chart = new JFreeChart(null, style.titleFont(), plot, false);
        chart.setAntiAlias(true);
        chart.setBackgroundPaint(style.palette().background());
        double pad = style.titled() ? style.tickSize() * 0.7 : 1;
        chart.setPadding(new RectangleInsets(pad, pad, pad, pad));
        if (style.titled() && !figure.title().isBlank()) {
            chart.addSubtitle(Headers.title(figure.title(), style));
        }
        if (corner == null && legend.size() > 0) {
            chart.addSubtitle(Headers.legend(legend, style, !style.titled()));
        }
        List<Layer.HeatMap> maps = Extents.all(figure, Layer.HeatMap.class);
        if (!maps.isEmpty()) {
            chart.addSubtitle(Headers.scale(maps.getFirst(), style));
        }
        return chart;
    }

    private FigureRenderer.@org.jspecify.annotations.Nullable Corner freeCorner(
            PreparedFigure prepared, FigureAxis x, FigureAxis y, Legend legend, Rectangle2D area) {
        if (style.legend() != ChartStyle.LegendPlace.FREE_CORNER
                || legend.size() == 0
                || legend.size() > MANY_ENTRIES) {
            return null;
        }
        double width = area.getWidth() - style.tickSize() * 5;
        double height = area.getHeight() - style.tickSize() * 4;
        if (width < 20 || height < 20) {
            return null;
        }
        return new FigureRenderer(prepared, x, y, style, legend, null).freeCorner(width, height);
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
        boolean map = !Extents.all(figure, Layer.HeatMap.class).isEmpty();
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
