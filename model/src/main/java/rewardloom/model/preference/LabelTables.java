package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Points;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Reduced;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleRules;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.TableSummarizer;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * The tables of a study with one more for each queue that has labels, so that analyses read labels as they read files. Its rows are
 * the pairs of the queue in their order. Each annotator has three columns: {@code label NAME} (1 first, 0 second, 0.5 tie, missing
 * when not answered, skipped or incomparable), {@code left NAME} (1 when the first item stood on the left, 0 when the second did,
 * missing when not seen) and {@code seconds NAME} (active time of the answer). Nothing is kept: every call reads the log.
 */
public final class LabelTables implements Tables {
    private static final String ID = "labels/";

    private final Tables study;
    private final LabelLog log;
    private final RoleRules rules = RoleRules.standard();

    public LabelTables(Tables study, LabelLog log) {
        this.study = study;
        this.log = log;
    }

    @Override
    public List<Table> list() {
        List<Table> all = new ArrayList<>(study.list());
        for (PairQueue queue : log.queues()) {
            List<Label> labels = log.labels(queue);
            if (!labels.isEmpty()) {
                all.add(table(queue, labels));
            }
        }
        return all;
    }

    private Table table(PairQueue queue, List<Label> labels) {
        Map<String, List<Label>> byAnnotator = byAnnotator(labels);
        TableSpec spec = new TableSpec(Kind.PAIRS, "labels of " + queue.name(), "", schema(byAnnotator));
        Batch batch = new Batch(queue.pairs(), values(queue, spec.columns(), byAnnotator));
        TableSummarizer summary = TableSummarizer.of(spec, rules, batch);
        return new Table(
                ID + queue.id(),
                Kind.PAIRS,
                spec.name(),
                "",
                queue.pairs(),
                summary.columns(),
                summary.series(),
                new Provenance("queue " + queue.name(), "labels", hash(labels), 0));
    }

    /** Stands for what was answered, as the hash of a file stands for its content. */
    private static String hash(List<Label> labels) {
        List<String> parts = new ArrayList<>(List.of("labels"));
        for (Label label : labels) {
            parts.add(label.pair().position() + " " + label.annotator() + " "
                    + label.answer().id() + " " + label.sides().id() + " "
                    + label.timing().activeMillis());
        }
        return Sha256.hex(parts.toArray(new String[0]));
    }

    private static Map<String, List<Label>> byAnnotator(List<Label> labels) {
        Map<String, List<Label>> byAnnotator = new LinkedHashMap<>();
        new TreeSet<>(labels.stream().map(Label::annotator).toList())
                .forEach(who -> byAnnotator.put(
                        who,
                        labels.stream().filter(l -> l.annotator().equals(who)).toList()));
        return byAnnotator;
    }

    private static List<Column> schema(Map<String, List<Label>> byAnnotator) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("position", ColumnType.INT64));
        for (String who : byAnnotator.keySet()) {
            columns.add(column("label ", who, RoleType.LABEL));
            columns.add(column("left ", who, RoleType.LEFT));
            columns.add(column("seconds ", who, RoleType.TIME));
        }
        return columns;
    }

    private static Column column(String prefix, String who, RoleType role) {
        return new Column(prefix + who, ColumnType.FLOAT64, Role.of(role, who));
    }

    private static List<Values> values(
            PairQueue queue, Collection<Column> columns, Map<String, List<Label>> byAnnotator) {
        List<Values> values = new ArrayList<>();
        for (Column column : columns) {
            if (column.type() == ColumnType.INT64) {
                long[] positions = new long[queue.pairs()];
                Arrays.setAll(positions, i -> i);
                values.add(new Values.Longs(positions));
            } else {
                Role role = column.role();
                values.add(cells(queue, role.type(), byAnnotator.getOrDefault(role.detail(), List.of())));
            }
        }
        return values;
    }

    private static Values cells(PairQueue queue, RoleType role, List<Label> labels) {
        double[] cells = new double[queue.pairs()];
        BitSet missing = new BitSet();
        missing.set(0, cells.length);
        for (Label label : labels) {
            OptionalDouble cell = cell(role, label);
            int row = label.pair().position();
            missing.set(row, cell.isEmpty());
            cells[row] = cell.orElse(0);
        }
        return new Values.Doubles(cells, missing);
    }

    private static OptionalDouble cell(RoleType role, Label label) {
        return switch (role) {
            case LABEL -> label.answer().target();
            case LEFT -> OptionalDouble.of(label.sides() == Sides.A_LEFT ? 1 : 0);
            case TIME -> OptionalDouble.of(label.timing().activeMillis() / 1000.0);
            default -> throw new IllegalArgumentException("labels have no column with the role " + role.id());
        };
    }

    @Override
    public Columns columns(Table table, Collection<String> names) {
        if (!table.id().startsWith(ID)) {
            return study.columns(table, names);
        }
        PairQueue queue = log.queues().stream()
                .filter(q -> table.id().equals(ID + q.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no table '" + table.name() + "'"));
        Map<String, Column> known = new HashMap<>();
        table.columns().forEach(c -> known.put(c.name(), c));
        List<Column> wanted = new ArrayList<>();
        for (String name : names) {
            Column column = known.get(name);
            if (column == null) {
                throw new IllegalArgumentException("table '" + table.name() + "' has no column '" + name + "'");
            }
            wanted.add(column);
        }
        List<Values> values = values(queue, wanted, byAnnotator(log.labels(queue)));
        Map<String, Values> result = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            result.put(wanted.get(i).name(), values.get(i));
        }
        return new Columns(queue.pairs(), result);
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
