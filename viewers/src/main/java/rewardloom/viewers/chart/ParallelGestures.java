package rewardloom.viewers.chart;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Layer;

/**
 * What the pointer does in parallel coordinates: dragging along an axis chooses the lines that pass there, a click on the axis takes that
 * back, a double click all of it; a line that is pointed at is named, one that is clicked is chosen.
 */
final class ParallelGestures {
    private static final double NEAR_AXIS = 16;
    private static final double NEAR_LINE = 8;
    private static final double LEAST_DRAG = 4;

    private final ChartPane pane;
    private int axis = -1;
    private double from;

    ParallelGestures(ChartPane pane) {
        this.pane = pane;
    }

    void press(MouseEvent event, Drawn drawn, double x, double y) {
        axis = event.getButton() == MouseButton.PRIMARY ? axisAt(drawn, x) : -1;
        from = y;
    }

    void drag(Drawn drawn, double y) {
        if (axis >= 0 && Math.abs(y - from) >= LEAST_DRAG) {
            double a = share(drawn, from);
            double b = share(drawn, y);
            if (a != b) {
                Axis chosen = layers(drawn).getFirst().axes().get(axis);
                pane.setBrush(pane.getBrush().with(axis, part(chosen, Math.min(a, b), Math.max(a, b))));
            }
        }
    }

    void release(Drawn drawn, double x, double y) {
        boolean still = Math.abs(y - from) < LEAST_DRAG;
        if (still && axis >= 0 && pane.getBrush().parts().containsKey(axis)) {
            pane.setBrush(pane.getBrush().without(axis));
        } else if (still) {
            Hit hit = hit(drawn, x, y);
            if (hit != null) {
                pane.choose(hit.name());
            }
        }
        axis = -1;
    }

    /** Of names none is taken in part. */
    private static Span part(Axis axis, double low, double high) {
        int names = axis.categories().size();
        return axis.scale() == Axis.Scale.CATEGORY && names > 0
                ? new Span(Math.floor(low * names) / names, Math.ceil(high * names) / names)
                : new Span(low, high);
    }

    private static double share(Drawn drawn, double y) {
        return Math.clamp(drawn.y(y), 0, 1);
    }

    private static List<Layer.Parallel> layers(Drawn drawn) {
        return Extents.all(drawn.prepared().figure(), Layer.Parallel.class);
    }

    private static int axisAt(Drawn drawn, double x) {
        int count = layers(drawn).getFirst().axes().size();
        int nearest = Math.clamp(Math.round(drawn.x(x)), 0, Math.max(0, count - 1));
        return Math.abs(drawn.px(nearest) - x) <= NEAR_AXIS ? nearest : -1;
    }

    /** A line that is pointed at. */
    private record Hit(Layer.Parallel layer, int row, double distance) {
        String name() {
            return row < layer.names().size() ? layer.names().get(row) : layer.label();
        }
    }

    /** Names the line at a place; nothing if there is none. */
    void hover(Drawn drawn, double x, double y) {
        Hit hit = drawn.area().contains(x, y) ? hit(drawn, x, y) : null;
        if (hit == null) {
            pane.overlay().clear();
            return;
        }
        pane.overlay().show(reading(hit, pane.overlay().rows()), drawn, pane.palette(), x, y);
        Path2D path = ParallelLine.of(
                        ParallelPlan.of(hit.layer.axes()), hit.layer.values()[hit.row])
                .whole(drawn.plane());
        pane.overlay().highlight(path, pane.palette().color(hit.layer.color()));
    }

    private static @Nullable Hit hit(Drawn drawn, double x, double y) {
        Hit best = null;
        for (Layer.Parallel layer : layers(drawn)) {
            if (drawn.prepared().isHidden(layer)) {
                continue;
            }
            List<ParallelPlan> plans = ParallelPlan.of(layer.axes());
            double place = Math.clamp(drawn.x(x), 0, plans.size() - 1);
            for (int row = 0; row < layer.values().length; row++) {
                double share = ParallelLine.of(plans, layer.values()[row]).at(place);
                // Pale lines give way to the others.
                double distance = Math.abs(drawn.py(share) - y) + (layer.faint() ? NEAR_LINE / 2 : 0);
                if (distance <= NEAR_LINE && (best == null || distance < best.distance)) {
                    best = new Hit(layer, row, distance);
                }
            }
        }
        return best;
    }

    private static Reading reading(Hit hit, int rows) {
        List<Reading.Value> values = new ArrayList<>();
        for (int k = 0; k < hit.layer.axes().size(); k++) {
            Axis axis = hit.layer.axes().get(k);
            values.add(new Reading.Value(
                    axis.label(),
                    hit.layer.color(),
                    text(axis, hit.layer.values()[hit.row][k]),
                    Double.NaN,
                    Double.NaN));
        }
        return Reading.listing(hit.name(), values, rows);
    }

    private static String text(Axis axis, double value) {
        long name = Math.round(value);
        boolean named = axis.scale() == Axis.Scale.CATEGORY
                && !Double.isNaN(value)
                && name >= 0
                && name < axis.categories().size();
        return named ? axis.categories().get((int) name) : Double.isNaN(value) ? "missing" : Reading.number(value);
    }

    /** Where the parts of axes are, in the units of the drawing. */
    static List<Rectangle2D> rectangles(ParallelBrush brush, Drawn drawn) {
        List<Rectangle2D> rectangles = new ArrayList<>();
        brush.parts().forEach((axis, part) -> {
            double top = drawn.py(part.high());
            rectangles.add(new Rectangle2D.Double(drawn.px(axis) - 7, top, 14, drawn.py(part.low()) - top));
        });
        return rectangles;
    }
}
