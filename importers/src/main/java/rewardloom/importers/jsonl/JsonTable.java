package rewardloom.importers.jsonl;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.Header;
import rewardloom.importers.Source;
import rewardloom.importers.column.Derived;
import rewardloom.importers.column.Field;
import rewardloom.importers.column.PairCells;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RowWriter;
import rewardloom.importers.column.RunIdentity;
import rewardloom.importers.column.RunSeries;
import rewardloom.importers.column.SeriesWriter;
import rewardloom.importers.column.Shape;
import rewardloom.importers.column.Shapes;
import rewardloom.importers.json.FlatRow;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/** Writes flattened rows in the shape that was recognised. */
final class JsonTable {
    /** verl's file logger keeps its metrics in an object of this name. */
    private static final String VERL = "data/";

    private final TableSink sink;
    private final Shape shape;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<ColumnType> types = new ArrayList<>();
    private final @Nullable RowWriter rows;
    private final @Nullable RunSeries series;
    private @Nullable Derived derived;
    private final RunIdentity identity;
    private final String run;
    private final @Nullable TrialConfig config;
    private final Set<String> tags = new HashSet<>();
    private final ProblemTally tally = new ProblemTally();
    private long number;

    JsonTable(Source source, TableSink sink, List<Field> fields, Shape shape, VectorFields vectors) throws IOException {
        this.sink = sink;
        this.shape = shape;
        this.run = source.stemRun();
        boolean rllib = fields.stream().anyMatch(f -> f.name().equals("training_iteration"));
        this.config = rllib && shape.kind() == Kind.METRICS ? new TrialConfig(source, sink, run) : null;
        List<Field> naming = shape.kind() == Kind.METRICS ? Shapes.runs(fields, shape) : List.of();
        this.identity = new RunIdentity(naming);
        if (shape.kind() == Kind.METRICS) {
            series = new RunSeries(sink, source.name());
            rows = null;
            fields.stream()
                    .filter(f -> f.isNumeric() && !naming.contains(f) && !isConfiguration(f.name()))
                    .forEach(f -> tags.add(f.name()));
        } else {
            series = null;
            List<Column> schema = columns(fields, vectors);
            derived = Derived.of(
                    shape.kind(),
                    fields,
                    shape.columns(),
                    schema,
                    shape.kind() == Kind.PAIRS && isDialogue(source),
                    tally);
            rows = new RowWriter(sink, new TableSpec(shape.kind(), source.name(), run, schema));
        }
    }

    private List<Column> columns(List<Field> fields, VectorFields vectors) {
        List<Column> result = new ArrayList<>();
        for (Field field : fields) {
            ColumnType type = field.type();
            List<String> elements =
                    type == ColumnType.FLOAT64_LIST ? vectors.columns(field.name(), shape.kind()) : List.of();
            if (!elements.isEmpty()) {
                columns.put(field.name(), result.size());
                elements.forEach(element -> {
                    types.add(ColumnType.FLOAT64);
                    result.add(new Column(element, ColumnType.FLOAT64));
                });
            } else if (type != null) {
                columns.put(field.name(), result.size());
                types.add(type);
                result.add(new Column(shape.columns().getOrDefault(field.name(), field.name()), type));
            }
        }
        return result;
    }

    /** Writes one row. */
    void row(FlatRow row) throws IOException {
        number++;
        if (config != null) {
            config.row(row);
        }
        if (series != null) {
            points(series, row);
        } else if (rows != null) {
            // A cell is set once, so what is added here goes before what the fields say.
            if (derived != null) {
                derived.add(new NamedCells(row), number, rows);
            }
            for (int i = 0; i < row.size(); i++) {
                Integer column = columns.get(row.name(i));
                if (column != null) {
                    cell(rows, row, i, column);
                }
            }
            rows.end();
        }
    }

    /** Whether the texts of a file seem to be dialogues. */
    private static boolean isDialogue(Source source) throws IOException {
        try (InputStream in = source.open()) {
            String head = new String(in.readNBytes(Header.LIMIT), StandardCharsets.UTF_8);
            // lists of messages become such texts
            boolean messages = head.contains("\"role\"") && head.contains("\"assistant\"");
            return messages || PairCells.isDialogue(head.replace("\\n", "\n"));
        } catch (EOFException e) {
            // A gzip stream that was cut off before that: reading the rows says so.
            return false;
        }
    }

