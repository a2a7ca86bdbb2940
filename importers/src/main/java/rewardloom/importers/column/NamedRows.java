package rewardloom.importers.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * A table whose columns are the names that its rows use. The rows are given twice: in the first pass their names and types are learned,
 * in the second they are written. Nothing is kept between.
 */
public final class NamedRows {
    private final TableSink sink;
    private final Kind kind;
    private final String name;
    private final String run;
    private final Map<String, FieldSurvey> surveys = new LinkedHashMap<>();
    private final Map<String, Integer> index = new HashMap<>();
    private final List<ColumnType> types = new ArrayList<>();
    private final NamedRow row = new NamedRow();
    private @Nullable RowWriter writer;

    /**
     * A table that is empty yet.
     *
     * @param first names of the columns that come first, in this order, if they are used
     */
    public NamedRows(TableSink sink, Kind kind, String name, String run, String... first) {
        this.sink = sink;
        this.kind = kind;
        this.name = name;
        this.run = run;
        for (String column : first) {
            surveys.put(column, new FieldSurvey(column));
        }
    }

    /** The row to fill. */
    public NamedRow row() {
        return row;
    }

    /**
     * Ends a row and empties it.
     *
     * @throws IOException if the sink fails
     */
    public void end() throws IOException {
        RowWriter open = writer;
        if (open == null) {
            row.cells().forEach(this::learn);
        } else {
            for (Map.Entry<String, Object> cell : row.cells().entrySet()) {
                write(open, cell.getKey(), cell.getValue());
            }
            open.end();
        }
        row.clear();
    }

    /** Ends the first pass: from now on rows are written. */
    public void learned() {
        List<Column> columns = new ArrayList<>();
        for (FieldSurvey survey : surveys.values()) {
            ColumnType type = survey.field().type();
            if (type != null) {
                index.put(survey.field().name(), columns.size());
                types.add(type);
                columns.add(new Column(survey.field().name(), type));
            }
        }
        row.clear();
        writer = new RowWriter(sink, new TableSpec(kind, name, run, columns));
    }

    /** Number of rows written so far. */
    public long rows() {
        return writer == null ? 0 : writer.rows();
    }

    /**
     * Writes what waits.
     *
     * @throws IOException if the sink fails
     */
    public void finish() throws IOException {
        if (writer != null) {
            writer.finish();
        }
    }

    private void learn(String column, Object cell) {
        FieldSurvey survey = surveys.computeIfAbsent(column, FieldSurvey::new);
        switch (cell) {
            case Long whole -> survey.whole(whole);
            case Double number -> survey.number(number);
            case Boolean truth -> survey.bool();
            case double[] numbers -> survey.numbers();
            case List<?> texts -> survey.texts();
            default -> survey.text();
        }
    }

    private void write(RowWriter open, String column, Object cell) {
        Integer at = index.get(column);
        if (at == null) {
            return;
        }
        boolean text = types.get(at) == ColumnType.TEXT;
        switch (cell) {
            case Long whole -> open.whole(at, whole);
            case Double number -> open.number(at, number);
            case Boolean truth -> {
                if (text) {
                    open.text(at, truth.toString());
                } else {
                    open.bool(at, truth);
                }
            }
            case double[] numbers -> {
                if (text) {
                    open.text(at, Arrays.toString(numbers));
                } else {
                    open.numbers(at, numbers, numbers.length);
                }
            }
            case List<?> texts -> {
                List<String> list = texts.stream().map(String::valueOf).toList();
                if (text) {
                    open.text(at, String.join("\n", list));
                } else {
                    open.texts(at, list);
                }
            }
            default -> open.text(at, cell.toString());
        }
    }
}
