package rewardloom.viewers.chart;

import java.awt.geom.Rectangle2D;
import org.jfree.chart.ui.RectangleEdge;

/** The area layers are drawn in: where values lie on it. */
record Plane(Rectangle2D area, FigureAxis x, FigureAxis y, ChartStyle style) {

    /** Place of a value along x, NaN if it has none. */
    double px(double value) {
        return x.valueToJava2D(value, area, RectangleEdge.BOTTOM);
    }

    /** Place of a value along y, NaN if it has none. */
    double py(double value) {
        return y.valueToJava2D(value, area, RectangleEdge.LEFT);
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
