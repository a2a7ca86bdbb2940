package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes of mind, found in the log where an annotator has answered the same comparison more than once. */
final class Edits {
    private static final String ANSWERED_AGAIN =
            "SELECT e.annotator, e.position, e.id, e.answer, e.strength, e.ranking, e.answered_at FROM label_event e"
                    + " JOIN (SELECT annotator, position FROM label_event WHERE queue_id = ?1 AND action = 'answer'"
                    + " GROUP BY annotator, position HAVING count(*) > 1) again"
                    + " ON again.annotator = e.annotator AND again.position = e.position"
                    + " WHERE e.queue_id = ?1 AND e.action = 'answer' ORDER BY e.id";

    private final Map<Key, List<Said>> said = new HashMap<>();

    private Edits() {}

    static Edits read(Connection connection, long queue) throws SQLException {
        Edits edits = new Edits();
        LabelLog.all(
                connection,
                ANSWERED_AGAIN,
                row -> edits.said
                        .computeIfAbsent(
                                new Key(row.getString("annotator"), row.getInt("position")), k -> new ArrayList<>())
                        .add(new Said(
                                row.getLong("id"),
                                row.getString("ranking") == null
                                        ? new Opinion(Answer.of(row.getString("answer")), row.getInt("strength")).id()
                                        : row.getString("ranking"),
                                Instant.ofEpochMilli(row.getLong("answered_at")))),
                queue);
        return edits;
    }

    /** The label with the changes of mind that led to it; saying the same again is none. */
    Label on(Label label) {
        List<Said> all = said.get(new Key(label.annotator(), label.comparison().position()));
        if (all == null) {
            return label;
        }
        List<Edit> edits = new ArrayList<>(label.edits());
        Said before = all.getFirst();
        for (Said next : all) {
            if (next.event() <= label.event() && !next.id().equals(before.id())) {
                edits.add(new Edit(before.id(), next.id(), next.at()));
                before = next;
            }
        }
        return new Label(
                label.event(),
                label.comparison(),
                label.annotator(),
                label.verdict(),
                label.presentation(),
                label.timing(),
                edits,
                label.tool(),
                label.origin());
    }

    private record Key(String annotator, int position) {}

    private record Said(long event, String id, Instant at) {}
}
