package rewardloom.viewers.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;

/**
 * The rows of a table of runs as a tree shows them: runs, or groups with their runs below.
 *
 * @param columns names of the columns beside the run's name
 * @param top the outer rows
 */
record RunRows(List<String> columns, List<Row> top) {
    static final RunRows NONE = new RunRows(List.of(), List.of());
    private static final String GROUPING = "grouping";

    /**
     * A run, or a group of runs.
     *
     * @param name of the run or group
     * @param cells a cell for each column: a number, a text, or null
     * @param halves half the length of each cell's interval, NaN for none
     * @param runs the runs of a group, none for a run
     */
    record Row(String name, List<@Nullable Object> cells, double[] halves, List<Row> runs) {
        boolean isGroup() {
            return !runs.isEmpty();
        }
    }

    /** The rows of a result. */
    static RunRows of(Result result) {
        Optional<ResultTable> found = table(result, "runs");
        if (found.isEmpty()) {
            return NONE;
        }
        ResultTable table = found.get();
        int grouping = table.columns().indexOf(GROUPING);
        List<Integer> shown = new ArrayList<>();
        for (int i = 1; i < table.columns().size(); i++) {
            if (i != grouping && !isIdle(table, i)) {
                shown.add(i);
            }
        }
        List<String> columns = shown.stream().map(table.columns()::get).toList();
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        List<Row> runs = new ArrayList<>();
        for (List<@Nullable Object> cells : table.rows()) {
            List<@Nullable Object> own = new ArrayList<>();
            shown.forEach(i -> own.add(cells.get(i)));
            Row row = new Row(String.valueOf(cells.getFirst()), own, nothing(columns.size()), List.of());
            runs.add(row);
            if (grouping >= 0) {
                groups.computeIfAbsent(String.valueOf(cells.get(grouping)), g -> new ArrayList<>())
                        .add(row);
            }
        }
        return new RunRows(
                columns,
                table(result, "groups").map(t -> groups(t, columns, groups)).orElse(runs));
    }

    /** Groups of one run each, and seeds of nobody, would only take room. */
    private static boolean isIdle(ResultTable table, int column) {
        return switch (table.columns().get(column)) {
            case "group" -> table.rows().stream().allMatch(r -> Objects.equals(r.getFirst(), r.get(column)));
            case "seed" -> table.rows().stream().allMatch(r -> r.get(column) == null);
            default -> false;
        };
    }

    private static Optional<ResultTable> table(Result result, String name) {
        return result.tables().stream().filter(t -> t.name().equals(name)).findFirst();
    }

    private static double[] nothing(int size) {
        double[] nothing = new double[size];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    private record Estimate(@Nullable Object mean, double half) {}

    private static List<Row> groups(ResultTable table, List<String> columns, Map<String, List<Row>> runs) {
        Map<String, Map<String, Estimate>> estimates = new LinkedHashMap<>();
        for (List<@Nullable Object> row : table.rows()) {
            double low = row.get(4) instanceof Number n ? n.doubleValue() : Double.NaN;
            double high = row.get(5) instanceof Number n ? n.doubleValue() : Double.NaN;
            estimates
                    .computeIfAbsent(String.valueOf(row.get(0)), g -> new HashMap<>())
                    .put(String.valueOf(row.get(1)), new Estimate(row.get(3), (high - low) / 2));
        }
        List<Row> rows = new ArrayList<>();
        estimates.forEach((group, own) -> {
            List<Row> members = runs.getOrDefault(group, List.of());
            List<@Nullable Object> cells = new ArrayList<>();
            double[] halves = nothing(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                Estimate estimate = own.get(columns.get(i));
                cells.add(estimate == null ? common(members, i) : estimate.mean);
                halves[i] = estimate == null ? Double.NaN : estimate.half;
            }
            rows.add(new Row(group, cells, halves, members));
        });
        return rows;
    }

    /** What all runs of a group have in a column, or how many different values there are. */
    private static @Nullable Object common(List<Row> runs, int column) {
        Set<@Nullable Object> values = new LinkedHashSet<>();
        runs.forEach(r -> values.add(r.cells.get(column)));
        return values.size() == 1 ? values.iterator().next() : values.size() + " values";
    }

    /** The rows that have, or contain, a run of these names; all rows for null. */
    RunRows only(@Nullable Set<String> names) {
        if (names == null) {
            return this;
        }
        List<Row> kept = new ArrayList<>();
        for (Row row : top) {
            List<Row> runs =
                    row.runs.stream().filter(r -> names.contains(r.name)).toList();
            if (row.isGroup() && !runs.isEmpty()) {
                kept.add(new Row(row.name, row.cells, row.halves, runs));
            } else if (names.contains(row.name)) {
                kept.add(row);
            }
        }
        return new RunRows(columns, kept);
    }

    boolean isGrouped() {
        return top.stream().anyMatch(Row::isGroup);
    }

    /** Number of runs. */
    int size() {
        return top.stream().mapToInt(r -> Math.max(1, r.runs.size())).sum();
    }

    /** Whether every cell of a column is a number, or nothing. */
    boolean isNumeric(int column) {
        return runs().stream().map(r -> r.cells.get(column)).allMatch(c -> c == null || c instanceof Number);
    }

    /** All runs, in the order of the rows. */
    List<Row> runs() {
        return top.stream()
                .flatMap(r -> r.isGroup() ? r.runs.stream() : Stream.of(r))
                .toList();
    }

    /** The colour index of everything that has a name in some figures; the first figure that has it counts. */
    static Map<String, Integer> colors(List<Figure> figures) {
        Map<String, Integer> colors = new HashMap<>();
        for (Figure figure : figures) {
            for (Layer layer : figure.layers()) {
                List<String> names = layer instanceof Layer.Parallel parallel
                        ? parallel.names()
                        : layer instanceof Layer.Scatter scatter ? scatter.names() : List.of();
                names.forEach(n -> colors.putIfAbsent(n, layer.color()));
            }
        }
        return colors;
    }
}
