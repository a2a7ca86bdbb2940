package rewardloom.importers.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Source;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.NumberCell;
import rewardloom.importers.column.NumberText;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.column.SettingsWriter;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;

/**
 * Series in long form, one point in each row: a column with the name of the metric, one with its value, a step, and perhaps the run. Aim
 * exports {@code run.hash}, {@code metric.name}, {@code metric.context.*}, {@code step}, {@code value}, {@code time} and the run's
 * settings as {@code run.*} ({@code aim/sdk/sequences/metric.py}), or {@code run}, {@code metric}, {@code context}, {@code value} from
 * its page; TensorBoard's data frames have {@code run}, {@code tag}, {@code step}, {@code value}.
 */
final class LongTable {
    private static final List<String> NAME = List.of("metric.name", "metric", "tag", "metric_name", "key", "variable");
    private static final List<String> VALUE = List.of("value", "metric_value", "metric.value");
    private static final List<String> STEP = List.of("step", "global_step", "iteration", "epoch", "idx");
    private static final List<String> RUN =
            List.of("run.name", "run.hash", "run", "run_name", "run_id", "run_uuid", "run.run_name");
    private static final List<String> TIME = List.of("wall_time", "timestamp", "time");
    /** Columns that say the same as others. */
    private static final Set<String> BESIDE = Set.of("epoch", "idx", "seq", "grp", "seed", "table");

    private static final double MILLISECONDS = 1e11;

    private final int name;
    private final int value;
    private final int step;
    private final int run;
    private final int time;
    private final List<Field> fields;
    private final List<Integer> contexts = new ArrayList<>();
    private final Map<Integer, String> settings = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> found = new LinkedHashMap<>();
    private final Map<String, String> tags = new HashMap<>();
    private final NumberCell number = new NumberCell();

    private LongTable(List<Field> fields) {
        this.fields = fields;
        name = find(fields, NAME);
        value = find(fields, VALUE);
        step = find(fields, STEP);
        run = find(fields, RUN);
        time = find(fields, TIME);
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i).name();
            if (field.startsWith("metric.context") || field.equals("context") || field.startsWith("context.")) {
                contexts.add(i);
            } else if (field.startsWith("run.") && i != run) {
                settings.put(i, field.substring("run.".length()));
            }
        }
    }

    /** The table in long form that these columns are of, or null if they are not of one. */
    static @Nullable LongTable of(List<Field> fields) {
        LongTable table = new LongTable(fields);
        boolean named = table.name >= 0 && fields.get(table.name).isText();
        boolean valued = table.value >= 0 && fields.get(table.value).isNumeric();
        return named && valued && table.step >= 0 && fields.get(table.step).isCounter() && table.isNothingElse()
                ? table
                : null;
    }

    /** Whether every other number is of a known use: a table with more of them has its metrics side by side. */
    private boolean isNothingElse() {
        for (int i = 0; i < fields.size(); i++) {
            boolean known = i == name || i == value || i == step || i == run || i == time;
            String plain = fields.get(i).name().toLowerCase(Locale.ROOT);
            if (!known
                    && fields.get(i).isNumeric()
                    && !settings.containsKey(i)
                    && !contexts.contains(i)
                    && !BESIDE.contains(plain)
                    && !plain.equals("col" + i)) {
                return false;
            }
        }
        return true;
    }

    private static int find(List<Field> fields, List<String> names) {
        for (String wanted : names) {
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).type() != null && fields.get(i).name().strip().equalsIgnoreCase(wanted)) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Reads the rows; each run becomes a table, with its settings if there are some. */
    void read(Source source, CsvTable table, TableSink sink, ProblemTally tally) throws IOException {
        RunSeries runs = new RunSeries(sink, source.name());
        table.rows(CsvRows.READING, 0.5, row -> point(row, source, runs, tally));
        runs.finish();
        SettingsWriter writer = new SettingsWriter(sink, source.name(), found.size() == 1 ? only() : "");
        for (Map.Entry<String, Map<String, String>> one : found.entrySet()) {
            for (Map.Entry<String, String> setting : one.getValue().entrySet()) {
                writer.add(one.getKey(), setting.getKey(), setting.getValue());
            }
        }
        writer.finish();
    }

    private String only() {
        return found.keySet().iterator().next();
    }

    private void point(CsvRecord row, Source source, RunSeries runs, ProblemTally tally) throws IOException {
        double at = CsvRows.cell(row, step);
        boolean valued = number.read(cell(row, value)).hasNumber();
        String metric = cell(row, name);
        if (!Double.isFinite(at) || !valued || metric.isEmpty()) {
            if (valued) {
                tally.add(
                        Severity.WARNING,
                        "missing-step",
                        "line",
                        row.getStartingLineNumber(),
                        "rows without a step or the name of a metric were left out");
            }
            return;
        }
        String named = run < 0 ? "" : cell(row, run);
        String runName = named.isEmpty() ? source.stemRun() : named;
        SeriesWriter writer = runs.run(runName);
        if (writer == null) {
            tally.add(
                    Severity.WARNING,
                    "too-many-runs",
                    "line",
                    row.getStartingLineNumber(),
                    "the table names more than " + RunSeries.MOST_RUNS + " runs: rows of the others were left out");
            return;
        }
        runs.add(writer, tag(metric, row), (long) at, seconds(cell(row, time)), number.value());
        if (!settings.isEmpty() && !found.containsKey(runName)) {
            found.put(runName, settings(row));
        }
    }

    private Map<String, String> settings(CsvRecord row) {
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach((column, key) -> {
            String cell = cell(row, column);
            if (!cell.isEmpty()) {
                values.put(key, cell);
            }
        });
        return values;
    }

    /** A metric that is tracked in several contexts is a tag in each, such as {@code loss{subset=val}}. */
    private String tag(String metric, CsvRecord row) {
        StringBuilder context = new StringBuilder();
        for (int column : contexts) {
            String cell = cell(row, column);
            String field = fields.get(column).name();
            if (!cell.isEmpty() && !cell.equals("{}") && NumberText.type(cell) != NumberText.Type.MISSING) {
                String key = field.substring(field.indexOf("context") + "context".length());
                context.append(context.isEmpty() ? "" : ",").append(key.isEmpty() ? "" : key.substring(1) + "=");
                context.append(cell.replace("\"", ""));
            }
        }
        return context.isEmpty() ? metric : tags.computeIfAbsent(metric + "{" + context + "}", t -> t);
    }

    private static String cell(CsvRecord row, int column) {
        return column < 0 || column >= row.getFieldCount()
                ? ""
                : row.getField(column).strip();
    }

    /** Seconds since 1970 from seconds, milliseconds or ISO text; times without a zone are in UTC. */
    private static double seconds(String text) {
        NumberCell cell = new NumberCell();
        if (cell.read(text).hasNumber()) {
            double number = cell.value();
            return Math.abs(number) > MILLISECONDS ? number / 1000 : number;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
            return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() / 1e9;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }
}
