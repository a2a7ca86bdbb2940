package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Layer;

/** Draws things as lines across axes that stand beside one another. */
final class ParallelPainter {
    private static final int MANY = 100;

    /** A line across all axes takes about as long as a series of so many points. */
    private static final int WORK = 500;

    private static final float[] SOLID = {};

    private ParallelPainter() {}

    /** @param all number of lines of all layers: many let one another through, and those that are not chosen stay behind the others */
    static void paint(ColumnCanvas canvas, Layer.Parallel parallel, int all) {
        Plane plane = canvas.plane();
        List<ParallelPlan> plans = ParallelPlan.of(parallel.axes());
        Palette palette = plane.style().palette();
        double opacity = ParallelLine.opacity(parallel.faint(), all);
        Color color = parallel.faint() ? alpha(palette.quiet(), opacity) : palette.color(parallel.color(), opacity);
        float width = (float) (plane.style().lineWidth() * 0.7);
        float[] dots = {width * 2, width * 3};
        boolean columns = all > MANY && canvas.isScreen();
        for (double[] values : parallel.values()) {
            ParallelLine line = ParallelLine.of(plans, values);
            if (columns) {
                canvas.add(WORK, () -> part -> {
                    fill(part, plane, line, false, SOLID, width, color);
                    part.clear();
                    fill(part, plane, line, true, dots, width, color);
                });
            } else {
                stroke(canvas.direct(), plane, line, width, dots, color);
            }
            if (!line.lonely().isEmpty()) {
                mark(
                        canvas.direct(),
                        plane,
                        line,
                        Math.max(2.5 * width, plane.style().markerSize() * 0.6),
                        color);
            }
        }
    }

    private static void stroke(Graphics2D g, Plane plane, ParallelLine line, float width, float[] dots, Color color) {
        g.setPaint(color);
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(line.path(plane, false));
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dots, 0));
        g.draw(line.path(plane, true));
    }

    private static void mark(Graphics2D g, Plane plane, ParallelLine line, double dot, Color color) {
        g.setPaint(color);
        for (int k : line.lonely()) {
            double y = plane.py(line.shares()[k]);
            g.fill(new Ellipse2D.Double(plane.px(k) - dot / 2, y - dot / 2, dot, dot));
        }
    }

    /** Many lines go column by column: it costs less than stroking. */
    private static void fill(
            ColumnRaster columns,
            Plane plane,
            ParallelLine line,
            boolean bridges,
            float[] dash,
            double width,
            Color color) {
        double[] shares = line.shares();
        boolean any = false;
        for (ParallelLine.Piece piece : line.pieces()) {
            if (piece.isBridge() == bridges) {
                any = true;
                columns.segment(
                        plane.px(piece.from()),
                        plane.py(shares[piece.from()]),
                        plane.px(piece.to()),
                        plane.py(shares[piece.to()]),
                        width);
            }
        }
        // Most lines have no bridges: nothing is filled for them.
        if (any) {
            columns.fill(color, dash, width);
        }
    }

    /** The axes in front of the lines, so that their numbers are read. */
    static void paintAxes(Graphics2D g, Plane plane, List<Axis> axes) {
        ChartStyle style = plane.style();
        Rectangle2D area = plane.area();
        Font font = style.tickFont();
        List<ParallelPlan> plans = ParallelPlan.of(axes);
        double room = plane.px(1) - plane.px(0);
        for (int k = 0; k < plans.size(); k++) {
            double x = plane.px(k);
            g.setPaint(style.palette().quiet());
            g.setStroke(new BasicStroke((float) style.axisWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            g.draw(new Line2D.Double(x, area.getY(), x, area.getMaxY()));
            int wanted = (int) Math.clamp(area.getHeight() / (style.tickSize() * 3.2), 2, 7);
            double last = Double.POSITIVE_INFINITY;
            List<AxisPlan.Tick> ticks = plans.get(k).ticks(wanted);
            double widest = ticks.stream()
                    .mapToDouble(t -> TextPainter.width(TextPainter.fit(t.label(), font, room * 0.6), font))
                    .max()
                    .orElse(0);
            // Beside the first axis there is less room, and long names would be cut off.
            double side = x - style.tickLength() * 1.6 - widest - 1.5 < area.getX() ? 1 : -1;
            for (AxisPlan.Tick tick : ticks) {
                double y = plane.py(plans.get(k).share(tick.value()));
                if (tick.label().isEmpty() || !Double.isFinite(y) || last - y < style.tickSize() * 1.25) {
                    continue;
                }
                last = y;
                g.setPaint(style.palette().quiet());
                g.draw(new Line2D.Double(x + side * style.tickLength(), y, x, y));
                String text = TextPainter.fit(tick.label(), font, room * 0.6);
                double right = x + side * style.tickLength() * 1.6 + (side > 0 ? TextPainter.width(text, font) : 0);
                label(g, style, text, right, y);
            }
        }
    }

    private static void label(Graphics2D g, ChartStyle style, String text, double right, double y) {
        Font font = style.tickFont();
        double width = TextPainter.width(text, font);
        double height = style.tickSize() * 1.15;
        g.setPaint(alpha(style.palette().background(), 0.75));
        g.fill(new Rectangle2D.Double(right - width - 1.5, y - height / 2, width + 3, height));
        g.setPaint(style.palette().ink());
        TextPainter.draw(g, text, font, right - width, y + TextPainter.middle(font));
    }

    private static Color alpha(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
    }
}
