package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/** Draws all layers of a figure, from back to front, as the one item of the plot. */
@SuppressWarnings("serial")
final class FigureRenderer extends AbstractXYItemRenderer {

    private final transient PreparedFigure prepared;
    private final transient FigureAxis x;
    private final transient FigureAxis y;
    private final transient ChartStyle style;
    private final transient Legend legend;
    private final transient @Nullable LegendSpot spot;

    FigureRenderer(
            PreparedFigure prepared,
            FigureAxis x,
            FigureAxis y,
            ChartStyle style,
            Legend legend,
            @Nullable LegendSpot spot) {
        this.prepared = prepared;
        this.x = x;
        this.y = y;
        this.style = style;
        this.legend = legend;
        this.spot = spot;
    }

    @Override
    public XYItemRendererState initialise(
            Graphics2D g, Rectangle2D area, XYPlot plot, XYDataset data, PlotRenderingInfo info) {
        XYItemRendererState state = super.initialise(g, area, plot, data, info);
        state.setProcessVisibleItemsOnly(false);
        return state;
    }

    @Override
    public void drawItem(
            Graphics2D g,
            XYItemRendererState state,
            Rectangle2D area,
            PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis domain,
            ValueAxis range,
            XYDataset data,
            int series,
            int item,
            CrosshairState crosshair,
            int pass) {
        paint(g, new Plane(area, x, y, style));
        if (spot != null) {
            Rectangle2D place = spot.in(area, legend, style);
            // Grid and zero line would run through the names.
            g.setPaint(style.palette().background());
            g.fill(place);
            legend.drawColumns(g, place.getX(), place.getY(), spot.columns());
        }
    }

    private void paint(Graphics2D g, Plane plane) {
        Figure figure = prepared.figure();
        List<Layer.Bars> bars = Extents.all(figure, Layer.Bars.class);
        List<Layer.Note> notes = new ArrayList<>();
        List<Layer.Parallel> parallels = Extents.all(figure, Layer.Parallel.class);
        int lines = parallels.stream().mapToInt(p -> p.values().length).sum();
        ColumnCanvas canvas = new ColumnCanvas(g, plane);
        for (Layer layer : figure.layers()) {
            if (prepared.isHidden(layer) || isWritten(g, layer)) {
                continue;
            }
            switch (layer) {
                case Layer.Line line -> LinePainter.paint(canvas, line, prepared);
                case Layer.Trace trace -> {}
                case Layer.Strip strip -> {}
                case Layer.Band band -> BandPainter.paint(canvas, band, prepared);
                case Layer.Scatter scatter -> MarkPainter.paint(canvas.direct(), plane, scatter);
                case Layer.Bars group -> MarkPainter.paint(canvas.direct(), plane, group, bars);
                case Layer.Spans spans -> MarkPainter.paint(canvas.direct(), plane, spans);
                case Layer.StackedArea area -> AreaPainter.paint(canvas.direct(), plane, area);
                case Layer.Histogram histogram -> AreaPainter.paint(canvas.direct(), plane, histogram);
                case Layer.Ridge ridge -> AreaPainter.paint(canvas.direct(), plane, ridge);
                case Layer.Parallel parallel -> ParallelPainter.paint(canvas, parallel, lines);
                case Layer.Shades shades -> {}
                case Layer.HeatMap map -> HeatMapPainter.paint(canvas.direct(), plane, map);
                case Layer.Rule rule -> MarkPainter.paint(canvas.direct(), plane, rule);
                case Layer.Note note -> notes.add(note);
            }
        }
        canvas.flush();
        if (g instanceof ChartDocument document) {
            document.plot(plane.area());
        }
        if (!parallels.isEmpty()) {
            ParallelPainter.paintAxes(g, plane, parallels.getFirst().axes());
        }
        new NotePainter(plane).paint(g, notes);
    }

    /** A document writes its data itself; cells of heat maps are shapes in it, and notes need places beside one another. */
    private static boolean isWritten(Graphics2D g, Layer layer) {
        return g instanceof ChartDocument && !(layer instanceof Layer.HeatMap) && !(layer instanceof Layer.Note);
    }

    /**
     * A spot for the legend that stays empty when everything is drawn, or null if there is none.
     *
     * @param width about how wide the area will be
     * @param height about how high it will be
     */
    @Nullable
    LegendSpot freeSpot(double width, double height) {
        BufferedImage image =
                new BufferedImage((int) Math.ceil(width), (int) Math.ceil(height), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        Plane plane = new Plane(new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight()), x, y, style);
        paint(g, plane);
        if (Extents.signed(y.span())) {
            g.setColor(Color.BLACK);
            g.draw(new Line2D.Double(0, plane.py(0), image.getWidth(), plane.py(0)));
        }
        g.dispose();
        return LegendSpot.find(image, legend, style);
    }
}
