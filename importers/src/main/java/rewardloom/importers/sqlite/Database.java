package rewardloom.importers.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import rewardloom.importers.Header;
import rewardloom.importers.Source;

/**
 * A copy of a foreign database that is only read: whoever still writes to the original is not disturbed, and what was committed to its
 * write-ahead log is seen. Views and triggers of the file are not trusted.
 */
final class Database implements AutoCloseable {
    private static final String MAGIC = "SQLite format 3\0";
    private final Path folder;
    private final Connection connection;

    private Database(Path folder, Connection connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /** Whether a file is a database whose schema, which stands on its first page, mentions these words. */
    static boolean mentions(Header header, String... words) {
        String head = new String(header.head(), StandardCharsets.ISO_8859_1);
        if (!head.startsWith(MAGIC)) {
            return false;
        }
        String lower = head.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!lower.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Opens a copy.
     *
     * @throws IOException if the file cannot be copied
     * @throws SQLException if it is not a database
     */
    static Database open(Source source) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("rewardloom-");
        try {
            Path copy = folder.resolve("log.db");
            try (InputStream in = source.open()) {
                Files.copy(in, copy);
            }
            Path log = source.path().resolveSibling(source.path().getFileName() + "-wal");
            if (Files.isRegularFile(log)) {
                Files.copy(log, folder.resolve("log.db-wal"), StandardCopyOption.REPLACE_EXISTING);
            }
            return new Database(folder, connect(copy));
        } catch (IOException | SQLException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA query_only = ON");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The columns of a table in lower case; none if there is no such table, or only a view of that name. */
    List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT lower(c.name) FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND"
                        + " m.name = ?")) {
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException, SQLException {
        try {
            connection.close();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
