package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.Points;
import rewardloom.model.table.Reduced;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * The tables of a study with more for each queue that has labels, so that analyses read labels as they read files: one of the overall
 * answers, one for each criterion, and one of strengths where these are asked. A row is a pair of items; a ranking of n items has
 * n (n − 1) / 2 rows.
 *
 * <p>Each annotator has the columns {@code label NAME} (1 first, 0 second, 0.5 tie, missing when not answered, skipped or
 * incomparable; in a table of strengths 3 much better to −3 much worse), {@code left NAME} (1 when the first item stood on the left,
 * 0 when the second did, missing when not seen), {@code seconds NAME} (active time of the answer) and {@code answered NAME} (seconds
 * since 1970). Before them stand {@code position}, {@code sampler}, {@code check}, {@code expected} and {@code repeats}, and for both
 * items what is known about them: {@code first item}, {@code first policy}, {@code first component/touch}.
 *
 * <p>Every call reads what the log has gained, and nothing else. Thread-safe.
 */
public final class LabelTables implements Tables {
    private static final String ID = "labels/";

    private final Tables study;
    private final LabelLog log;
    private final RoleRules rules = RoleRules.standard();
    private final Map<Long, QueueTables> kept = new HashMap<>();

    public LabelTables(Tables study, LabelLog log) {
        this.study = study;
        this.log = log;
    }

    @Override
    public synchronized List<Table> list() {
        List<Table> files = study.list();
        List<Table> all = new ArrayList<>(files);
        for (PairQueue queue : log.queues()) {
            QueueTables tables =
                    kept.computeIfAbsent(queue.id(), id -> new QueueTables(ID + id, log, queue, study, rules));
            all.addAll(tables.list(files));
        }
        return all;
    }

    @Override
    public synchronized Columns columns(Table table, Collection<String> names) {
        if (!table.id().startsWith(ID)) {
            return study.columns(table, names);
        }
        Map<String, Column> known = new HashMap<>();
        table.columns().forEach(c -> known.put(c.name(), c));
        QueueTables tables = find(table);
        Map<String, Values> result = new LinkedHashMap<>();
        for (String name : names) {
            Column column = known.get(name);
            if (column == null) {
                throw new IllegalArgumentException("table '" + table.name() + "' has no column '" + name + "'");
            }
            result.put(name, tables.values(table, column));
        }
        return new Columns((int) table.rows(), result);
    }

    private QueueTables find(Table table) {
        Optional<QueueTables> found =
                kept.values().stream().filter(t -> t.holds(table)).findFirst();
        if (found.isEmpty()) {
            // It was listed by another one of these.
            list();
            found = kept.values().stream().filter(t -> t.holds(table)).findFirst();
        }
        return found.orElseThrow(() -> new IllegalArgumentException("there is no table '" + table.name() + "'"));
    }

    @Override
    public Formulas formulas() {
        return study.formulas();
    }

    @Override
    public List<Columns> columns(List<Table> tables, Collection<String> names) {
        return tables.stream().noneMatch(t -> t.id().startsWith(ID))
                ? study.columns(tables, names)
                : Tables.super.columns(tables, names);
    }

    @Override
    public List<Points> points(List<Table> tables, String tag, boolean timed) {
        return study.points(tables, tag, timed);
    }

    @Override
    public Reduced reduce(Table table, String tag, long fromStep, long toStep, int bins) {
        return study.reduce(table, tag, fromStep, toStep, bins);
    }

    @Override
    public Series series(Table table, String tag) {
        if (table.id().startsWith(ID)) {
            throw new IllegalArgumentException("table '" + table.name() + "' has no tag '" + tag + "'");
        }
        return study.series(table, tag);
    }
}
