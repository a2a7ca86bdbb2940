package rewardloom.model.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tables to which rows are being added that are not on disk yet: those of files that are still written. Whoever reads sees the rows on
 * disk and then the added ones. Thread-safe.
 */
public final class LiveTables implements Tables {
    private final Tables stored;
    private final Map<String, Added> byTable = new HashMap<>();

    /** @param stored the tables as they are on disk */
    public LiveTables(Tables stored) {
        this.stored = stored;
    }

    /** The rows that were added to one table, and what is known of them. */
    private static final class Added {
        private final TableSummarizer summarizer;
        private List<Batch> batches = List.of();
        private long rows;

        Added(Table table) {
            this.summarizer = new TableSummarizer(
                    new TableSpec(table.kind(), table.name(), table.run(), table.columns()), RoleRules.standard());
        }
    }

    /**
     * Adds rows to the end of a table.
     *
     * @param table one of the stored tables
     * @param batch rows with all of its columns
     */
    public synchronized void add(Table table, Batch batch) {
        Added added = byTable.computeIfAbsent(table.id(), id -> new Added(table));
        added.summarizer.add(batch);
        List<Batch> batches = new ArrayList<>(added.batches);
        batches.add(batch);
        added.batches = List.copyOf(batches);
        added.rows += batch.rows();
    }

    /** Forgets what was added to a table, such as when it is on disk. */
    public synchronized void forget(Table table) {
        byTable.remove(table.id());
    }

    /** Number of rows that were added to a table. */
    public synchronized long added(Table table) {
        Added added = byTable.get(table.id());
        return added == null ? 0 : added.rows;
    }

    @Override
    public List<Table> list() {
        return stored.list().stream().map(this::grown).toList();
    }

    private synchronized Table grown(Table table) {
        Added added = byTable.get(table.id());
        if (added == null) {
            return table;
        }
        Map<String, SeriesSummary> series = new LinkedHashMap<>();
        table.series().forEach(s -> series.put(s.tag(), s));
        for (SeriesSummary more : added.summarizer.series()) {
            series.merge(more.tag(), more, SeriesSummary::followedBy);
        }
        return new Table(
                table.id(),
                table.kind(),
                table.name(),
                table.run(),
                table.rows() + added.rows,
                table.columns(),
                List.copyOf(series.values()),
                table.provenance());
    }

    private synchronized List<Batch> batches(Table table) {
        Added added = byTable.get(table.id());
        return added == null ? List.of() : added.batches;
    }

    /** The table as it is on disk, or null if it has gone. */
    private @Nullable Table stored(Table table) {
        return stored.list().stream()
                .filter(t -> t.id().equals(table.id()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Columns columns(Table table, Collection<String> names) {
        List<Batch> more = batches(table);
        Table old = more.isEmpty() ? null : stored(table);
        if (old == null) {
            return stored.columns(table, names);
        }
        Columns before = stored.columns(old, names);
        Map<String, Values> result = new LinkedHashMap<>();
        int rows = before.rows();
        for (Batch batch : more) {
            rows += batch.rows();
        }
        for (String name : names) {
            List<Values> parts = new ArrayList<>(List.of(before.get(name)));
            int index = index(old, name);
            more.forEach(b -> parts.add(b.columns().get(index)));
            result.put(name, ValuesJoin.join(before.get(name).type(), parts));
        }
        return new Columns(rows, result);
    }

    @Override
    public List<Columns> columns(List<Table> tables, Collection<String> names) {
        return tables.stream().allMatch(t -> batches(t).isEmpty())
                ? stored.columns(tables, names)
                : Tables.super.columns(tables, names);
    }

    private static int index(Table table, String name) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("table '" + table.name() + "' has no column '" + name + "' that grows");
    }

    @Override
    public Series series(Table table, String tag) {
        List<Batch> more = batches(table);
        Table old = more.isEmpty() ? null : stored(table);
        if (old == null) {
            return stored.series(table, tag);
        }
        boolean known = old.series().stream().anyMatch(s -> s.tag().equals(tag));
        Series before =
                known ? stored.series(old, tag) : new Series(old.run(), tag, new long[0], new double[0], new double[0]);
        return LiveSeries.after(before, old, more);
    }

    @Override
    public Formulas formulas() {
        return new LiveFormulas(stored.formulas(), this);
    }

    @Override
    public List<Points> points(List<Table> tables, String tag, boolean timed) {
        List<Table> still = tables.stream().filter(t -> batches(t).isEmpty()).toList();
        if (still.size() == tables.size()) {
            return stored.points(tables, tag, timed);
        }
        Map<String, Points> read = new HashMap<>();
        List<Points> together = stored.points(still, tag, timed);
        for (int i = 0; i < still.size(); i++) {
            read.put(still.get(i).id(), together.get(i));
        }
        return tables.stream()
                .map(t -> {
                    Points points = read.get(t.id());
                    return points == null ? Points.of(series(t, tag), timed) : points;
                })
                .toList();
    }

    @Override
    public Reduced reduce(Table table, String tag, long fromStep, long toStep, int bins) {
        return batches(table).isEmpty()
                ? stored.reduce(table, tag, fromStep, toStep, bins)
                : Tables.super.reduce(table, tag, fromStep, toStep, bins);
    }
}
