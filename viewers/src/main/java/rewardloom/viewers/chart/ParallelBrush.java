package rewardloom.viewers.chart;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/**
 * A choice among the lines of parallel coordinates: those that pass through a part of some axes. Immutable.
 *
 * @param parts by the index of an axis, its part from 0 at the low end to 1 at the high one
 */
public record ParallelBrush(Map<Integer, Span> parts) {
    /** Chooses every line. */
    public static final ParallelBrush ALL = new ParallelBrush(Map.of());

    public ParallelBrush {
        parts = Map.copyOf(parts);
    }

    /** Whether every line is chosen. */
    public boolean isAll() {
        return parts.isEmpty();
    }

    /** The same with another part of one axis. */
    ParallelBrush with(int axis, Span part) {
        Map<Integer, Span> changed = new TreeMap<>(parts);
        changed.put(axis, part);
        return new ParallelBrush(changed);
    }

    /** The same with all of one axis. */
    ParallelBrush without(int axis) {
        Map<Integer, Span> changed = new TreeMap<>(parts);
        changed.remove(axis);
        return new ParallelBrush(changed);
    }

    private boolean keeps(List<ParallelPlan> plans, double[] values) {
        return parts.entrySet().stream().allMatch(part -> {
            int axis = part.getKey();
            return axis < plans.size()
                    && part.getValue().contains(plans.get(axis).share(values[axis]));
        });
    }

    /** The figure with all other lines pale. */
    public Figure on(Figure figure) {
        if (isAll()) {
            return figure;
        }
        List<Layer> pale = new ArrayList<>();
        List<Layer> chosen = new ArrayList<>();
        for (Layer layer : figure.layers()) {
            if (layer instanceof Layer.Parallel parallel && !parallel.faint()) {
                pale.add(part(parallel, false));
                chosen.add(part(parallel, true));
            } else {
                (layer instanceof Layer.Parallel ? pale : chosen).add(layer);
            }
        }
        pale.addAll(chosen);
        pale.removeIf(layer -> layer instanceof Layer.Parallel p
                && p.values().length == 0
                && p.label().isBlank());
        return figure.withLayers(pale);
    }

    private Layer.Parallel part(Layer.Parallel all, boolean kept) {
        List<ParallelPlan> plans = ParallelPlan.of(all.axes());
        List<String> names = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < all.values().length; i++) {
            if (keeps(plans, all.values()[i]) == kept) {
                names.add(all.names().get(i));
                values.add(all.values()[i]);
            }
        }
        return new Layer.Parallel(
                kept ? all.label() : "", all.color(), all.axes(), names, values.toArray(double[][]::new), !kept);
    }

    /** The names of the lines it chooses of those that are not pale anyway. */
    public Set<String> names(Figure figure) {
        Set<String> names = new LinkedHashSet<>();
        for (Layer layer : figure.layers()) {
            if (layer instanceof Layer.Parallel parallel && !parallel.faint()) {
                names.addAll(part(parallel, true).names());
            }
        }
        return names;
    }
}
