package rewardloom.model.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;

/** Reads from a damaged catalogue what can still be read: its tables, and row by row whatever else it holds, such as labels. */
final class Salvage implements AutoCloseable {
    private static final Set<String> TABLES = Set.of("data_table", "data_column", "data_series");

    private final @Nullable Connection old;
    private final List<Table> tables = new ArrayList<>();
    private final List<Problem> report = new ArrayList<>();
    private final String file;

    Salvage(Path damaged) {
        file = damaged.toString();
        old = Files.exists(damaged) ? open() : null;
        if (old != null) {
            readTables(old);
        }
    }

    /** Something that one object of the schema was made with. */
    private record Made(String type, String name, String sql) {}

    private @Nullable Connection open() {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                // One broken entry in the schema must not hide the others. Nothing is written.
                statement.execute("PRAGMA writable_schema = ON");
            }
            return connection;
        } catch (SQLException e) {
            lost("The damaged catalogue cannot be opened", e);
            return null;
        }
    }

    private void readTables(Connection connection) {
        try {
            TableRows.list(connection).forEach(l -> tables.add(l.table()));
        } catch (SQLException | IllegalArgumentException e) {
            tables.clear();
            lost(
                    "The damaged catalogue does not say any more which tables there were; they are listed from their"
                            + " own files",
                    e);
        }
    }

    private void lost(String what, Exception e) {
        report.add(Problem.warning("lost", file, what + " (" + ParquetReads.firstLine(e) + ")."));
    }

    /** The tables that it still lists. */
    List<Table> tables() {
        return tables;
    }

    List<Problem> report() {
        return report;
    }

    /** Copies everything but the list of tables into a new catalogue. */
    void copyTo(Connection fresh) throws SQLException {
        if (old == null) {
            return;
        }
        List<Made> schema = schema(old);
        for (Made made : schema) {
            if (made.type.equals("table") && !TABLES.contains(made.name) && make(fresh, made)) {
                copy(old, fresh, made.name);
            }
        }
        for (Made made : schema) {
            if (!made.type.equals("table")) {
                make(fresh, made);
            }
        }
    }

    private List<Made> schema(Connection connection) {
        List<Made> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT type, name, sql FROM sqlite_master"
                        + " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'")) {
            while (row.next()) {
                result.add(new Made(row.getString(1), row.getString(2), row.getString(3)));
            }
        } catch (SQLException e) {
            lost("The damaged catalogue does not say any more what else it held", e);
        }
        return result;
    }

    private boolean make(Connection fresh, Made made) throws SQLException {
        try (PreparedStatement there = fresh.prepareStatement("SELECT 1 FROM sqlite_master WHERE name = ?")) {
            there.setString(1, made.name);
            try (ResultSet row = there.executeQuery()) {
                if (row.next()) {
                    return made.type.equals("table");
                }
            }
        }
        try (Statement statement = fresh.createStatement()) {
            statement.execute(made.sql);
            return true;
        } catch (SQLException e) {
            lost("The " + made.type + " " + made.name + " cannot be made again", e);
            return false;
        }
    }

    private void copy(Connection from, Connection fresh, String table) {
        String name = Engine.identifier(table);
        long copied = 0;
        try (Statement query = from.createStatement();
                ResultSet row = query.executeQuery("SELECT * FROM " + name)) {
            int width = row.getMetaData().getColumnCount();
            String places = String.join(", ", Collections.nCopies(width, "?"));
            try (PreparedStatement insert =
                    fresh.prepareStatement("INSERT OR REPLACE INTO " + name + " VALUES (" + places + ")")) {
                while (row.next()) {
                    for (int i = 1; i <= width; i++) {
                        insert.setObject(i, row.getObject(i));
                    }
                    insert.executeUpdate();
                    copied++;
                }
            }
        } catch (SQLException e) {
            lost("Only " + copied + " rows of " + table + " could be read", e);
        }
    }

    @Override
    public void close() {
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                lost("The damaged catalogue cannot be closed", e);
            }
        }
    }
}
