package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import rewardloom.model.figure.Layer;

/** What the runs behind the lines of a figure logged at one place: a bisection for each run, and text only for what is asked for. */
final class LoggedRuns {
    private final Map<Integer, List<Run>> byColor = new HashMap<>();

    /** The value of one run as it was logged. */
    record Run(String label, int color, double x, double y) {}

    private LoggedRuns() {}

    /**
     * @param shown layers of the figure
     * @param nearest index of the place that is read among the places of a run, negative for none
     */
    static LoggedRuns of(List<Layer> shown, ToIntFunction<double[]> nearest) {
        LoggedRuns runs = new LoggedRuns();
        for (Layer layer : shown) {
            if (layer instanceof Layer.Trace trace) {
                int at = nearest.applyAsInt(trace.x());
                if (at >= 0) {
                    runs.byColor
                            .computeIfAbsent(trace.color(), color -> new ArrayList<>())
                            .add(new Run(trace.label(), trace.color(), trace.x()[at], trace.y()[at]));
                }
            }
        }
        return runs;
    }

    /** The runs behind the line of a colour. */
    List<Run> of(int color) {
        return byColor.getOrDefault(color, List.of());
    }

    /** The runs behind all lines. */
    List<Run> all() {
        return byColor.values().stream().flatMap(List::stream).toList();
    }

    /** What the runs behind a line logged: the value of a single one, smallest and largest of several; empty if there are none. */
    String text(int color) {
        List<Run> runs = of(color);
        if (runs.isEmpty()) {
            return "";
        }
        if (runs.size() == 1) {
            return Reading.number(runs.getFirst().y);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int finite = 0;
        for (Run run : runs) {
            if (Double.isFinite(run.y)) {
                low = Math.min(low, run.y);
                high = Math.max(high, run.y);
                finite++;
            }
        }
        String count =
                runs.size() + " runs" + (finite < runs.size() ? ", " + (runs.size() - finite) + " not finite" : "");
        return finite == 0 ? count : Reading.number(low) + " … " + Reading.number(high) + " · " + count;
    }
}
