package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How queues, items, pairs and events lie in the rows of the database. */
final class LabelRows {
    static final String QUEUES = "SELECT id, name, kind, seed, sampler, created, pairs FROM pair_queue";
    static final String PAIRS = "SELECT p.id AS pair_id, p.position, " + item("a") + ", " + item("b")
            + " FROM pair p JOIN pair_item a ON a.id = p.item_a JOIN pair_item b ON b.id = p.item_b";
    static final String LABELS = "SELECT e.id AS event_id, e.annotator, e.answer, e.strength, e.left_item, e.shown_at,"
            + " e.first_play_at, e.answered_at, e.active_ms, e.note, e.tool, e.origin, p.id AS pair_id, p.position, "
            + item("a") + ", " + item("b")
            + " FROM label_event e JOIN pair p ON p.id = e.pair_id"
            + " JOIN pair_item a ON a.id = p.item_a JOIN pair_item b ON b.id = p.item_b";

    private LabelRows() {}

    private static String item(String name) {
        StringBuilder columns = new StringBuilder();
        for (String column : new String[] {
            "hash",
            "kind",
            "table_id",
            "run",
            "episode",
            "first_step",
            "end_step",
            "table_row",
            "prompt_id",
            "sample",
            "column_name"
        }) {
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append(name)
                    .append('.')
                    .append(column)
                    .append(" AS ")
                    .append(name)
                    .append('_')
                    .append(column);
        }
        return columns.toString();
    }

    static PairQueue queue(ResultSet row) throws SQLException {
        return new PairQueue(
                row.getLong("id"),
                row.getString("name"),
                PairQueue.Kind.of(row.getString("kind")),
                row.getLong("seed"),
                row.getString("sampler"),
                Instant.ofEpochMilli(row.getLong("created")),
                row.getInt("pairs"));
    }

    static Pair pair(ResultSet row) throws SQLException {
        return new Pair(row.getLong("pair_id"), row.getInt("position"), item(row, "a_"), item(row, "b_"));
    }

    private static Item item(ResultSet row, String prefix) throws SQLException {
        String table = row.getString(prefix + "table_id");
        String hash = row.getString(prefix + "hash");
        String kind = row.getString(prefix + "kind");
        return switch (kind) {
            case "segment" ->
                new Item.Segment(
                        table,
                        hash,
                        row.getString(prefix + "run"),
                        row.getLong(prefix + "episode"),
                        row.getInt(prefix + "first_step"),
                        row.getInt(prefix + "end_step"));
            case "response" ->
                new Item.Response(
                        table,
                        hash,
                        row.getLong(prefix + "table_row"),
                        row.getString(prefix + "prompt_id"),
                        row.getLong(prefix + "sample"));
            case "pair-text" ->
                new Item.PairText(
                        table, hash, row.getLong(prefix + "table_row"), row.getString(prefix + "column_name"));
            default ->
                throw new SQLException("a pair holds an item of the unknown kind '" + kind
                        + "'; it was written by a newer version of the program");
        };
    }

    static Label label(ResultSet row) throws SQLException {
        return new Label(
                row.getLong("event_id"),
                pair(row),
                row.getString("annotator"),
                Answer.of(row.getString("answer")),
                row.getInt("strength"),
                Sides.parse(row.getString("left_item")),
                new Timing(
                        Instant.ofEpochMilli(row.getLong("shown_at")),
                        instant(row, "first_play_at"),
                        Instant.ofEpochMilli(row.getLong("answered_at")),
                        row.getLong("active_ms")),
                row.getString("note"),
                row.getString("tool"),
                row.getString("origin"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static LabelEvent event(ResultSet row) throws SQLException {
        return new LabelEvent(
                row.getLong("id"),
                row.getInt("position"),
                LabelEvent.Action.of(row.getString("action")),
                row.getLong("target"));
    }

    /** Stores a label and returns the id of its event. */
    static long append(Connection connection, PairQueue queue, Label label) throws SQLException {
        String action = label.origin().isEmpty() ? "answer" : "import";
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO label_event (queue_id, pair_id, position, annotator, action, answer, strength, left_item,"
                        + " shown_at, first_play_at, answered_at, active_ms, note, tool, sampler, origin)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            insert.setLong(1, queue.id());
            insert.setLong(2, label.pair().id());
            insert.setInt(3, label.pair().position());
            insert.setString(4, label.annotator());
            insert.setString(5, action);
            insert.setString(6, label.answer().id());
            insert.setInt(7, label.strength());
            insert.setString(8, label.sides().id());
            insert.setLong(9, label.timing().shown().toEpochMilli());
            Instant played = label.timing().firstPlay();
            if (played == null) {
                insert.setNull(10, Types.INTEGER);
            } else {
                insert.setLong(10, played.toEpochMilli());
            }
            insert.setLong(11, label.timing().answered().toEpochMilli());
            insert.setLong(12, label.timing().activeMillis());
            insert.setString(13, label.note());
            insert.setString(14, label.tool());
            insert.setString(15, queue.sampler());
            insert.setString(16, label.origin());
            insert.executeUpdate();
            return generatedKey(insert);
        }
    }

    /** Stores that an answer was undone or redone and returns the id of the event. */
    static long append(
            Connection connection,
            PairQueue queue,
            String annotator,
            LabelEvent.Action action,
            LabelHistory.Step step,
            Instant when,
            String tool)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO label_event (queue_id, pair_id, position, annotator, action, target, answered_at, tool,"
                        + " sampler, origin) SELECT queue_id, pair_id, position, annotator, ?, id, ?, ?, sampler, ''"
                        + " FROM label_event WHERE id = ? AND queue_id = ? AND annotator = ?",
                Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, action.id());
            insert.setLong(2, when.toEpochMilli());
            insert.setString(3, tool);
            insert.setLong(4, step.event());
            insert.setLong(5, queue.id());
            insert.setString(6, annotator);
            insert.executeUpdate();
            return generatedKey(insert);
        }
    }

    /** Stores an item unless it is there and returns its id. */
    static long intern(Connection connection, Item item) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO pair_item (hash, kind, table_id, run, episode, first_step, end_step, table_row,"
                    + " prompt_id, sample, column_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO"
                    + " NOTHING")) {
            insert.setString(1, item.hash());
            insert.setString(3, item.table());
            for (int i = 4; i <= 11; i++) {
                insert.setNull(i, Types.NULL);
            }
            switch (item) {
                case Item.Segment segment -> {
                    insert.setString(2, "segment");
                    insert.setString(4, segment.run());
                    insert.setLong(5, segment.episode());
                    insert.setInt(6, segment.start());
                    insert.setInt(7, segment.end());
                }
                case Item.Response response -> {
                    insert.setString(2, "response");
                    insert.setLong(8, response.row());
                    insert.setString(9, response.promptId());
                    insert.setLong(10, response.sample());
                }
                case Item.PairText text -> {
                    insert.setString(2, "pair-text");
                    insert.setLong(8, text.row());
                    insert.setString(11, text.column());
                }
            }
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM pair_item WHERE hash = ?")) {
            select.setString(1, item.hash());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static long generatedKey(PreparedStatement insert) throws SQLException {
        try (ResultSet keys = insert.getGeneratedKeys()) {
            if (!keys.next()) {
                throw new SQLException("the label log did not take an event");
            }
            return keys.getLong(1);
        }
    }
}
