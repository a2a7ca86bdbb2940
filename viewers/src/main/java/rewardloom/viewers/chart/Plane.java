package rewardloom.viewers.chart;

import java.awt.geom.Rectangle2D;
import org.jfree.chart.ui.RectangleEdge;

/** The area layers are drawn in: where values lie on it. */
final class Plane {
    private final Rectangle2D area;
    private final FigureAxis x;
    private final FigureAxis y;
    private final ChartStyle style;
    private final Scaling xScaling;
    private final Scaling yScaling;
    private final boolean evenX;
    private final boolean evenY;
    private final double left;
    private final double perX;
    private final double base;
    private final double perY;
    private final double highest;
    private final double lowest;

    Plane(Rectangle2D area, FigureAxis x, FigureAxis y, ChartStyle style) {
        this.area = area;
        this.x = x;
        this.y = y;
        this.style = style;
        this.xScaling = x.scaling();
        this.yScaling = y.scaling();
        this.evenX = xScaling instanceof Scaling.Linear;
        this.evenY = yScaling instanceof Scaling.Linear;
        double x0 = x.valueToJava2D(x.span().low(), area, RectangleEdge.BOTTOM);
        double x1 = x.valueToJava2D(x.span().high(), area, RectangleEdge.BOTTOM);
        double xLow = xScaling.forward(x.span().low());
        perX = (x1 - x0) / (xScaling.forward(x.span().high()) - xLow);
        left = x0 - xLow * perX;
        double y0 = y.valueToJava2D(y.span().low(), area, RectangleEdge.LEFT);
        double y1 = y.valueToJava2D(y.span().high(), area, RectangleEdge.LEFT);
        double yLow = yScaling.forward(y.span().low());
        perY = (y1 - y0) / (yScaling.forward(y.span().high()) - yLow);
        base = y0 - yLow * perY;
        double room = area.getHeight() * 4;
        highest = area.getY() - room;
        lowest = area.getMaxY() + room;
    }

    Rectangle2D area() {
        return area;
    }

    FigureAxis x() {
        return x;
    }

    FigureAxis y() {
        return y;
    }

    ChartStyle style() {
        return style;
    }

    /** Place of a value along x, NaN if it has none. */
    double px(double value) {
        return left + perX * (evenX ? value : xScaling.forward(value));
    }

    /** Place of a value along y, NaN if it has none. */
    double py(double value) {
        return base + perY * (evenY ? value : yScaling.forward(value));
    }

    /** A place along y no farther from the area than four times its height: farther ones would only cost time. */
    double near(double place) {
        return Math.clamp(place, highest, lowest);
    }

    /** Place of a lower end along y: one that a logarithmic axis has no place for lies beyond its low end. */
    double belowY(double value) {
        double place = py(value);
        return Double.isNaN(place) && !Double.isNaN(value) ? area.getMaxY() + style.lineWidth() : place;
    }

    /** The same along x. */
    double belowX(double value) {
        double place = px(value);
        return Double.isNaN(place) && !Double.isNaN(value) ? area.getX() - style.lineWidth() : place;
    }

    /** Where bars and areas stand: zero, or the lower end where zero has no place. */
    double zeroY() {
        double zero = py(0);
        return Double.isFinite(zero) ? zero : area.getMaxY();
    }

    /** Where lying bars stand. */
    double zeroX() {
        double zero = px(0);
        return Double.isFinite(zero) ? zero : area.getX();
    }
}
