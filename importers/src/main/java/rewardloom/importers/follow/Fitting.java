package rewardloom.importers.follow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Fits the rows of a part to the table of the whole file: the same columns in the same order, of the same types, numbered on. */
final class Fitting {
    private Fitting() {}

    /** The table that a part's rows belong to. */
    static Optional<Table> tableOf(TableSpec spec, List<Table> tables) {
        List<Table> same = tables.stream().filter(t -> t.kind() == spec.kind()).toList();
        return same.stream()
                .filter(t -> t.run().equals(spec.run()) && t.name().equals(spec.name()))
                .findFirst()
                // A part does not know the name that the beginning of the file gives its run.
                .or(() -> same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty());
    }

    /**
     * The rows as rows of the table, or null if they do not fit.
     *
     * @param before number of rows that the table has by now
     */
    static @Nullable Batch fitted(TableSpec spec, Batch batch, Table table, long before) {
        List<Values> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            int at = index(spec, column.name());
            Values values = at < 0
                    ? missing(column.type(), batch.rows())
                    : as(column.type(), batch.columns().get(at));
            if (values == null) {
                return null;
            }
            columns.add(isRowNumber(table, column, values) ? shifted((Values.Longs) values, before) : values);
        }
        return new Batch(batch.rows(), columns);
    }

    private static int index(TableSpec spec, String name) {
        for (int i = 0; i < spec.columns().size(); i++) {
            if (spec.columns().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The order of points, and the number of an episode in a log that does not number them itself. */
    private static boolean isRowNumber(Table table, Column column, Values values) {
        boolean numbers = column.role().is(RoleType.SEQ)
                || (table.kind() == Kind.EPISODES && column.role().is(RoleType.EPISODE));
        return numbers
                && values instanceof Values.Longs longs
                && (longs.values().length == 0 || longs.values()[0] < table.rows());
    }

    private static Values shifted(Values.Longs values, long by) {
        long[] result = values.values().clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += by;
        }
        return new Values.Longs(result, values.missing());
    }

    private static @Nullable Values as(ColumnType type, Values values) {
        if (values.type() == type) {
            return values;
        }
        if (type == ColumnType.FLOAT64 && values.type().isNumeric()) {
            double[] numbers = new double[values.size()];
            BitSet missing = new BitSet();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = values.number(i);
                missing.set(i, values.isMissing(i));
            }
            return new Values.Doubles(numbers, missing);
        }
        return null;
    }

    private static Values missing(ColumnType type, int rows) {
        BitSet all = new BitSet(rows);
        all.set(0, rows);
        return switch (type) {
            case INT64 -> new Values.Longs(new long[rows], all);
            case FLOAT64 -> new Values.Doubles(new double[rows], all);
            case BOOL -> new Values.Bools(new boolean[rows], all);
            case TEXT -> {
                int[] none = new int[rows];
                Arrays.fill(none, -1);
                yield new Values.Texts(none, List.of());
            }
            case FLOAT64_LIST -> new Values.DoubleLists(new double[0], new int[rows + 1]);
            case TEXT_LIST -> new Values.TextLists(new Values.Texts(new int[0], List.of()), new int[rows + 1]);
        };
    }
}
