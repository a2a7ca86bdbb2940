package rewardloom.viewers.chart;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.figure.Layer;

/** Lines and points that have names: where they are. */
final class ChartMarks {
    private static final double RADIUS = 6;
    private static final double NEAR = 8;

    private ChartMarks() {}

    /** The lines of these names, and rings around the points of these names. */
    static Path2D of(Drawn drawn, Set<String> names) {
        Path2D path = new Path2D.Double();
        if (names.isEmpty()) {
            return path;
        }
        for (Layer layer : drawn.prepared().figure().layers()) {
            switch (layer) {
                case Layer.Parallel parallel -> {
                    List<ParallelPlan> plans = ParallelPlan.of(parallel.axes());
                    for (int i = 0; i < parallel.values().length; i++) {
                        if (names.contains(parallel.names().get(i))) {
                            path.append(
                                    ParallelLine.of(plans, parallel.values()[i]).whole(drawn.plane()), false);
                        }
                    }
                }
                case Layer.Scatter scatter -> {
                    for (int i = 0; i < scatter.names().size(); i++) {
                        double x = drawn.px(scatter.x()[i]);
                        double y = drawn.py(scatter.y()[i]);
                        if (names.contains(scatter.names().get(i))
                                && drawn.area().contains(x, y)) {
                            path.append(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS), false);
                        }
                    }
                }
                default -> {}
            }
        }
        return path;
    }

    /** The name of the point at a place, or null. */
    static @Nullable String pointAt(Drawn drawn, double px, double py) {
        String name = null;
        double nearest = NEAR;
        for (Layer.Scatter scatter : Extents.all(drawn.prepared().figure(), Layer.Scatter.class)) {
            for (int i = 0; i < scatter.names().size(); i++) {
                double distance = Math.hypot(drawn.px(scatter.x()[i]) - px, drawn.py(scatter.y()[i]) - py);
                if (distance <= nearest && !drawn.prepared().isHidden(scatter)) {
                    nearest = distance;
                    name = scatter.names().get(i);
                }
            }
        }
        return name;
    }
}
