package rewardloom.importers.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/**
 * Writes a table row by row. A cell that is not set is missing. The table is opened with its first batch, so a file without a row
 * leaves none.
 */
public final class RowWriter {
    /** Most rows in a batch. */
    private static final int BATCH = 16_384;
    /** Most characters and list elements that wait. */
    private static final long WEIGHT = 8L << 20;

    private final TableSink sink;
    private final TableSpec spec;
    private final List<Cells> cells = new ArrayList<>();
    private TableSink.@Nullable Writer writer;
    private int waiting;
    private long weight;
    private long rows;

    /** A writer for a table with this schema. */
    public RowWriter(TableSink sink, TableSpec spec) {
        this.sink = sink;
        this.spec = spec;
        for (Column column : spec.columns()) {
            cells.add(Cells.of(column.type()));
        }
    }

    /** Number of rows so far. */
    public long rows() {
        return rows;
    }

    /** Sets a number, also in a column of whole numbers, truth values or texts. */
    public void number(int column, double value) {
        if (free(column)) {
            cells.get(column).number(value);
        }
    }

    /** Sets a whole number. */
    public void whole(int column, long value) {
        if (free(column)) {
            cells.get(column).whole(value);
        }
    }

    /** Sets a truth value. */
    public void bool(int column, boolean value) {
        number(column, value ? 1 : 0);
    }

    /** Sets a text; in a numeric column the cell is missing. */
    public void text(int column, String value) {
        if (free(column)) {
            cells.get(column).text(value);
            weight += value.length();
        }
    }

    /** Sets a list of the first {@code count} numbers; in a column of single values the cell is missing. */
    public void numbers(int column, double[] values, int count) {
        if (free(column)) {
            cells.get(column).numbers(values, count);
            weight += count;
        }
    }

    /** Sets a list of texts; in a column of single values the cell is missing. */
    public void texts(int column, List<String> values) {
        if (free(column)) {
            cells.get(column).texts(values);
            for (String value : values) {
                weight += value.length() + 1;
            }
        }
    }

    /** A cell is set once: of two fields with the same name the first counts. */
    private boolean free(int column) {
        return cells.get(column).size == waiting;
    }

    /**
     * Ends a row.
     *
     * @throws IOException if the sink fails
     */
    public void end() throws IOException {
        waiting++;
        rows++;
        for (Cells column : cells) {
            if (column.size < waiting) {
                column.missing();
            }
        }
        if (waiting == BATCH || weight > WEIGHT) {
            finish();
        }
    }

    /**
     * Writes what waits. A row that has not ended, because a file broke off in it, is dropped.
     *
     * @throws IOException if the sink fails
     */
    public void finish() throws IOException {
        cells.forEach(column -> column.keep(waiting));
        if (waiting == 0) {
            return;
        }
        TableSink.Writer open = writer;
        if (open == null) {
            open = sink.table(spec);
            writer = open;
        }
        List<Values> values = new ArrayList<>();
        cells.forEach(column -> values.add(column.take()));
        int taken = waiting;
        waiting = 0;
        weight = 0;
        open.write(new Batch(taken, values));
    }
}
