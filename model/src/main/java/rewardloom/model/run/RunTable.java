package rewardloom.model.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.expression.Expression;
import rewardloom.model.expression.NamedExpression;
import rewardloom.model.expression.Row;

/**
 * Runs as rows: who they are, what they were called with, what they reached. The first columns are {@link #RUN}, {@link #GROUP},
 * {@link #SEED} and {@link #STEPS}. Immutable.
 *
 * @param columns the columns, all of the same size, each with a name of its own
 */
public record RunTable(List<RunColumn> columns) {
    /** Name of a run. */
    public static final String RUN = "run";

    /** What a run shares with those that differ from it in their seed only. */
    public static final String GROUP = "group";

    public static final String SEED = "seed";

    /** The last step a run has logged. */
    public static final String STEPS = "steps";

    public RunTable {
        columns = List.copyOf(columns);
    }

    /** Number of runs. */
    public int size() {
        return columns.getFirst().size();
    }

    public List<String> names() {
        return columns.stream().map(RunColumn::name).toList();
    }

    public Optional<RunColumn> find(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /**
     * A column by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public RunColumn column(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no column '" + name + "'; there are "
                        + String.join(", ", names().stream().limit(40).toList())));
    }

    /** The columns of one source. */
    public List<RunColumn> of(RunColumn.Source source) {
        return columns.stream().filter(c -> c.source() == source).toList();
    }

    /** The same with one more column. */
    RunTable with(RunColumn column) {
        List<RunColumn> more = new ArrayList<>(columns);
        more.add(column);
        return new RunTable(more);
    }

    /** The same with a column computed from others. */
    RunTable with(NamedExpression derived) {
        List<double[]> parts =
                derived.formula().names().stream().map(n -> column(n).numbers()).toList();
        return with(RunColumn.ofNumbers(
                derived.name(), RunColumn.Source.FORMULA, derived.formula().numbers(size(), parts)));
    }

    /** Some of the runs, in the order given. */
    RunTable pick(int[] rows) {
        return new RunTable(columns.stream().map(c -> c.pick(rows)).toList());
    }

    /** The runs for which a condition holds. */
    RunTable where(Expression condition) {
        List<RunColumn> named = condition.names().stream().map(this::column).toList();
        Cursor cursor = new Cursor(named);
        int[] kept = IntStream.range(0, size())
                .filter(row -> {
                    cursor.row = row;
                    return condition.holds(cursor);
                })
                .toArray();
        return kept.length == size() ? this : pick(kept);
    }

    private static final class Cursor implements Row {
        private final List<RunColumn> columns;
        private int row;

        Cursor(List<RunColumn> columns) {
            this.columns = columns;
        }

        @Override
        public double number(int name) {
            return columns.get(name).numbers()[row];
        }

        @Override
        public @Nullable String text(int name) {
            return columns.get(name).texts()[row];
        }
    }

    /** The runs by one column; equal ones stay as they are, those without a value come last. */
    RunTable sorted(RunColumn by, boolean descending) {
        int[] order = IntStream.range(0, size())
                .boxed()
                .sorted((a, b) -> by.compare(a, b, descending))
                .mapToInt(Integer::intValue)
                .toArray();
        return pick(order);
    }

    /**
     * Runs that have the same values in some columns.
     *
     * @param values the values, in the order of the columns
     * @param rows the runs
     */
    record Group(List<String> values, int[] rows) {}

    /** Groups of runs that agree in some columns, in the order of the first of each. */
    List<Group> groups(List<RunColumn> by) {
        Map<List<String>, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            int row = i;
            List<String> key = by.stream().map(c -> c.shown(row)).toList();
            rows.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
        }
        List<Group> groups = new ArrayList<>();
        rows.forEach((key, own) -> groups.add(
                new Group(key, own.stream().mapToInt(Integer::intValue).toArray())));
        return groups;
    }

    /** The order of groups by a column: that of their smallest, or largest, value. */
    static Comparator<Group> groupOrder(RunColumn by, boolean descending) {
        return (a, b) -> by.compare(first(by, a, descending), first(by, b, descending), descending);
    }

    private static int first(RunColumn by, Group group, boolean descending) {
        return Arrays.stream(group.rows())
                .boxed()
                .min((a, b) -> by.compare(a, b, descending))
                .orElseThrow();
    }
}
