package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** The columns of a table of labels that say what was asked: how each pair came into the queue, and what is known about its items. */
final class AskedColumns {
    private final PairQueue queue;
    private final List<Comparison> comparisons;
    private final int rows;
    private final ItemFeatures features;
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, Columns> words = new HashMap<>();
    private final Tables study;
    private final Map<Item, double[]> read = new HashMap<>();

    AskedColumns(PairQueue queue, List<Comparison> comparisons, Tables study, int rows) {
        this.queue = queue;
        this.comparisons = comparisons;
        this.study = study;
        this.rows = rows;
        this.features = ItemFeatures.of(study, queue.kind());
        study.list().forEach(table -> tables.put(table.id(), table));
    }

    /** The columns of the labels of a queue; reads no rows. */
    static List<Column> schema(PairQueue queue, Tables study, List<Table> files) {
        List<Column> columns = new ArrayList<>();
        columns.add(asked("position", ColumnType.INT64));
        columns.add(asked("sampler", ColumnType.TEXT));
        columns.add(asked("check", ColumnType.TEXT));
        columns.add(asked("expected", ColumnType.FLOAT64));
        columns.add(asked("repeats", ColumnType.INT64));
        List<String> numbers = ItemFeatures.of(study, queue.kind()).names();
        for (RoleType side : List.of(RoleType.FIRST, RoleType.SECOND)) {
            columns.add(about(side, "item", ColumnType.TEXT));
            columns.add(about(side, "policy", ColumnType.TEXT));
            numbers.forEach(name -> columns.add(about(side, name, ColumnType.FLOAT64)));
        }
        return columns;
    }

    private static Column asked(String what, ColumnType type) {
        return new Column(what, type, Role.of(RoleType.ASKED, what));
    }

    private static Column about(RoleType side, String what, ColumnType type) {
        return new Column(side.id() + " " + what, type, Role.of(side, what));
    }

    Values values(Role role) {
        String what = role.detail();
        if (role.is(RoleType.ASKED)) {
            return switch (what) {
                case "position" -> wholes(comparison -> OptionalDouble.of(comparison.position()));
                case "repeats" ->
                    wholes(comparison -> comparison.check().of() < 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(comparison.check().of()));
                case "expected" ->
                    numbers(
                            (comparison, item) -> {
                                Answer expected = comparison.check().expected();
                                return expected == null || !expected.target().isPresent()
                                        ? Double.NaN
                                        : expected.target().getAsDouble();
                            },
                            true);
                case "sampler" -> texts((comparison, item) -> comparison.draw().sampler(), true);
                default -> texts((comparison, item) -> comparison.check().kind().id(), true);
            };
        }
        boolean first = role.is(RoleType.FIRST);
        int feature = features.index(what);
        if (feature >= 0) {
            return numbers((comparison, item) -> read.computeIfAbsent(item, features::of)[feature], first);
        }
        return texts((comparison, item) -> what.equals("policy") ? policy(item) : name(item), first);
    }

    private String policy(Item item) {
        return item instanceof Item.PairText text ? word(text, "policy") : ItemFeatures.policy(item, tables);
    }

    /** What an imported table of pairs says about one of its items. */
    private String word(Item.PairText item, String what) {
        Table table = tables.get(item.table());
        if (table == null || table.kind() != Kind.PAIRS) {
            return "";
        }
        String chosen = table.column(RoleType.CHOSEN).map(Column::name).orElse("");
        RoleType side = item.column().equals(chosen) ? RoleType.FIRST : RoleType.SECOND;
        String column = ItemFeatures.words(table, side).get(what);
        return column == null
                ? ""
                : words.computeIfAbsent(table.id() + "\0" + column, k -> study.columns(table, List.of(column)))
                        .get(column)
                        .text((int) item.row());
    }

    /** Names an item so that people find it, and so that no other one has its name. */
    private String name(Item item) {
        return switch (item) {
            case Item.Segment s -> s.run() + " " + s.episode() + ":" + s.start() + "-" + s.end();
            case Item.Response r -> "response " + r.hash().substring(0, 12);
            case Item.PairText t -> "text " + t.hash().substring(0, 12);
        };
    }

    private Values wholes(Function<Comparison, OptionalDouble> cell) {
        long[] values = new long[rows];
        BitSet missing = new BitSet();
        each(
                (row, comparison, item) -> {
                    OptionalDouble value = cell.apply(comparison);
                    missing.set(row, value.isEmpty());
                    values[row] = (long) value.orElse(0);
                },
                true);
        return new Values.Longs(values, missing.isEmpty() ? null : missing);
    }

    private Values numbers(NumberOf cell, boolean first) {
        double[] values = new double[rows];
        BitSet missing = new BitSet();
        each(
                (row, comparison, item) -> {
                    double value = cell.of(comparison, item);
                    missing.set(row, Double.isNaN(value));
                    values[row] = Double.isNaN(value) ? 0 : value;
                },
                first);
        return new Values.Doubles(values, missing.isEmpty() ? null : missing);
    }

    private Values texts(TextOf cell, boolean first) {
        int[] codes = new int[rows];
        Map<String, Integer> known = new HashMap<>();
        List<String> dictionary = new ArrayList<>();
        each(
                (row, comparison, item) -> {
                    String text = cell.of(comparison, item);
                    @Nullable Integer code = known.get(text);
                    if (code == null) {
                        code = dictionary.size();
                        dictionary.add(text);
                        known.put(text, code);
                    }
                    codes[row] = code;
                },
                first);
        return new Values.Texts(codes, dictionary);
    }

    /** Visits both items of every row, or rather the one that is asked about. */
    private void each(Visit visit, boolean first) {
        int items = queue.questions().items();
        int row = 0;
        for (Comparison comparison : comparisons) {
            for (int i = 0; i < items; i++) {
                for (int j = i + 1; j < items; j++) {
                    if (row < rows) {
                        visit.at(row++, comparison, comparison.items().get(first ? i : j));
                    }
                }
            }
        }
    }

    @FunctionalInterface
    private interface Visit {
        void at(int row, Comparison comparison, Item item);
    }

    @FunctionalInterface
    private interface NumberOf {
        double of(Comparison comparison, Item item);
    }

    @FunctionalInterface
    private interface TextOf {
        String of(Comparison comparison, Item item);
    }
}