    /** The cells of a row by name. */
    private record NamedCells(FlatRow row) implements Derived.Row {
        @Override
        public double number(String field) {
            int at = find(row, field);
            return at < 0 ? Double.NaN : row.number(at);
        }

        @Override
        public String text(String field) {
            for (int i = 0; i < row.size(); i++) {
                if (row.name(i).equals(field) && row.type(i) == FlatRow.Type.TEXT) {
                    return row.text(i);
                }
            }
            return "";
        }
    }

    private void cell(RowWriter writer, FlatRow row, int cell, int column) {
        boolean text = types.get(column) == ColumnType.TEXT;
        switch (row.type(cell)) {
            case WHOLE -> writer.whole(column, row.whole(cell));
            case NUMBER -> writer.number(column, row.number(cell));
            case BOOL -> {
                if (text) {
                    writer.text(column, row.whole(cell) == 1 ? "true" : "false");
                } else {
                    writer.bool(column, row.whole(cell) == 1);
                }
            }
            case TEXT -> writer.text(column, row.text(cell));
            case NUMBERS -> {
                double[] values = row.numbers(cell);
                if (types.get(column) == ColumnType.FLOAT64) {
                    for (int i = 0; i < values.length; i++) {
                        writer.number(column + i, values[i]);
                    }
                } else if (text) {
                    writer.text(column, Arrays.toString(values));
                } else {
                    writer.numbers(column, values, values.length);
                }
            }
            case TEXTS -> {
                if (text) {
                    writer.text(column, String.join("\n", row.texts(cell)));
                } else {
                    writer.texts(column, row.texts(cell));
                }
            }
        }
    }

    private boolean isConfiguration(String name) {
        return config != null && TrialConfig.holds(name);
    }

    /** The run that a row belongs to: the name of the file and what the row says in the fields that name a run. */
    static String run(String file, RunIdentity identity, FlatRow row) {
        return identity.name(file, field -> {
            for (int i = 0; i < row.size(); i++) {
                if (row.name(i).equals(field.name())) {
                    return row.type(i) == FlatRow.Type.TEXT
                            ? row.text(i)
                            : isNumber(row.type(i)) ? Long.toString((long) row.number(i)) : "";
                }
            }
            return "";
        });
    }

    private void points(RunSeries runs, FlatRow row) throws IOException {
        int step = find(row, shape.step());
        if (step < 0) {
            tally.add(
                    Severity.WARNING,
                    "missing-step",
                    "row",
                    number,
                    "rows without the step '" + shape.step() + "' were left out");
            return;
        }
        SeriesWriter writer = runs.run(run(run, identity, row));
        if (writer == null) {
            tally.add(
                    Severity.WARNING,
                    "too-many-runs",
                    "row",
                    number,
                    "the file names more than " + RunSeries.MOST_RUNS + " runs: rows of the others were left out");
            return;
        }
        int wallTime = find(row, shape.wallTime());
        double seconds = wallTime < 0 ? Double.NaN : row.number(wallTime);
        for (int i = 0; i < row.size(); i++) {
            if (i != step && i != wallTime && isNumber(row.type(i)) && tags.contains(row.name(i))) {
                String tag = row.name(i).startsWith(VERL) ? row.name(i).substring(VERL.length()) : row.name(i);
                runs.add(writer, tag, (long) row.number(step), seconds, row.number(i));
            }
        }
    }

    private static int find(FlatRow row, @Nullable String name) {
        for (int i = 0; i < row.size(); i++) {
            if (row.name(i).equals(name) && isNumber(row.type(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNumber(FlatRow.Type type) {
        return type == FlatRow.Type.WHOLE || type == FlatRow.Type.NUMBER || type == FlatRow.Type.BOOL;
    }

    /** Writes what waits. */
    void finish() throws IOException {
        tally.report(sink);
        if (series != null) {
            series.finish();
            if (series.points() == 0) {
                sink.problem(Problem.warning(
                        "no-scalars", "whole file", "the rows have steps, but no other number in a row with a step"));
            }
        }
        if (config != null) {
            config.finish();
        }
        if (rows != null) {
            rows.finish();
        }
    }
}
