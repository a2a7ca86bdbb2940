package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ui.RectangleEdge;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Layer;

/** What the colours of a heat map, or the shades of lines and points, stand for: a bar with an axis, beside the plot. */
@SuppressWarnings("serial")
final class ScaleHeader extends Headers.Header {
    private static final int SLICES = 64;
    private static final int TICKS = 5;

    private final transient ParallelPlan plan;
    private final transient ColorScale colors;
    private final transient ChartStyle style;

    ScaleHeader(Layer.HeatMap map, ChartStyle style) {
        super(RectangleEdge.RIGHT);
        double high = map.high() > map.low() ? map.high() : map.low() + 1e-300;
        this.plan = new ParallelPlan(Axis.linear(map.label()).range(map.low(), high));
        ColorScale cells = ColorScale.of(map, style.palette());
        this.colors = cells.overShares();
        this.style = style;
    }

    /** @param axis what shades stand for, with its ends */
    ScaleHeader(Axis axis, ChartStyle style) {
        super(RectangleEdge.RIGHT);
        this.plan = new ParallelPlan(axis);
        this.colors = ColorScale.shades(style.palette(), 0, 1);
        this.style = style;
    }

    private String label() {
        return plan.plan().axis().label();
    }

    private double bar() {
        return style.tickSize() * 0.9;
    }

    @Override
    double depth(double width) {
        double widest = plan.ticks(TICKS).stream()
                .mapToDouble(t -> TextPainter.width(t.label(), style.tickFont()))
                .max()
                .orElse(0);
        double label = label().isBlank() ? 0 : TextPainter.height(style.labelFont());
        return style.tickSize() + bar() + style.tickLength() + widest + style.tickSize() * 0.6 + label;
    }

    @Override
    void paint(Graphics2D g, Rectangle2D area) {
        double top = area.getY() + area.getHeight() * 0.1;
        double height = area.getHeight() * 0.7;
        double left = area.getX() + style.tickSize();
        for (int i = 0; i < SLICES; i++) {
            g.setPaint(colors.color(1 - (i + 0.5) / SLICES));
            g.fill(new Rectangle2D.Double(left, top + height * i / SLICES, bar(), height / SLICES + 0.3));
        }
        Font font = style.tickFont();
        double right = left + bar();
        List<AxisPlan.Tick> ticks = plan.ticks(TICKS);
        g.setStroke(new BasicStroke((float) style.axisWidth()));
        for (AxisPlan.Tick tick : ticks) {
            double y = top + height * (1 - plan.share(tick.value()));
            if (y >= top - 0.5 && y <= top + height + 0.5) {
                g.setPaint(style.palette().quiet());
                g.draw(new Line2D.Double(right, y, right + style.tickLength() * 0.7, y));
                g.setPaint(style.palette().ink());
                double x = right + style.tickLength() + style.tickSize() * 0.15;
                TextPainter.draw(g, tick.label(), font, x, y + TextPainter.middle(font));
            }
        }
        if (!label().isBlank()) {
            double width = TextPainter.width(label(), style.labelFont());
            TextPainter.drawTurned(
                    g,
                    label(),
                    style.labelFont(),
                    area.getMaxX() - style.labelSize() * 0.25,
                    Math.min(top + height / 2 + width / 2, area.getMaxY()),
                    -Math.PI / 2);
        }
    }
}
