package rewardloom.model.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The SQLite database of a project: what tables there are, recipes, figures, labels. Several programs may have it open: it is
 * in write-ahead mode, every commit is forced to disk, and a writer waits for others for up to {@value #PATIENCE_MILLIS} ms.
 * Thread-safe: one writer at a time, readers on connections of their own.
 */
public final class Catalogue implements AutoCloseable {
    /** Name of the file in the project's folder. */
    public static final String FILE = "project.sqlite";

    /** Version of the layout that this program writes, kept in {@code user_version}. */
    public static final int FORMAT = 2;

    /** "RLOM", kept in {@code application_id}. */
    static final int APPLICATION_ID = 0x524C4F4D;

    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int READERS_KEPT = 4;

    private final Path file;
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<Connection> readers = new ArrayDeque<>();
    private final Object watching = new Object();
    private @Nullable Connection watcher;
    private @Nullable Connection writer;
    private boolean closed;

    private Catalogue(Path file) {
        this.file = file;
    }

    /**
     * Something done with the database.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Something done with the database that has no result. */
    @FunctionalInterface
    interface Action {
        void run(Connection connection) throws SQLException;
    }

    /**
     * Makes a new catalogue, or finishes one whose making was interrupted.
     *
     * @throws ProjectException if the file cannot be written
     */
    static Catalogue create(Path file) {
        Catalogue catalogue = new Catalogue(file);
        try {
            catalogue.change(connection -> {
                if (number(connection, "PRAGMA application_id") == 0) {
                    CatalogueSchema.create(connection);
                }
            });
            return catalogue;
        } catch (RuntimeException e) {
            catalogue.close();
            throw e;
        }
    }

    /**
     * Opens a catalogue.
     *
     * @throws ProjectException if it is missing, damaged, not a catalogue, or of a newer format
     */
    static Catalogue open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ProjectException(
                    "There is no catalogue " + file
                            + ". If the folder still has its tables, they can be listed again by repairing the"
                            + " project.",
                    null,
                    Files.isDirectory(file.resolveSibling("tables")));
        }
        Catalogue catalogue = new Catalogue(file);
        try {
            // In one transaction: another program may be making it just now.
            Heading heading = catalogue.read(Heading::of);
            if (heading.application == 0 && heading.tables == 0) {
                catalogue.close();
                return create(file);
            }
            check(file, heading.application, heading.format);
            Migrations.known().apply(catalogue, file);
            return catalogue;
        } catch (RuntimeException e) {
            catalogue.close();
            throw e;
        }
    }

    /** What a database says of itself. */
    private record Heading(long application, long format, long tables) {
        static Heading of(Connection connection) throws SQLException {
            // The first real read fixes the state that all three see.
            long tables = number(connection, "SELECT count(*) FROM sqlite_master");
            return new Heading(
                    number(connection, "PRAGMA application_id"), number(connection, "PRAGMA user_version"), tables);
        }
    }

    private static void check(Path file, long application, long format) {
        if (application != APPLICATION_ID) {
            throw new ProjectException(file + " is an SQLite database, but not the catalogue of a Rewardloom project. "
                    + "Choose a folder that Rewardloom made.");
        }
        if (format > FORMAT) {
            throw new ProjectException(file + " was written by a newer Rewardloom (format " + format
                    + ", this one reads up to " + FORMAT + "). Open it with that version; nothing was changed.");
        }
        if (format < 1) {
            throw new ProjectException(file + " has the unknown format " + format + ". Restore it from a copy.");
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /**
     * Reads, seeing one state of the database throughout.
     *
     * @throws ProjectException if the database cannot be read
     */
    public <T> T read(Work<T> work) {
        try {
            Connection connection = reader();
            boolean fine = false;
            try {
                execute(connection, "BEGIN");
                T result = work.run(connection);
                execute(connection, "ROLLBACK");
                fine = true;
                return result;
            } finally {
                giveBack(connection, fine);
            }
        } catch (SQLException e) {
            throw explained("read", e);
        }
    }

    /**
     * A number that is another one after each commit, of this program or another.
     *
     * @throws ProjectException if the database cannot be read
     */
    long version() {
        // Of a connection of its own: what a connection commits itself does not change the number it sees.
        synchronized (watching) {
            try {
                Connection known = watcher;
                if (known == null) {
                    known = connect();
                    watcher = known;
                }
                return number(known, "PRAGMA data_version");
            } catch (SQLException e) {
                throw explained("read", e);
            }
        }
    }

    private Connection connect() throws SQLException {
        synchronized (readers) {
            checkOpen();
        }
        return DriverManager.getConnection("jdbc:sqlite:" + file, config().toProperties());
    }

    private Connection reader() throws SQLException {
        synchronized (readers) {
            checkOpen();
            Connection kept = readers.poll();
            if (kept != null) {
                return kept;
            }
        }
        return connect();
    }

    private void giveBack(Connection connection, boolean fine) throws SQLException {
        synchronized (readers) {
            if (fine && !closed && readers.size() < READERS_KEPT) {
                readers.push(connection);
                return;
            }
        }
        connection.close();
    }

    /**
     * Writes in one transaction: either all of it is on disk afterwards, or nothing. Waits for other writers.
     *
     * @throws ProjectException if the database cannot be written; nothing has changed then
     */
    public <T> T write(Work<T> work) {
        writing.lock();
        try {
            Connection connection = writer();
            // The driver's own transactions would begin the next one, and lock others out, as soon as one has ended.
            execute(connection, "BEGIN IMMEDIATE");
            boolean done = false;
            try {
                T result = work.run(connection);
                execute(connection, "COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollBack(connection);
                }
            }
        } catch (SQLException e) {
            throw explained("write", e);
        } finally {
            writing.unlock();
        }
    }

    void change(Action action) {
        write(connection -> {
            action.run(connection);
            return Boolean.TRUE;
        });
    }

    private Connection writer() throws SQLException {
        synchronized (readers) {
            checkOpen();
        }
        Connection known = writer;
        if (known == null) {
            SQLiteConfig config = config();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.enforceForeignKeys(true);
            known = DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
            writer = known;
        }
        return known;
    }

    /** A writer that cannot even roll back is given up; the next one starts afresh. */
    private void rollBack(Connection connection) throws SQLException {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("cannot roll back; SQLite does so when the connection is closed", e);
            writer = null;
            connection.close();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        return config;
    }

    private void checkOpen() {
        if (closed) {
            throw new ProjectException("The project " + file.getParent() + " is closed.");
        }
    }

    private ProjectException explained(String verb, SQLException e) {
        String remedy = e instanceof SQLiteException s ? remedy(s.getResultCode()) : "";
        return new ProjectException(
                "Cannot " + verb + " the catalogue " + file + ": " + e.getMessage() + "." + remedy,
                e,
                e instanceof SQLiteException s && isDamage(s.getResultCode()));
    }

    private static boolean isDamage(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CORRUPT_VTAB, SQLITE_CORRUPT_INDEX, SQLITE_CORRUPT_SEQUENCE ->
                true;
            default -> false;
        };
    }

    private static String remedy(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CORRUPT_VTAB, SQLITE_CORRUPT_INDEX, SQLITE_CORRUPT_SEQUENCE ->
                " The file is damaged; nothing was changed. Restore it from a copy, or repair the project: that moves"
                        + " the file aside and lists the tables again from their own files.";
            case SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED ->
                " Another program has been writing to it for a long time. Close that program, then try again.";
            case SQLITE_FULL -> " The disk is full; nothing was changed. Make room, then try again.";
            case SQLITE_READONLY, SQLITE_READONLY_DIRECTORY, SQLITE_CANTOPEN, SQLITE_PERM ->
                " Check that you may write to the folder, or work on a copy of it.";
            default -> " Nothing was changed.";
        };
    }

    @Override
    public void close() {
        writing.lock();
        try {
            synchronized (readers) {
                closed = true;
                while (!readers.isEmpty()) {
                    readers.pop().close();
                }
            }
            synchronized (watching) {
                if (watcher != null) {
                    watcher.close();
                    watcher = null;
                }
            }
            if (writer != null) {
                writer.close();
                writer = null;
            }
        } catch (SQLException e) {
            throw explained("close", e);
        } finally {
            writing.unlock();
        }
    }
}
