package rewardloom.viewers.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Layer;

/** Draws single points, bars, rules and notes. */
final class MarkPainter {
    private static final double GROUP = 0.76;

    private MarkPainter() {}

    static void paint(Graphics2D g, Plane plane, Layer.Scatter scatter) {
        Palette palette = plane.style().palette();
        int n = scatter.x().length;
        double size = plane.style().markerSize() * (n > 2000 ? 0.5 : n > 300 ? 0.7 : 1);
        double opacity = n > 2000 ? 0.35 : n > 300 ? 0.55 : 0.9;
        Shape marker = Palette.marker(palette.pattern(scatter.color()), size);
        g.setStroke(new BasicStroke((float) (plane.style().lineWidth() * 0.6)));
        boolean errors = scatter.errorLow().length == n && scatter.errorHigh().length == n;
        if (errors && plane.y().axis().scale() == Axis.Scale.CATEGORY) {
            paintIntervals(g, plane, scatter);
            return;
        }
        for (int i = 0; i < n; i++) {
            double x = plane.px(scatter.x()[i]);
            double y = plane.py(scatter.y()[i]);
            if (!Double.isFinite(x) || !Double.isFinite(y) || !near(plane, x, y)) {
                continue;
            }
            if (errors) {
                g.setPaint(palette.color(scatter.color()));
                error(g, plane, x, plane.belowY(scatter.errorLow()[i]), plane.py(scatter.errorHigh()[i]));
            }
            g.setPaint(palette.color(scatter.color(), opacity));
            g.fill(AffineTransform.getTranslateInstance(x, y).createTransformedShape(marker));
        }
    }

