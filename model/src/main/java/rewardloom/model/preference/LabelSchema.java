package rewardloom.model.preference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables of pairs and labels, made when a project first needs them. */
public final class LabelSchema {
    private LabelSchema() {}

    /** Whether the project has these tables. */
    static boolean exists(Connection connection) throws SQLException {
        return has(connection, "trigger", "label_event_stays");
    }

    private static boolean has(Connection connection, String type, String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?")) {
            statement.setString(1, type);
            statement.setString(2, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    /** Makes the tables that are not there. */
    static void create(Connection connection) throws SQLException {
        // A blank line ends a statement: triggers hold semicolons.
        for (String part : script().split("\n\\s*\n")) {
            if (!withoutComments(part).isBlank()) {
                execute(connection, part);
            }
        }
    }

    /**
     * Brings the tables of the first format, which knew pairs with one answer each, to today's; does nothing when there are none.
     * Every queue, pair and event keeps its id.
     */
    public static void upgrade(Connection connection) throws SQLException {
        if (!has(connection, "table", "label_event")) {
            return;
        }
        execute(connection, "DROP TRIGGER IF EXISTS label_event_keeps");
        execute(connection, "DROP TRIGGER IF EXISTS label_event_stays");
        execute(connection, "DROP INDEX IF EXISTS label_event_by_annotator");
        for (String table : new String[] {"label_event", "pair", "pair_queue"}) {
            execute(connection, "ALTER TABLE " + table + " RENAME TO " + table + "_1");
        }
        create(connection);
        Map<Long, String> uids = uids(connection);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO pair_queue (id, uid, name, kind, seed, sampler, created, pairs, questions)"
                        + " SELECT id, ?, name, kind, seed, sampler, created, pairs, '{}' FROM pair_queue_1"
                        + " WHERE id = ?")) {
            for (Map.Entry<Long, String> queue : uids.entrySet()) {
                insert.setString(1, queue.getValue());
                insert.setLong(2, queue.getKey());
                insert.executeUpdate();
            }
        }
        execute(
                connection,
                "INSERT INTO pair (id, queue_id, position, item_a, item_b, sampler)"
                        + " SELECT id, queue_id, position, item_a, item_b, 'uniform' FROM pair_1");
        execute(
                connection,
                "INSERT INTO label_event (id, queue_id, pair_id, position, annotator, action, target, answer, strength,"
                        + " sides, shown_at, first_play_at, answered_at, active_ms, note, tool, origin)"
                        + " SELECT id, queue_id, pair_id, position, annotator, action, target, answer, strength,"
                        + " left_item, shown_at, first_play_at, answered_at, active_ms, note, tool, origin"
                        + " FROM label_event_1 ORDER BY id");
        for (String table : new String[] {"label_event", "pair", "pair_queue"}) {
            execute(connection, "DROP TABLE " + table + "_1");
        }
    }

    private static Map<Long, String> uids(Connection connection) throws SQLException {
        Map<Long, String> uids = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT id, name, seed, created FROM pair_queue_1 ORDER BY id")) {
            while (row.next()) {
                uids.put(row.getLong("id"), uid(row.getString("name"), row.getLong("seed"), row.getLong("created")));
            }
        }
        return uids;
    }

    /** What a queue is called in every copy of its project, whatever its name becomes. */
    static String uid(String name, long seed, long created) {
        return Sha256.hex("queue", name, Long.toString(seed), Long.toString(created));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String withoutComments(String part) {
        return part.replaceAll("(?m)--.*$", "");
    }

    private static String script() {
        try (InputStream in = LabelSchema.class.getResourceAsStream("labels.sql")) {
            if (in == null) {
                throw new IllegalStateException("labels.sql is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
