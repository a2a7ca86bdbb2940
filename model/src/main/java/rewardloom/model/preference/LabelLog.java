package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The queues and labels of a project. Labels are an append-only log: undoing an answer adds an event, and so does redoing it.
 * Thread-safe. An error of the database is the exception of the {@link LabelStore}.
 */
public final class LabelLog {
    private final LabelStore store;

    public LabelLog(LabelStore store) {
        this.store = store;
    }

    /**
     * Stores a queue with its pairs in one transaction.
     *
     * @param name name for people, unique in the project
     * @param sample the pairs in the order in which they are asked
     * @throws LabelException if there is a queue with this name, or no pair
     */
    public PairQueue create(String name, long seed, Instant now, PairSample sample) {
        if (name.isBlank()) {
            throw new LabelException("a queue needs a name");
        }
        if (sample.pairs().isEmpty()) {
            throw new LabelException("a queue needs at least one pair. " + sample.report());
        }
        return store.write(connection -> {
            LabelSchema.create(connection);
            if (find(connection, name).isPresent()) {
                throw new LabelException("there is already a queue named '" + name + "'; choose another name");
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO pair_queue (name, kind, seed, sampler, created, pairs) VALUES (?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, name);
                insert.setString(2, sample.kind().id());
                insert.setLong(3, seed);
                insert.setString(4, sample.sampler());
                insert.setLong(5, now.toEpochMilli());
                insert.setInt(6, sample.pairs().size());
                insert.executeUpdate();
            }
            PairQueue queue = find(connection, name).orElseThrow();
            insertPairs(connection, queue, sample.pairs());
            return queue;
        });
    }

    private static void insertPairs(Connection connection, PairQueue queue, List<PairSample.Draw> pairs)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO pair (queue_id, position, item_a, item_b) VALUES (?, ?, ?, ?)")) {
            int position = 0;
            for (PairSample.Draw pair : pairs) {
                insert.setLong(1, queue.id());
                insert.setInt(2, position++);
                insert.setLong(3, LabelRows.intern(connection, pair.a()));
                insert.setLong(4, LabelRows.intern(connection, pair.b()));
                insert.executeUpdate();
            }
        }
    }

    /** Every queue, oldest first. */
    public List<PairQueue> queues() {
        return read(List.of(), connection -> all(connection, LabelRows.QUEUES + " ORDER BY id", LabelRows::queue));
    }

    /** The queue with this name. */
    public Optional<PairQueue> queue(String name) {
        return read(Optional.empty(), connection -> find(connection, name));
    }

    private static Optional<PairQueue> find(Connection connection, String name) throws SQLException {
        return all(connection, LabelRows.QUEUES + " WHERE name = ?", LabelRows::queue, name).stream()
                .findFirst();
    }

    /** The pairs of a queue in the order in which they are asked. */
    public List<Pair> pairs(PairQueue queue) {
        return read(
                List.of(),
                connection -> all(
                        connection,
                        LabelRows.PAIRS + " WHERE p.queue_id = ? ORDER BY p.position",
                        LabelRows::pair,
                        queue.id()));
    }

    /** Everybody who ever answered a pair of this queue, by name. */
    public List<String> annotators(PairQueue queue) {
        return read(
                List.of(),
                connection -> all(
                        connection,
                        "SELECT DISTINCT annotator FROM label_event WHERE queue_id = ? ORDER BY annotator",
                        row -> row.getString(1),
                        queue.id()));
    }

    /** The labels of a queue that count: those that were not undone and not replaced, in the order in which they were given. */
    public List<Label> labels(PairQueue queue) {
        return read(List.of(), connection -> {
            Set<Long> counting = new HashSet<>();
            for (LabelHistory history : histories(connection, queue).values()) {
                for (long event : history.allCounting()) {
                    counting.add(event);
                }
            }
            List<Label> answers = all(
                    connection,
                    LabelRows.LABELS + " WHERE e.queue_id = ? AND e.answer IS NOT NULL ORDER BY e.id",
                    LabelRows::label,
                    queue.id());
            return answers.stream()
                    .filter(label -> counting.contains(label.event()))
                    .toList();
        });
    }

    /** How many pairs of a queue each annotator has answered. */
    public Map<String, Integer> answered(PairQueue queue) {
        return read(Map.of(), connection -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            histories(connection, queue).forEach((who, history) -> counts.put(who, history.answeredCount()));
            return counts;
        });
    }

    /** Number of events of a queue, undone ones included. */
    public long events(PairQueue queue) {
        return read(
                0L,
                connection -> all(
                                connection,
                                "SELECT count(*) FROM label_event WHERE queue_id = ?",
                                row -> row.getLong(1),
                                queue.id())
                        .getFirst());
    }

    /**
     * Starts to label, at the first pair this annotator has not answered.
     *
     * @param tool program and version, kept with every answer
     */
    public LabelSession session(PairQueue queue, String annotator, String tool) {
        if (annotator.isBlank()) {
            throw new LabelException("labels need the name of their annotator");
        }
        return new LabelSession(store, queue, annotator.strip(), tool);
    }

    /**
     * Adds labels that were given elsewhere. Labels of pairs that the same annotator has answered here must not be among them.
     *
     * @param labels labels with an origin, of pairs of this queue
     */
    void append(PairQueue queue, List<Label> labels) {
        store.write(connection -> {
            for (Label label : labels) {
                LabelRows.append(connection, queue, label);
            }
            return labels.size();
        });
    }

    private static Map<String, LabelHistory> histories(Connection connection, PairQueue queue) throws SQLException {
        Map<String, LabelHistory> histories = new LinkedHashMap<>();
        List<Map.Entry<String, LabelEvent>> events = all(
                connection,
                "SELECT id, position, action, target, annotator FROM label_event WHERE queue_id = ? ORDER BY id",
                row -> Map.entry(row.getString("annotator"), LabelRows.event(row)),
                queue.id());
        events.stream()
                .map(Map.Entry::getKey)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .forEach(who -> histories.put(who, new LabelHistory(queue.pairs())));
        for (Map.Entry<String, LabelEvent> event : events) {
            histories
                    .computeIfAbsent(event.getKey(), who -> new LabelHistory(queue.pairs()))
                    .apply(event.getValue());
        }
        return histories;
    }

    private <T> T read(T empty, LabelStore.Work<T> work) {
        return store.read(connection -> LabelSchema.exists(connection) ? work.run(connection) : empty);
    }

    /** All rows of a query. */
    static <T> List<T> all(Connection connection, String sql, RowReader<T> reader, Object... values)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(reader.read(found));
                }
            }
        }
        return rows;
    }

    /** Makes an object of the row a result set stands on. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
