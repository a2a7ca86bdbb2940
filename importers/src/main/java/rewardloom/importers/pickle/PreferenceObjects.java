package rewardloom.importers.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.column.RowWriter;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * The {@code PreferenceDataset} of the imitation library ({@code algorithms/preference_comparisons.py}), which it saves by pickling the
 * object: {@code fragments1}, {@code fragments2} and {@code preferences}, the probability that the first fragment is better. The
 * numbers are taken from what is written; no object is built.
 */
final class PreferenceObjects {
    private PreferenceObjects() {}

    /**
     * Writes the pairs of a data set.
     *
     * @return false if it is none
     */
    static boolean write(String name, String run, @Nullable Object object, TableSink sink) throws IOException {
        Object state = object instanceof Opaque opaque ? opaque.state() : object;
        if (!(state instanceof Map<?, ?> fields)) {
            return false;
        }
        Numbers preferences = Numbers.of(fields.get("preferences"));
        if (preferences == null || preferences.width() != 1 || !(fields.get("fragments1") instanceof List<?> first)) {
            return false;
        }
        List<?> second = fields.get("fragments2") instanceof List<?> list ? list : List.of();
        RowWriter rows = new RowWriter(
                sink,
                new TableSpec(
                        Kind.PAIRS,
                        name,
                        run,
                        List.of(
                                new Column("pair", ColumnType.INT64),
                                new Column("label", ColumnType.FLOAT64),
                                new Column("return_1", ColumnType.FLOAT64),
                                new Column("return_2", ColumnType.FLOAT64),
                                new Column("length_1", ColumnType.INT64),
                                new Column("length_2", ColumnType.INT64))));
        for (int row = 0; row < preferences.rows(); row++) {
            rows.whole(0, row);
            rows.number(1, preferences.get(row, 0));
            fragment(rows, 2, row < first.size() ? first.get(row) : null);
            fragment(rows, 3, row < second.size() ? second.get(row) : null);
            rows.end();
        }
        rows.finish();
        return true;
    }

    private static void fragment(RowWriter rows, int column, @Nullable Object fragment) {
        Object state = fragment instanceof Opaque opaque ? opaque.state() : fragment;
        Numbers rewards = state instanceof Map<?, ?> fields ? Numbers.of(fields.get("rews")) : null;
        if (rewards != null && rewards.width() == 1) {
            double total = 0;
            for (int i = 0; i < rewards.rows(); i++) {
                total += rewards.get(i, 0);
            }
            rows.number(column, total);
            rows.whole(column + 2, rewards.rows());
        }
    }

    /** What an object is, for people. */
    static String describe(@Nullable Object object) {
        return switch (object) {
            case Opaque opaque -> "an object of the class " + opaque.name();
            case Map<?, ?> map -> {
                List<String> keys = new ArrayList<>();
                map.keySet().stream().limit(8).forEach(k -> keys.add(String.valueOf(k)));
                yield "a dictionary of " + String.join(", ", keys);
            }
            case List<?> list
            when !list.isEmpty() && !(list.getFirst() instanceof List<?>) ->
                "a list of " + list.size() + ", first " + describe(list.getFirst());
            case List<?> list -> "a list of " + list.size();
            case NumberArray array -> "an array " + array.text();
            case null -> "nothing";
            default -> "a value";
        };
    }
}
