package rewardloom.importers.parquet;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A text file of rows, CSV or JSON, as DuckDB understands it by itself; lines that it cannot read are left out and counted. */
final class TextTable extends SqlTable {
    private static final long MOST_MEMORY = 4L << 30;
    private final boolean csv;

    private TextTable(String source, boolean csv) throws SQLException {
        super(source, MOST_MEMORY);
        this.csv = csv;
    }

    /** A table with commas, tabs, semicolons or blanks. */
    static TextTable csv(Path file) throws SQLException {
        return new TextTable(
                "read_csv(" + quoted(file) + ", null_padding = true, ignore_errors = true, store_rejects = true,"
                        + " sample_size = 100000, nullstr = ['', 'NA', 'null', 'None'])",
                true);
    }

    /** Objects, one in each line or all in a list. */
    static TextTable json(Path file) throws SQLException {
        return new TextTable(
                "read_json(" + quoted(file) + ", maximum_object_size = 268435456, sample_size = 100000)", false);
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    /** Number of cells that did not fit since the table was opened. */
    long rejected() throws SQLException {
        if (!csv) {
            return 0;
        }
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT count(DISTINCT line) FROM reject_errors")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    void rewind() {
        // a path can be read again and again
    }
}