    /** Lying intervals, one to a category: a bar from end to end and a stroke at the value; a value without one is a point. */
    private static void paintIntervals(Graphics2D g, Plane plane, Layer.Scatter scatter) {
        Palette palette = plane.style().palette();
        for (int i = 0; i < scatter.x().length; i++) {
            double x = plane.px(scatter.x()[i]);
            double y = plane.py(scatter.y()[i]);
            double low = plane.belowX(scatter.errorLow()[i]);
            double high = plane.px(scatter.errorHigh()[i]);
            double half = Math.min(
                    Math.abs(plane.py(scatter.y()[i] + 0.3) - y), plane.style().tickSize() * 0.9);
            if (!Double.isFinite(x)) {
                continue;
            }
            if (!Double.isFinite(low) || !Double.isFinite(high)) {
                g.setPaint(palette.color(scatter.color()));
                g.fill(AffineTransform.getTranslateInstance(x, y)
                        .createTransformedShape(Palette.marker(
                                palette.pattern(scatter.color()), plane.style().markerSize())));
                continue;
            }
            g.setPaint(palette.color(scatter.color(), palette.dark() ? 0.6 : 0.45));
            g.fill(new Rectangle2D.Double(Math.min(low, high), y - half, Math.abs(high - low), 2 * half));
            g.setPaint(palette.ink());
            double line = plane.style().lineWidth();
            g.setStroke(new BasicStroke((float) line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            // At the very ends of the axis half of the stroke would be cut off.
            double at =
                    Math.clamp(x, plane.area().getX() + line / 2, plane.area().getMaxX() - line / 2);
            if (Math.abs(at - x) <= line / 2 + 1e-6) {
                g.draw(new Line2D.Double(at, y - half * 1.15, at, y + half * 1.15));
            }
        }
    }

    private static boolean near(Plane plane, double x, double y) {
        Rectangle2D area = plane.area();
        return x >= area.getX() - 20 && x <= area.getMaxX() + 20 && y >= area.getY() - 1e4 && y <= area.getMaxY() + 1e4;
    }

    private static void error(Graphics2D g, Plane plane, double x, double low, double high) {
        if (Double.isFinite(low) && Double.isFinite(high)) {
            double cap = plane.style().markerSize() * 0.35;
            g.draw(new Line2D.Double(x, low, x, high));
            g.draw(new Line2D.Double(x - cap, low, x + cap, low));
            g.draw(new Line2D.Double(x - cap, high, x + cap, high));
        }
    }

    /** One of {@code all} layers of bars, each with its place in the groups. */
    static void paint(Graphics2D g, Plane plane, Layer.Bars bars, List<Layer.Bars> all) {
        boolean lying = plane.y().axis().scale() == Axis.Scale.CATEGORY;
        double width = GROUP / all.size();
        double shift = -GROUP / 2 + width * all.indexOf(bars);
        Palette palette = plane.style().palette();
        for (int i = 0; i < bars.values().length; i++) {
            double value = bars.values()[i];
            if (!Double.isFinite(value)) {
                continue;
            }
            double start = i + shift + width * 0.04;
            double end = i + shift + width * 0.96;
            g.setPaint(palette.color(bars.color(), 0.88));
            g.fill(lying ? lyingBar(plane, start, end, value) : standingBar(plane, start, end, value));
            if (bars.errorLow().length > i && bars.errorHigh().length > i) {
                g.setPaint(palette.ink());
                g.setStroke(new BasicStroke((float) (plane.style().lineWidth() * 0.6)));
                barError(g, plane, lying, (start + end) / 2, bars.errorLow()[i], bars.errorHigh()[i]);
            }
        }
    }

    /** Bars from one value to another, in the middle of their places. */
    static void paint(Graphics2D g, Plane plane, Layer.Spans spans) {
        boolean lying = plane.y().axis().scale() == Axis.Scale.CATEGORY;
        g.setPaint(plane.style().palette().color(spans.color(), 0.88));
        for (int i = 0; i < spans.low().length; i++) {
            double a = lying ? plane.px(spans.low()[i]) : plane.py(spans.low()[i]);
            double b = lying ? plane.px(spans.high()[i]) : plane.py(spans.high()[i]);
            if (Double.isFinite(a) && Double.isFinite(b)) {
                double from = lying ? plane.py(i - GROUP / 2) : plane.px(i - GROUP / 2);
                double to = lying ? plane.py(i + GROUP / 2) : plane.px(i + GROUP / 2);
                double across = Math.min(from, to);
                double thick = Math.abs(to - from);
                double start = Math.min(a, b);
                double length = Math.max(1, Math.abs(a - b));
                g.fill(
                        lying
                                ? new Rectangle2D.Double(start, across, length, thick)
                                : new Rectangle2D.Double(across, start, thick, length));
            }
        }
    }

    private static Rectangle2D standingBar(Plane plane, double start, double end, double value) {
        double foot = plane.zeroY();
        double top = Double.isFinite(plane.py(value)) ? plane.py(value) : foot;
        double left = plane.px(start);
        return new Rectangle2D.Double(left, Math.min(foot, top), plane.px(end) - left, Math.abs(foot - top));
    }

    private static Rectangle2D lyingBar(Plane plane, double start, double end, double value) {
        double foot = plane.zeroX();
        double tip = Double.isFinite(plane.px(value)) ? plane.px(value) : foot;
        double a = plane.py(start);
        double b = plane.py(end);
        return new Rectangle2D.Double(Math.min(foot, tip), Math.min(a, b), Math.abs(foot - tip), Math.abs(a - b));
    }

    private static void barError(Graphics2D g, Plane plane, boolean lying, double at, double low, double high) {
        if (!lying) {
            error(g, plane, plane.px(at), plane.belowY(low), plane.py(high));
            return;
        }
        double y = plane.py(at);
        double from = plane.belowX(low);
        double to = plane.px(high);
        if (Double.isFinite(from) && Double.isFinite(to)) {
            double cap = plane.style().markerSize() * 0.35;
            g.draw(new Line2D.Double(from, y, to, y));
            g.draw(new Line2D.Double(from, y - cap, from, y + cap));
            g.draw(new Line2D.Double(to, y - cap, to, y + cap));
        }
    }

    static void paint(Graphics2D g, Plane plane, Layer.Rule rule) {
        Rectangle2D area = plane.area();
        double at = rule.vertical() ? plane.px(rule.at()) : plane.py(rule.at());
        if (!Double.isFinite(at)) {
            return;
        }
        float width = (float) Math.max(plane.style().axisWidth(), plane.style().lineWidth() * 0.7);
        g.setStroke(new BasicStroke(
                width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {width * 4, width * 2.5f}, 0));
        g.setPaint(plane.style().palette().color(rule.color(), 0.85));
        g.draw(
                rule.vertical()
                        ? new Line2D.Double(at, area.getY(), at, area.getMaxY())
                        : new Line2D.Double(area.getX(), at, area.getMaxX(), at));
    }
}
