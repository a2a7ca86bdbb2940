package rewardloom.model.preference.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Label;

/**
 * One row for each label with every field as a column: CSV with a line of names, or Parquet. Times are ISO 8601 in UTC, lists have
 * {@code ;} between their parts.
 *
 * @param parquet whether it is Parquet
 */
record FlatTable(boolean parquet) implements LabelFormat.LabelWriter {

    @Override
    public ExportReport write(LabelBook book, Path target) throws IOException {
        List<FlatColumn> columns = FlatColumn.of(book);
        if (parquet) {
            try {
                parquet(book, columns, target);
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        } else {
            csv(book, columns, target);
        }
        return new ExportReport(target, book.labels().size(), "labels", Map.of(), List.of());
    }

    private static void csv(LabelBook book, List<FlatColumn> columns, Path target) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
            out.write(columns.stream().map(c -> quoted(c.name())).collect(Collectors.joining(",")));
            out.write("\n");
            for (Label label : book.labels()) {
                List<String> cells = new ArrayList<>();
                for (FlatColumn column : columns) {
                    Object cell = column.cell().apply(label);
                    cells.add(cell == null ? "" : quoted(cell.toString()));
                }
                out.write(String.join(",", cells));
                out.write("\n");
            }
        }
    }

    /** RFC 4180. */
    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static void parquet(LabelBook book, List<FlatColumn> columns, Path target)
            throws IOException, SQLException {
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
                Statement statement = connection.createStatement()) {
            statement.execute("SET temp_directory = ''");
            statement.execute("CREATE TABLE labels ("
                    + columns.stream()
                            .map(c -> '"' + c.name().replace("\"", "\"\"") + "\" "
                                    + c.type().sql())
                            .collect(Collectors.joining(", "))
                    + ")");
            try (DuckDBAppender appender =
                    ((DuckDBConnection) connection).createAppender(DuckDBConnection.DEFAULT_SCHEMA, "labels")) {
                for (Label label : book.labels()) {
                    appender.beginRow();
                    for (FlatColumn column : columns) {
                        append(appender, column.cell().apply(label));
                    }
                    appender.endRow();
                }
            }
            statement.execute("COPY labels TO '" + target.toString().replace("'", "''")
                    + "' (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)");
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object cell) throws SQLException {
        switch (cell) {
            case null -> appender.appendNull();
            case Double number -> appender.append(number.doubleValue());
            case Long number -> appender.append(number.longValue());
            default -> appender.append(cell.toString());
        }
    }
}
