package rewardloom.importers.parquet;

import java.nio.file.Path;
import java.sql.SQLException;

/** A Parquet file; DuckDB reads it itself. */
final class ParquetTable extends SqlTable {
    /** DuckDB hands out batches of some thousand rows. */
    private static final long MOST_MEMORY = 4L << 30;

    /**
     * Opens a file.
     *
     * @throws SQLException if DuckDB cannot be started
     */
    ParquetTable(Path file) throws SQLException {
        super("read_parquet('" + file.toString().replace("'", "''") + "')", MOST_MEMORY);
    }

    @Override
    void rewind() {
        // a path can be read again and again
    }
}
