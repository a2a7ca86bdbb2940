package rewardloom.viewers.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/** A chart that was drawn: where values are in it, and which value is where. */
public final class Drawn {
    private final Plane plane;
    private final PreparedFigure prepared;
    private final List<Legend.Box> legend;

    Drawn(Plane plane, PreparedFigure prepared, List<Legend.Box> legend) {
        this.plane = plane;
        this.prepared = prepared;
        this.legend = List.copyOf(legend);
    }

    /** Where the names of the series stand. */
    List<Legend.Box> legend() {
        return legend;
    }

    /** The name of a series that stands at a place, or null. */
    Legend.@Nullable Box legendAt(double px, double py) {
        return legend.stream()
                .filter(box -> box.area().contains(px, py))
                .findFirst()
                .orElse(null);
    }

    /** The area between the axes. */
    public Rectangle2D area() {
        return plane.area();
    }

    Plane plane() {
        return plane;
    }

    PreparedFigure prepared() {
        return prepared;
    }

    /** Place of a value along x, NaN if it has none. */
    public double px(double x) {
        return plane.px(x);
    }

    /** Place of a value along y, NaN if it has none. */
    public double py(double y) {
        return plane.py(y);
    }

    /** Value at a place along x. */
    public double x(double px) {
        return plane.x().java2DToValue(px, plane.area(), RectangleEdge.BOTTOM);
    }

    /** Value at a place along y. */
    public double y(double py) {
        return plane.y().java2DToValue(py, plane.area(), RectangleEdge.LEFT);
    }

    /** The part of the figure that is shown. */
    public View view() {
        return new View(plane.x().span(), plane.y().span());
    }
}
