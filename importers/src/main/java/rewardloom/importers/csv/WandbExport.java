package rewardloom.importers.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.NumberCell;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.model.table.TableSink;

/**
 * A chart of Weights and Biases that was exported as a table: the first column is the axis, every other one is {@code run - metric}, with
 * {@code __MIN} and {@code __MAX} behind the metric for the ends of the band. Each run becomes a table of its own.
 *
 * @param columns the columns behind the first
 */
record WandbExport(List<Column> columns) {
    private static final String JOINT = " - ";
    private static final String STEP = "_step";

    /** What a column holds, and of which run. */
    record Column(String run, String metric) {}

    /** The export that columns come from, or null if they come from elsewhere. */
    static @Nullable WandbExport of(List<Field> fields) {
        if (fields.size() < 2
                || !fields.getFirst().isNumeric()
                || fields.getFirst().name().contains(JOINT)) {
            return null;
        }
        List<Column> columns = new ArrayList<>();
        for (Field field : fields.subList(1, fields.size())) {
            int joint = field.name().lastIndexOf(JOINT);
            if (joint <= 0 || joint + JOINT.length() == field.name().length()) {
                return null;
            }
            columns.add(
                    new Column(field.name().substring(0, joint), field.name().substring(joint + JOINT.length())));
        }
        return new WandbExport(List.copyOf(columns));
    }

    /** Reads the rows; returns the number of points. An axis that is not made of whole numbers only numbers the rows. */
    long read(Source source, CsvTable table, List<Field> fields, TableSink sink) throws IOException {
        RunSeries runs = new RunSeries(sink, source.name());
        boolean counter = fields.getFirst().isCounter();
        Map<String, Integer> steps = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).metric.equals(STEP)) {
                steps.put(columns.get(i).run, i + 1);
            }
        }
        long[] number = {0};
        NumberCell value = new NumberCell();
        table.rows("reading rows", 0.5, row -> {
            double axis = counter ? CsvRows.cell(row, 0) : number[0];
            number[0]++;
            for (int i = 1; i <= Math.min(columns.size(), row.getFieldCount() - 1); i++) {
                Column column = columns.get(i - 1);
                if (column.metric.startsWith(STEP)
                        || !value.read(row.getField(i)).hasNumber()) {
                    continue;
                }
                Integer own = steps.get(column.run);
                double step = own == null ? axis : CsvRows.cell(row, own);
                SeriesWriter run = runs.run(column.run);
                if (run != null && Double.isFinite(step)) {
                    runs.add(run, column.metric, (long) step, Double.NaN, value.value());
                }
            }
        });
        runs.finish();
        return runs.points();
    }
}
