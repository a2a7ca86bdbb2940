package rewardloom.model.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import rewardloom.model.project.LooseFormulas;

/** A table written down column by column. */
public final class Sheet {
    private final Kind kind;
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final List<Values> values = new ArrayList<>();

    private Sheet(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** A table without columns; its run has its name. */
    public static Sheet of(Kind kind, String name) {
        return new Sheet(kind, name);
    }

    public Sheet numbers(String column, double... cells) {
        return add(column, new Values.Doubles(cells));
    }

    public Sheet integers(String column, long... cells) {
        return add(column, new Values.Longs(cells));
    }

    public Sheet texts(String column, String... cells) {
        return add(column, texts(cells));
    }

    public Sheet lists(String column, double[]... cells) {
        double[] flat = Arrays.stream(cells).flatMapToDouble(Arrays::stream).toArray();
        int[] offsets = new int[cells.length + 1];
        for (int i = 0; i < cells.length; i++) {
            offsets[i + 1] = offsets[i] + cells[i].length;
        }
        return add(column, new Values.DoubleLists(flat, offsets));
    }

    private static Values.Texts texts(String... cells) {
        List<String> distinct = Arrays.stream(cells).distinct().toList();
        return new Values.Texts(Arrays.stream(cells).mapToInt(distinct::indexOf).toArray(), distinct);
    }

    private Sheet add(String column, Values cells) {
        columns.add(new Column(column, cells.type()));
        values.add(cells);
        return this;
    }

    public int rows() {
        return values.isEmpty() ? 0 : values.getFirst().size();
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The same without a column. */
    public Sheet without(String column) {
        Sheet sheet = new Sheet(kind, name);
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).name().equals(column)) {
                sheet.add(columns.get(i).name(), values.get(i));
            }
        }
        return sheet;
    }

    /** The same with other numbers in place of a column's. */
    public Sheet with(String column, UnaryOperator<double[]> change) {
        Sheet sheet = new Sheet(kind, name);
        for (int i = 0; i < columns.size(); i++) {
            Values old = values.get(i);
            boolean changed = columns.get(i).name().equals(column) && old instanceof Values.Doubles;
            sheet.add(
                    columns.get(i).name(),
                    changed
                            ? new Values.Doubles(
                                    change.apply(((Values.Doubles) old).values().clone()))
                            : old);
        }
        return sheet;
    }

    /** The first rows of it. */
    public Sheet first(int rows) {
        Sheet sheet = new Sheet(kind, name);
        for (int i = 0; i < columns.size(); i++) {
            sheet.add(columns.get(i).name(), first(values.get(i), rows));
        }
        return sheet;
    }

    private static Values first(Values old, int rows) {
        return switch (old) {
            case Values.Doubles d -> new Values.Doubles(Arrays.copyOf(d.values(), rows));
            case Values.Longs l -> new Values.Longs(Arrays.copyOf(l.values(), rows));
            case Values.Bools b -> new Values.Bools(Arrays.copyOf(b.values(), rows));
            case Values.Texts t -> new Values.Texts(Arrays.copyOf(t.codes(), rows), t.dictionary());
            case Values.DoubleLists l -> new Values.DoubleLists(l.flat(), Arrays.copyOf(l.offsets(), rows + 1));
            case Values.TextLists l -> new Values.TextLists(l.flat(), Arrays.copyOf(l.offsets(), rows + 1));
        };
    }

    /** Adds it to some tables. */
    public MemoryTables to(MemoryTables tables) {
        return tables.add(new TableSpec(kind, name, name, columns), new Batch(rows(), values));
    }

    /** It alone. */
    public MemoryTables tables() {
        return to(new MemoryTables());
    }

    /** It alone, with something that computes formulas. */
    public MemoryTables tables(LooseFormulas formulas) {
        MemoryTables tables = to(new MemoryTables(RoleRules.standard(), formulas));
        formulas.over(tables);
        return tables;
    }
}
