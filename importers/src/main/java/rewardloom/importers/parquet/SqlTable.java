package rewardloom.importers.parquet;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.duckdb.DuckDBResultSet;

/** A file of columns that is open in a DuckDB of its own; batches come through Arrow. */
abstract class SqlTable implements AutoCloseable {
    private static final long BATCH = 16_384;
    private final Connection connection;
    private final BufferAllocator allocator;
    private String table;

    /**
     * Starts a DuckDB.
     *
     * @param table the file as it stands behind FROM
     * @param memory most bytes that Arrow may take
     * @throws SQLException if DuckDB cannot be started
     */
    SqlTable(String table, long memory) throws SQLException {
        this.table = table;
        connection = DriverManager.getConnection("jdbc:duckdb:");
        allocator = new RootAllocator(memory);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET threads = 2");
        }
    }

    /** Called before each query: the file may have to be opened anew. */
    abstract void rewind() throws SQLException, IOException;

    final Connection connection() {
        return connection;
    }

    final BufferAllocator allocator() {
        return allocator;
    }

    /**
     * Puts a query in the place of the table.
     *
     * @param query gives the query for what stood behind FROM until now
     */
    final void narrow(UnaryOperator<String> query) {
        table = "(" + query.apply(table) + ")";
    }

    /** The file's schema. */
    List<Field> schema() throws SQLException, IOException {
        rewind();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " LIMIT 0");
                ArrowReader reader = arrow(rows)) {
            return List.copyOf(reader.getVectorSchemaRoot().getSchema().getFields());
        }
    }

    /** Number of rows. */
    long rows() throws SQLException, IOException {
        return number("SELECT count(*) FROM " + table);
    }

    /** How often a column is smaller than in the row before. */
    long decreases(Leaf column) throws SQLException, IOException {
        return number("SELECT count(*) FROM (SELECT " + column.sql() + " < lag(" + column.sql()
                + ") OVER () AS less FROM " + table + ") WHERE less");
    }

    /** The length of every list in a column, or 0 if they differ. */
    long listLength(Leaf column) throws SQLException, IOException {
        String length = "len(" + column.sql() + ")";
        return number("SELECT CASE WHEN min(" + length + ") = max(" + length + ") THEN min(" + length
                + ") ELSE 0 END FROM " + table);
    }

    private long number(String sql) throws SQLException, IOException {
        rewind();
        // Preparing first: DuckDB says only then what is wrong with a broken file.
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Takes batches. */
    interface BatchTaker {
        /** Takes one batch; its vectors are in the order of the columns and reused for the next. */
        void batch(VectorSchemaRoot batch) throws IOException;
    }

    /** Reads all rows of some columns in file order. */
    void read(List<Leaf> columns, BatchTaker taker) throws SQLException, IOException {
        rewind();
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int i = 0; i < columns.size(); i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append(columns.get(i).sql())
                    .append(" AS c")
                    .append(i);
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        sql.append(" FROM ").append(table).toString());
                ArrowReader reader = arrow(rows)) {
            while (reader.loadNextBatch()) {
                taker.batch(reader.getVectorSchemaRoot());
            }
        }
    }

    private ArrowReader arrow(ResultSet rows) throws SQLException {
        return (ArrowReader) rows.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, BATCH);
    }

    /** The first column of a query on the table, as texts. */
    List<String> texts(UnaryOperator<String> query) throws SQLException, IOException {
        rewind();
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query.apply(table));
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
        }
        return texts;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        allocator.close();
    }
}
