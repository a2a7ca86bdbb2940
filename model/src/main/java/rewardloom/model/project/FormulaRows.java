package rewardloom.model.project;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Values;

/** Computes formulas over rows in memory. */
final class FormulaRows {
    private static final int BATCH = 65_536;
    private static final String NAME = "rows in memory";
    private static final String STREAM = "stream in memory";
    private static final String ROW = "row in memory";

    private FormulaRows() {}

    /**
     * One number for each row; arrays of length 1 stand for the same number in every row. The formula has been looked at.
     *
     * @param windows whether it has window functions, after which rows come in another order
     */
    static double[] evaluate(
            DuckDBConnection connection, Map<String, double[]> columns, String formula, boolean windows)
            throws SQLException, IOException {
        int rows = columns.values().stream().mapToInt(v -> v.length).max().orElse(1);
        List<Column> streamed = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        StringBuilder select = new StringBuilder("SELECT *");
        columns.forEach((name, numbers) -> {
            if (numbers.length == rows) {
                streamed.add(new Column(name, ColumnType.FLOAT64));
                values.add(new Values.Doubles(numbers));
            } else if (numbers.length == 1) {
                select.append(", CAST('")
                        .append(numbers[0])
                        .append("' AS DOUBLE) AS ")
                        .append(Engine.identifier(name));
            } else {
                throw new IllegalArgumentException(
                        "column " + name + " has " + numbers.length + " rows, others have " + rows);
            }
        });
        if (streamed.isEmpty() || windows) {
            double[] numbers = new double[rows];
            Arrays.setAll(numbers, i -> i);
            streamed.add(new Column(ROW, ColumnType.FLOAT64));
            values.add(new Values.Doubles(numbers));
        }
        Iterator<Batch> batches = List.of(new Batch(rows, values)).iterator();
        try (BufferAllocator allocator = new RootAllocator();
                BatchReader reader =
                        new BatchReader(allocator, streamed, () -> batches.hasNext() ? batches.next() : null);
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
            Data.exportArrayStream(allocator, reader, stream);
            connection.registerArrowStream(STREAM, stream);
            // A stream can be read once, a formula may need its rows more often.
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE OR REPLACE TEMP TABLE " + Engine.identifier(NAME) + " AS SELECT * FROM "
                        + Engine.identifier(STREAM));
            }
            String sql = "SELECT CAST((" + formula + "\n) AS DOUBLE) FROM (" + select + " FROM "
                    + Engine.identifier(NAME) + ")" + (windows ? " ORDER BY " + Engine.identifier(ROW) : "");
            return numbers(connection, sql, rows);
        }
    }

    /** The only column of a query that gives so many rows. */
    static double[] numbers(DuckDBConnection connection, String sql, int rows) throws SQLException, IOException {
        ArrowColumns.Gatherer gatherer = ArrowColumns.of(ColumnType.FLOAT64, rows);
        long count = 0;
        try (BufferAllocator allocator = new RootAllocator();
                Statement statement = connection.createStatement();
                DuckDBResultSet result = (DuckDBResultSet) statement.executeQuery(sql);
                ArrowReader reader = (ArrowReader) result.arrowExportStream(allocator, BATCH)) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                count += root.getRowCount();
                gatherer.add(root.getVector(0), root.getRowCount());
            }
        }
        if (count != rows) {
            throw new ProjectException("The formula gives " + count + " numbers for " + rows
                    + " rows. It must give one for each row: write sum(x) OVER () for a figure over all rows.");
        }
        return ParquetReads.numbers(gatherer.finish());
    }
}
