package rewardloom.model.project;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB in memory for the program's own statements, never for a user's text. Starts when it is first needed, since that takes a
 * third of a second. Thread-safe.
 */
final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private @Nullable DuckDBConnection root;
    private @Nullable BufferAllocator allocator;
    private boolean closed;

    /** A connection of one's own, to be closed. */
    synchronized DuckDBConnection connection() throws SQLException {
        if (closed) {
            throw new SQLException("the project is closed");
        }
        DuckDBConnection known = root;
        if (known == null) {
            known = open();
            root = known;
        }
        return known.duplicate();
    }

    private static DuckDBConnection open() throws SQLException {
        Properties properties = new Properties();
        // Else a result is held as a whole before its first row can be read.
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '768MB'");
            statement.execute("SET temp_directory = ''");
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Starts on another thread, so that a program that reads a file first does not wait afterwards. */
    synchronized void warmUp() {
        if (root == null && !closed) {
            Thread.ofPlatform().name("start DuckDB").daemon().start(() -> {
                try (DuckDBConnection connection = connection()) {
                    LOG.debug("DuckDB is ready: {}", connection);
                } catch (SQLException e) {
                    // Whoever needs it first will hear of it.
                    LOG.debug("DuckDB does not start", e);
                }
            });
        }
    }

    /** Memory outside the heap for one piece of work, to be closed. */
    synchronized BufferAllocator allocator(String name) {
        BufferAllocator known = allocator;
        if (known == null) {
            known = new RootAllocator();
            allocator = known;
        }
        return known.newChildAllocator(name, 0, Long.MAX_VALUE);
    }

    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        if (root != null) {
            root.close();
            root = null;
        }
    }

    /** A text as SQL writes it. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String literal(Path path) {
        return literal(path.toString());
    }

    /** A name as SQL writes it. */
    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
