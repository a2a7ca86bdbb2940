package rewardloom.viewers.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
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

    /** Corners for a legend, as shares of the free room to its left and above it. */
    enum Corner {
        TOP_RIGHT(1, 0),
        TOP_LEFT(0, 0),
        BOTTOM_RIGHT(1, 1),
        BOTTOM_LEFT(0, 1),
        RIGHT(1, 0.5),
        LEFT(0, 0.5),
        TOP(0.5, 0),
        BOTTOM(0.5, 1);

        private final double left;
        private final double above;

        Corner(double left, double above) {
            this.left = left;
            this.above = above;
        }
    }

    private final transient PreparedFigure prepared;
    private final transient FigureAxis x;
    private final transient FigureAxis y;
    private final transient ChartStyle style;
    private final transient Legend legend;
    private final transient @Nullable Corner corner;

    FigureRenderer(
            PreparedFigure prepared,
            FigureAxis x,
            FigureAxis y,
            ChartStyle style,
            Legend legend,
            @Nullable Corner corner) {
        this.prepared = prepared;
        this.x = x;
        this.y = y;
        this.style = style;
        this.legend = legend;
        this.corner = corner;
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
        if (corner != null) {
            Rectangle2D place = place(corner, area, legend, style);
            legend.drawColumn(g, place.getX(), place.getY());
        }
    }

    private void paint(Graphics2D g, Plane plane) {
        Figure figure = prepared.figure();
        List<Layer.Bars> bars = Extents.all(figure, Layer.Bars.class);
        for (Layer layer : figure.layers()) {
            if (prepared.isHidden(layer)) {
                continue;
            }
            switch (layer) {
                case Layer.Line line -> LinePainter.paint(g, plane, line, prepared);
                case Layer.Trace trace -> {}
                case Layer.Strip strip -> {}
                case Layer.Band band -> BandPainter.paint(g, plane, band, prepared);
                case Layer.Scatter scatter -> MarkPainter.paint(g, plane, scatter);
                case Layer.Bars group -> MarkPainter.paint(g, plane, group, bars);
                case Layer.StackedArea area -> AreaPainter.paint(g, plane, area);
                case Layer.Histogram histogram -> AreaPainter.paint(g, plane, histogram);
                case Layer.HeatMap map -> HeatMapPainter.paint(g, plane, map);
                case Layer.Rule rule -> MarkPainter.paint(g, plane, rule);
                case Layer.Note note -> MarkPainter.paint(g, plane, note);
            }
        }
    }

    private static Rectangle2D place(Corner corner, Rectangle2D area, Legend legend, ChartStyle style) {
        double pad = style.legendSize() * 0.6;
        double width = legend.columnWidth();
        double height = legend.columnHeight();
        return new Rectangle2D.Double(
                area.getX() + pad + corner.left * (area.getWidth() - width - 2 * pad),
                area.getY() + pad * 0.5 + corner.above * (area.getHeight() - height - 1.5 * pad),
                width,
                height);
    }

    /**
     * The first corner whose place for the legend stays empty when everything is drawn, or null if there is none.
     *
     * @param width about how wide the area will be
     * @param height about how high it will be
     */
    @Nullable
    Corner freeCorner(double width, double height) {
        int columns = (int) Math.ceil(width);
        int rows = (int) Math.ceil(height);
        if (legend.columnWidth() > width * 0.6 || legend.columnHeight() > height * 0.6) {
            return null;
        }
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, columns, rows);
        Rectangle2D area = new Rectangle2D.Double(0, 0, columns, rows);
        paint(g, new Plane(area, x, y, style));
        g.dispose();
        for (Corner candidate : Corner.values()) {
            if (isEmpty(image, place(candidate, area, legend, style))) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean isEmpty(BufferedImage image, Rectangle2D place) {
        int margin = 3;
        int left = Math.max(0, (int) place.getMinX() - margin);
        int top = Math.max(0, (int) place.getMinY() - margin);
        int right = Math.min(image.getWidth(), (int) place.getMaxX() + margin);
        int bottom = Math.min(image.getHeight(), (int) place.getMaxY() + margin);
        for (int py = top; py < bottom; py++) {
            for (int px = left; px < right; px++) {
                if (image.getRaster().getSample(px, py, 0) < 250) {
                    return false;
                }
            }
        }
        return true;
    }
}
