package rewardloom.viewers.paper;

import java.awt.geom.Rectangle2D;
import rewardloom.model.figure.Axis;
import rewardloom.viewers.chart.AxisPlan;

/**
 * Values as an axis of pgfplots takes them: as they are on linear and logarithmic axes; as places on axes that pgfplots does not have; and
 * without what TeX has too few digits for, such as seconds since 1970. What is far outside of the plot is moved nearer, where TeX can still
 * count.
 */
final class PgfplotsPlaces {
    /** Heights or widths of the plot that a value may be outside of it. */
    private static final double BEYOND = 4;

    /** An axis that is shorter than this share of its values is counted from its low end. */
    private static final double NARROW = 1e-3;

    private final AxisPlan xPlan;
    private final AxisPlan yPlan;
    private final Rectangle2D area;

    /** @param area left, lower, width and height in big points */
    PgfplotsPlaces(AxisPlan xPlan, AxisPlan yPlan, Rectangle2D area) {
        this.xPlan = xPlan;
        this.yPlan = yPlan;
        this.area = area;
    }

    AxisPlan xPlan() {
        return xPlan;
    }

    AxisPlan yPlan() {
        return yPlan;
    }

    double x(double value) {
        return coordinate(xPlan, value);
    }

    double y(double value) {
        return coordinate(yPlan, value);
    }

    /** How far a value is from the left in big points; NaN if it has no place. */
    double acrossX(double value) {
        return share(xPlan, value) * area.getWidth();
    }

    double width() {
        return area.getWidth();
    }

    /** A length along y in big points for one unit of a linear or category axis. */
    double unitY() {
        return area.getHeight() / yPlan.span().length();
    }

    private static double share(AxisPlan plan, double value) {
        double from = plan.place(plan.span().low());
        return (plan.place(value) - from) / (plan.place(plan.span().high()) - from);
    }

    private static double coordinate(AxisPlan plan, double value) {
        double low = plan.place(plan.span().low());
        double high = plan.place(plan.span().high());
        double place = plan.place(value);
        if (!Double.isFinite(place)) {
            return Double.NaN;
        }
        double room = BEYOND * (high - low);
        double near = Math.clamp(place, low - room, high + room);
        return switch (plan.axis().scale()) {
            case LOG -> near == place ? value : plan.valueAt(near);
            case SQRT, SYMLOG, CATEGORY -> near;
            case LINEAR, TIME -> near - origin(plan);
        };
    }

    private static double origin(AxisPlan plan) {
        double low = plan.span().low();
        double size = Math.max(Math.abs(low), Math.abs(plan.span().high()));
        return plan.axis().scale() == Axis.Scale.TIME || plan.span().length() < NARROW * size ? low : 0;
    }
}
