package rewardloom.importers.parquet;

import java.nio.file.Path;
import java.sql.SQLException;

/** A Parquet file; DuckDB reads it itself. */
final class ParquetTable extends SqlTable {

    /**
     * Opens a file.
     *
     * @throws SQLException if DuckDB cannot be started
     */
    ParquetTable(Path file) throws SQLException {
        super("read_parquet('" + file.toString().replace("'", "''") + "')");
    }

    @Override
    void rewind() {
        // a path can be read again and again
    }
}
