package rewardloom.model.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.Role;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** The rows of the catalogue that describe tables. */
final class TableRows {
    private TableRows() {}

    /** A table and the length of its Parquet file when it was added. */
    record Listed(Table table, long storedBytes) {}

    static List<Listed> list(Connection connection) throws SQLException {
        Map<String, List<Column>> columns = columns(connection);
        Map<String, List<SeriesSummary>> series = series(connection);
        List<Listed> result = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT id, kind, name, run, rows, file, format, sha256, bytes, stored_bytes FROM data_table"
                                + " ORDER BY position");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String id = row.getString(1);
                Table table = new Table(
                        id,
                        Kind.of(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        columns.getOrDefault(id, List.of()),
                        series.getOrDefault(id, List.of()),
                        new Provenance(row.getString(6), row.getString(7), row.getString(8), row.getLong(9)));
                result.add(new Listed(table, row.getLong(10)));
            }
        }
        return result;
    }

    private static Map<String, List<Column>> columns(Connection connection) throws SQLException {
        Map<String, List<Column>> result = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT table_id, name, type, role FROM data_column ORDER BY table_id, position");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                result.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                        .add(new Column(
                                row.getString(2),
                                ColumnType.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                                Role.parse(row.getString(4))));
            }
        }
        return result;
    }

    private static Map<String, List<SeriesSummary>> series(Connection connection) throws SQLException {
        Map<String, List<SeriesSummary>> result = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
            SELECT table_id, tag, role, count, first_step, last_step, first, last, min, max, nonfinite,
                repeated_steps, backward_steps, has_steps
            FROM data_series ORDER BY table_id, position\
            """);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                result.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                        .add(new SeriesSummary(
                                row.getString(2),
                                Role.parse(row.getString(3)),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                real(row, 7),
                                real(row, 8),
                                real(row, 9),
                                real(row, 10),
                                row.getLong(11),
                                row.getLong(12),
                                row.getLong(13),
                                row.getBoolean(14)));
            }
        }
        return result;
    }

    /** SQLite keeps NaN as NULL. */
    private static double real(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    static boolean contains(Connection connection, String sha256) throws SQLException {
        // A table that was listed again from its own file knows only the digits that stand in the file's name.
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM data_table WHERE sha256 = ? OR sha256 = ? LIMIT 1")) {
            set(query, sha256, sha256.length() == 64 ? Intake.digits(sha256) : sha256);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Where a table stands in the list, or null if it is not there. */
    static @Nullable Long position(Connection connection, Table table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT position FROM data_table WHERE id = ?")) {
            set(query, table.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    static void insert(Connection connection, Table table, long storedBytes, @Nullable Long position)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO data_table(position, id, kind, name, run, rows, file, format, sha256, bytes, stored_bytes,"
                        + " added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Provenance from = table.provenance();
            set(
                    insert,
                    position,
                    table.id(),
                    table.kind().id(),
                    table.name(),
                    table.run(),
                    table.rows(),
                    from.file(),
                    from.format(),
                    from.sha256(),
                    from.bytes(),
                    storedBytes,
                    Instant.now().toString());
            insert.executeUpdate();
        }
        insertColumns(connection, table);
        insertSeries(connection, table);
    }

    private static void insertColumns(Connection connection, Table table) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO data_column(table_id, position, name, type, role) VALUES (?, ?, ?, ?, ?)")) {
            int position = 0;
            for (Column column : table.columns()) {
                set(
                        insert,
                        table.id(),
                        position++,
                        column.name(),
                        column.type().id(),
                        column.role().id());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertSeries(Connection connection, Table table) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO data_series VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            int position = 0;
            for (SeriesSummary s : table.series()) {
                set(
                        insert,
                        table.id(),
                        position++,
                        s.tag(),
                        s.role().id(),
                        s.count(),
                        s.firstStep(),
                        s.lastStep(),
                        s.first(),
                        s.last(),
                        s.min(),
                        s.max(),
                        s.nonfinite(),
                        s.repeatedSteps(),
                        s.backwardSteps(),
                        s.hasSteps());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Changes the role of a column, or of a tag of a metrics table; says how many there were. */
    static int setRole(Connection connection, Table table, String name, Role role) throws SQLException {
        int changed =
                update(connection, "UPDATE data_series SET role = ? WHERE table_id = ? AND tag = ?", role, table, name);
        return table.kind() == Kind.METRICS
                ? changed
                : changed
                        + update(
                                connection,
                                "UPDATE data_column SET role = ? WHERE table_id = ? AND name = ?",
                                role,
                                table,
                                name);
    }

    private static int update(Connection connection, String sql, Role role, Table table, String name)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, role.id(), table.id(), name);
            return update.executeUpdate();
        }
    }

    static int remove(Connection connection, Table table) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM data_table WHERE id = ?")) {
            set(delete, table.id());
            return delete.executeUpdate();
        }
    }

    static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
