package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How queues, comparisons and events lie in the rows of the database. */
final class LabelRows {
    static final String QUEUES = "SELECT id, uid, name, kind, seed, sampler, created, pairs, questions FROM pair_queue";
    private static final String PAIR =
            "p.id AS pair_id, p.position, p.sampler AS drawn_by, p.score, p.check_kind, p.expected, p.check_of, "
                    + ItemRows.columns("a") + ", " + ItemRows.columns("b");
    private static final String JOIN = " JOIN pair_item a ON a.id = p.item_a JOIN pair_item b ON b.id = p.item_b";
    static final String PAIRS = "SELECT " + PAIR + " FROM pair p" + JOIN;
    static final String LABELS = "SELECT e.id AS event_id, e.annotator, e.answer, e.strength, e.ranking, e.criteria,"
            + " e.confidence, e.reasons, e.note, e.sides, e.plays, e.speed, e.revealed, e.shown_at, e.first_play_at,"
            + " e.viewed_at, e.answered_at, e.active_ms, e.edits, e.tool, e.origin, " + PAIR
            + " FROM label_event e JOIN pair p ON p.id = e.pair_id" + JOIN;
    static final String EVENTS = "SELECT id, position, action, target FROM label_event";

    private LabelRows() {}

    static PairQueue queue(ResultSet row) throws SQLException {
        return new PairQueue(
                row.getLong("id"),
                row.getString("uid"),
                row.getString("name"),
                PairQueue.Kind.of(row.getString("kind")),
                row.getLong("seed"),
                row.getString("sampler"),
                Instant.ofEpochMilli(row.getLong("created")),
                row.getInt("pairs"),
                LabelCells.questions(row.getString("questions")));
    }

    /**
     * The comparison of a row.
     *
     * @param more the third item and those after it
     */
    static Comparison comparison(ResultSet row, List<Item> more) throws SQLException {
        List<Item> items = new ArrayList<>(List.of(ItemRows.item(row, "a_"), ItemRows.item(row, "b_")));
        items.addAll(more);
        String expected = row.getString("expected");
        return new Comparison(
                row.getLong("pair_id"),
                row.getInt("position"),
                items,
                new Comparison.Draw(row.getString("drawn_by"), number(row, "score")),
                new Check(
                        Check.Kind.of(row.getString("check_kind")), expected == null ? null : Answer.of(expected), (int)
                                whole(row, "check_of", -1)));
    }

    static Verdict verdict(ResultSet row) throws SQLException {
        String ranking = row.getString("ranking");
        return new Verdict(
                new Opinion(Answer.of(row.getString("answer")), row.getInt("strength")),
                ranking == null ? null : Ranking.parse(ranking),
                LabelCells.criteria(row.getString("criteria")),
                row.getInt("confidence"),
                LabelCells.texts(row.getString("reasons")),
                row.getString("note"));
    }

    static Label label(ResultSet row, List<Item> more) throws SQLException {
        Verdict verdict = verdict(row);
        Presentation presentation = new Presentation(
                Sides.parse(row.getString("sides")),
                LabelCells.plays(row.getString("plays")),
                number(row, "speed"),
                LabelCells.words(row.getString("revealed")));
        Timing timing = new Timing(
                Instant.ofEpochMilli(row.getLong("shown_at")),
                instant(row, "first_play_at"),
                instant(row, "viewed_at"),
                Instant.ofEpochMilli(row.getLong("answered_at")),
                row.getLong("active_ms"));
        return new Label(
                row.getLong("event_id"),
                comparison(row, more),
                row.getString("annotator"),
                verdict,
                presentation,
                timing,
                LabelCells.edits(row.getString("edits")),
                row.getString("tool"),
                row.getString("origin"));
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? Double.NaN : number;
    }

    private static long whole(ResultSet row, String column, long otherwise) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? otherwise : number;
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
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO label_event (queue_id, pair_id, position, annotator, action, answer, strength, ranking,"
                    + " criteria, confidence, reasons, note, sides, plays, speed, revealed, shown_at, first_play_at,"
                    + " viewed_at, answered_at, active_ms, edits, tool, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            Verdict verdict = label.verdict();
            Ranking ranking = verdict.ranking();
            insert.setLong(1, queue.id());
            insert.setLong(2, label.comparison().id());
            insert.setInt(3, label.comparison().position());
            insert.setString(4, label.annotator());
            insert.setString(5, label.origin().isEmpty() ? "answer" : "import");
            insert.setString(6, verdict.answer().id());
            insert.setInt(7, verdict.overall().strength());
            insert.setString(8, ranking == null ? null : ranking.id());
            insert.setString(9, LabelCells.criteria(verdict.criteria()));
            insert.setInt(10, verdict.confidence());
            insert.setString(11, LabelCells.texts(verdict.reasons()));
            insert.setString(12, verdict.note());
            show(insert, label);
            insert.setString(22, LabelCells.edits(label.edits()));
            insert.setString(23, label.tool());
            insert.setString(24, label.origin());
            insert.executeUpdate();
            return generatedKey(insert);
        }
    }

    private static void show(PreparedStatement insert, Label label) throws SQLException {
        Presentation shown = label.presentation();
        insert.setString(13, shown.sides().id());
        insert.setString(14, LabelCells.plays(shown.plays()));
        set(insert, 15, shown.speed());
        insert.setString(16, LabelCells.words(shown.revealed()));
        insert.setLong(17, label.timing().shown().toEpochMilli());
        set(insert, 18, label.timing().firstPlay());
        set(insert, 19, label.timing().viewed());
        insert.setLong(20, label.timing().answered().toEpochMilli());
        insert.setLong(21, label.timing().activeMillis());
    }

    private static void set(PreparedStatement insert, int place, double number) throws SQLException {
        if (Double.isNaN(number)) {
            insert.setNull(place, Types.REAL);
        } else {
            insert.setDouble(place, number);
        }
    }

    private static void set(PreparedStatement insert, int place, @Nullable Instant time) throws SQLException {
        if (time == null) {
            insert.setNull(place, Types.INTEGER);
        } else {
            insert.setLong(place, time.toEpochMilli());
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
                        + " origin) SELECT queue_id, pair_id, position, annotator, ?, id, ?, ?, ''"
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

    private static long generatedKey(PreparedStatement insert) throws SQLException {
        try (ResultSet keys = insert.getGeneratedKeys()) {
            if (!keys.next()) {
                throw new SQLException("the label log did not take an event");
            }
            return keys.getLong(1);
        }
    }
}
