package rewardloom.importers.jsonl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.RunIdentity;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.column.Shapes;
import rewardloom.importers.json.FlatRow;
import rewardloom.model.table.ColumnType;

/**
 * Rows that are whole curves: two lists of equal length, steps and values, beside what names the run, as the scores of DreamerV3 have
 * them ({@code task, method, seed, xs, ys}). Each row becomes a run.
 *
 * @param steps the field with the steps
 * @param values the field with the values
 * @param identity what names the run
 */
record CurveRows(String steps, String values, RunIdentity identity) {
    private static final List<List<String>> PAIRS = List.of(
            List.of("xs", "ys"), List.of("x", "y"), List.of("steps", "values"), List.of("timesteps", "returns"));

    /** The curves that rows with these fields are, or null if they are something else. */
    static @Nullable CurveRows of(List<Field> fields) {
        List<Field> identity = Shapes.identity(fields);
        for (List<String> pair : PAIRS) {
            if (!identity.isEmpty() && isList(fields, pair.getFirst()) && isList(fields, pair.getLast())) {
                return new CurveRows(pair.getFirst(), pair.getLast(), new RunIdentity(identity));
            }
        }
        return null;
    }

    private static boolean isList(List<Field> fields, String name) {
        return fields.stream().anyMatch(f -> f.name().equals(name) && f.type() == ColumnType.FLOAT64_LIST);
    }

    /** A taker that writes the curves; {@link RunSeries#finish} ends it. */
    JsonRows.RowTaker taker(RunSeries runs, Source source) {
        String tag = values.equals("ys") || values.equals("y") ? "score" : values;
        return row -> {
            double[] at = list(row, steps);
            double[] curve = list(row, values);
            SeriesWriter run = runs.run(run(source.stem(), row));
            for (int i = 0; run != null && i < Math.min(at.length, curve.length); i++) {
                runs.add(run, tag, (long) at[i], Double.NaN, curve[i]);
            }
        };
    }

    private static double[] list(FlatRow row, String name) {
        for (int i = 0; i < row.size(); i++) {
            if (row.name(i).equals(name) && row.type(i) == FlatRow.Type.NUMBERS) {
                return row.numbers(i);
            }
        }
        return new double[0];
    }

    private String run(String stem, FlatRow row) {
        return JsonTable.run(stem, identity, row);
    }
}
