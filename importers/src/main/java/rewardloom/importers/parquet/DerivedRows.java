package rewardloom.importers.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.jspecify.annotations.Nullable;
import rewardloom.importers.column.Derived;
import rewardloom.importers.column.ProblemTally;
import rewardloom.importers.column.RowWriter;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/** Rows one by one, with the cells that follow from others. */
final class DerivedRows implements TableReading.Taker {
    private final List<Leaf> leaves;
    private final Derived derived;
    private final ProblemTally tally;
    private final TableSink sink;
    private final RowWriter writer;

    DerivedRows(TableSpec spec, List<Leaf> leaves, Derived derived, ProblemTally tally, TableSink sink) {
        this.leaves = List.copyOf(leaves);
        this.derived = derived;
        this.tally = tally;
        this.sink = sink;
        this.writer = new RowWriter(sink, spec);
    }

    /** The cells of a row by name. */
    private record Cells(List<Leaf> leaves, List<Values> values, int row) implements Derived.Row {
        @Override
        public double number(String field) {
            Values cells = find(field);
            return cells == null ? Double.NaN : cells.number(row);
        }

        @Override
        public String text(String field) {
            Values cells = find(field);
            return cells == null || cells.type() != ColumnType.TEXT ? "" : cells.text(row);
        }

        private @Nullable Values find(String field) {
            for (int i = 0; i < leaves.size(); i++) {
                if (leaves.get(i).name().equals(field)) {
                    return values.get(i);
                }
            }
            return null;
        }
    }

    @Override
    public void take(VectorSchemaRoot batch) throws IOException {
        int rows = batch.getRowCount();
        List<Values> values = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            values.add(ArrowValues.of(batch.getVector(i), rows));
        }
        for (int row = 0; row < rows; row++) {
            derived.add(new Cells(leaves, values, row), writer.rows() + 1, writer);
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).isMissing(row)) {
                    set(i, values.get(i), row);
                }
            }
            writer.end();
        }
    }

    private void set(int column, Values values, int row) {
        switch (values) {
            case Values.Texts texts -> writer.text(column, texts.text(row));
            case Values.Longs wholes -> writer.whole(column, wholes.values()[row]);
            case Values.DoubleLists lists -> {
                int from = lists.offsets()[row];
                double[] list = Arrays.copyOfRange(lists.flat(), from, lists.offsets()[row + 1]);
                writer.numbers(column, list, list.length);
            }
            case Values.TextLists lists -> {
                List<String> list = new ArrayList<>();
                for (int i = lists.offsets()[row]; i < lists.offsets()[row + 1]; i++) {
                    list.add(lists.flat().text(i));
                }
                writer.texts(column, list);
            }
            default -> writer.number(column, values.number(row));
        }
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
        tally.report(sink);
    }
}
