package rewardloom.model.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Layer;

/** Colours runs by one of their columns: by the shade of a number, or by the colour of a name. */
final class RunPaint {
    private final RunColumn column;
    private final Map<String, Integer> colors = new LinkedHashMap<>();
    private final boolean shaded;
    private final Axis axis;
    private final double from;
    private final double to;

    /** @param known colours that names have in every view */
    RunPaint(RunColumn column, ToIntFunction<String> known) {
        this.column = column;
        this.shaded = column.isNumeric() && !column.name().equals(RunTable.SEED);
        if (!shaded) {
            List<String> values = column.values();
            for (int i = 0; i < values.size(); i++) {
                int own = known.applyAsInt(values.get(i));
                colors.put(values.get(i), own >= 0 ? own : i);
            }
        }
        this.axis = shaded ? axis(column) : Axis.linear(column.name());
        this.from = shaded ? place(Objects.requireNonNull(axis.low())) : 0;
        this.to = shaded ? place(Objects.requireNonNull(axis.high())) : 1;
    }

    /** An axis on which a column of numbers has its place; both ends are those of the column. */
    static Axis axis(RunColumn column) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : column.finite()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        Axis.Scale scale = column.isWide() ? Axis.Scale.LOG : Axis.Scale.LINEAR;
        return new Axis(column.name(), scale, List.of(), low, high);
    }

    private double place(Double value) {
        return axis.scale() == Axis.Scale.LOG ? Math.log(value) : value;
    }

    /** The colour index of a run; neutral ink for one without a value. */
    int color(int row) {
        if (!shaded) {
            return column.isMissing(row) ? -1 : colors.getOrDefault(column.shown(row), -1);
        }
        double value = column.numbers()[row];
        if (!Double.isFinite(value)) {
            return -1;
        }
        return Layer.shade(to > from ? (place(value) - from) / (to - from) : 0.5);
    }

    /** What the legend calls a colour; empty for shades, which have a scale. */
    String label(int row) {
        return shaded ? "" : column.isMissing(row) ? "no " + column.name() : column.shown(row);
    }

    /** The scale of shades. */
    Optional<Layer> scale() {
        return shaded ? Optional.of(new Layer.Shades(axis)) : Optional.empty();
    }

    String name() {
        return column.name();
    }

    /** The rank of each run in the order of the colour. */
    int[] order() {
        Integer[] sorted = IntStream.range(0, column.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(sorted, (a, b) -> column.compare(a, b, false));
        int[] ranks = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            ranks[sorted[i]] = i;
        }
        return ranks;
    }

    /** The runs of each colour; those without a value first, so that they lie behind. */
    List<int[]> byColor(int[] rows) {
        Map<Integer, List<Integer>> sorted = new LinkedHashMap<>();
        for (int row : rows) {
            sorted.computeIfAbsent(color(row), c -> new ArrayList<>()).add(row);
        }
        return sorted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getValue().stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }
}
