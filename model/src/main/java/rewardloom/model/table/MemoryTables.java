package rewardloom.model.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tables in memory, with the same summaries and guessed roles as those of a project: for analyses of files without a project, and
 * for tests. Thread-safe.
 */
public final class MemoryTables implements Tables {
    private final RoleRules rules;
    private final Formulas formulas;
    private final Map<String, Held> held = new LinkedHashMap<>();

    /** No tables yet; roles are guessed by the standard rules. */
    public MemoryTables() {
        this(RoleRules.standard());
    }

    public MemoryTables(RoleRules rules) {
        this(rules, Formulas.NONE);
    }

    /**
     * No tables yet.
     *
     * @param formulas computes formulas over them
     */
    public MemoryTables(RoleRules rules, Formulas formulas) {
        this.rules = rules;
        this.formulas = formulas;
    }

    @Override
    public Formulas formulas() {
        return formulas;
    }

    private record Held(Table table, TableSpec spec, List<Batch> batches) {}

    /**
     * Adds a table.
     *
     * @param spec the schema; columns without a role get one by the rules
     * @param batches the rows, in order
     * @return this
     */
    public MemoryTables add(TableSpec spec, Batch... batches) {
        return add(spec, new Provenance(spec.name(), "memory", "", 0), List.of(batches));
    }

    /** Adds a table that came from a file. */
    public synchronized MemoryTables add(TableSpec spec, Provenance provenance, List<Batch> batches) {
        String id = "m" + (held.size() + 1);
        held.put(id, hold(id, spec, provenance, batches));
        return this;
    }

    /**
     * Adds a logged metric. All series of a run that were added this way make up one metrics table; wall times are missing from
     * them.
     *
     * @return this
     */
    public synchronized MemoryTables addSeries(String run, String tag, long[] steps, double[] values) {
        String id = "run/" + run;
        Held before = held.get(id);
        long seq = before == null ? 0 : before.table.rows();
        long[] order = new long[steps.length];
        Arrays.setAll(order, i -> seq + i);
        double[] wallTimes = new double[steps.length];
        Arrays.fill(wallTimes, Double.NaN);
        Batch batch = new Batch(
                steps.length,
                List.of(
                        Values.Texts.constant(tag, steps.length),
                        new Values.Longs(steps.clone()),
                        new Values.Doubles(wallTimes),
                        new Values.Doubles(values.clone()),
                        new Values.Longs(order)));
        List<Batch> batches = new ArrayList<>(before == null ? List.of() : before.batches);
        batches.add(batch);
        TableSpec spec = TableSpec.metrics(run, run);
        held.put(id, hold(id, spec, new Provenance(run, "memory", "", 0), batches));
        return this;
    }

    private Held hold(String id, TableSpec spec, Provenance provenance, List<Batch> batches) {
        TableSummarizer summary = TableSummarizer.of(spec, rules, batches.toArray(new Batch[0]));
        Table table = new Table(
                id,
                spec.kind(),
                spec.name(),
                spec.run(),
                summary.rows(),
                summary.columns(),
                summary.series(),
                provenance);
        return new Held(table, spec, List.copyOf(batches));
    }

    @Override
    public synchronized List<Table> list() {
        return held.values().stream().map(Held::table).toList();
    }

    @Override
    public Columns columns(Table table, Collection<String> names) {
        Held source = find(table);
        Map<String, Values> result = new LinkedHashMap<>();
        for (String name : names) {
            result.put(name, column(source, name));
        }
        return new Columns(Math.toIntExact(source.table.rows()), result);
    }

    @Override
    public Series series(Table table, String tag) {
        Held source = find(table);
        if (source.table.series().stream().noneMatch(s -> s.tag().equals(tag)) || source.table.kind() != Kind.METRICS) {
            throw new IllegalArgumentException("table '" + table.name() + "' has no tag '" + tag + "'");
        }
        Values tags = column(source, nameOf(source, RoleType.TAG));
        int[] rows = IntStream.range(0, tags.size())
                .filter(i -> !tags.isMissing(i) && tags.text(i).equals(tag))
                .toArray();
        double[] values = pick(column(source, nameOf(source, RoleType.VALUE)), rows);
        double[] wallTimes = source.table.column(RoleType.WALL_TIME).isEmpty()
                ? nans(rows.length)
                : pick(column(source, nameOf(source, RoleType.WALL_TIME)), rows);
        Values stepColumn = column(source, nameOf(source, RoleType.STEP));
        long[] steps = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            steps[i] = stepColumn instanceof Values.Longs longs
                    ? longs.values()[rows[i]]
                    : (long) stepColumn.number(rows[i]);
        }
        return new Series(source.table.run(), tag, steps, wallTimes, values);
    }

    private static double[] nans(int size) {
        double[] result = new double[size];
        Arrays.fill(result, Double.NaN);
        return result;
    }

    private static double[] pick(Values column, int[] rows) {
        double[] result = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            result[i] = column.number(rows[i]);
        }
        return result;
    }

    private static String nameOf(Held source, RoleType role) {
        return source.table
                .column(role)
                .map(Column::name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "table '" + source.table.name() + "' has no column with the role " + role.id()));
    }

    private synchronized Held find(Table table) {
        Held source = held.get(table.id());
        if (source == null) {
            throw new IllegalArgumentException("there is no table '" + table.name() + "'");
        }
        return source;
    }

    private static Values column(Held source, String name) {
        for (int i = 0; i < source.spec.columns().size(); i++) {
            Column column = source.spec.columns().get(i);
            if (column.name().equals(name)) {
                int index = i;
                return ValuesJoin.join(
                        column.type(),
                        source.batches.stream().map(b -> b.columns().get(index)).toList());
            }
        }
        throw new IllegalArgumentException("table '" + source.table.name() + "' has no column '" + name + "'");
    }
}
