package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
    /** The name under which disputed comparisons are decided: one voice, whoever speaks. It is no annotator among the others. */
    public static final String ADJUDICATION = "adjudication";

    private final LabelStore store;

    public LabelLog(LabelStore store) {
        this.store = store;
    }

    /**
     * Stores a queue with its comparisons in one transaction.
     *
     * @param name name for people, unique in the project
     * @param sample the comparisons in the order in which they are asked
     * @throws LabelException if there is a queue with this name, or no comparison
     */
    public PairQueue create(String name, long seed, Instant now, PairSample sample) {
        return create(name, LabelSchema.uid(name, seed, now.toEpochMilli()), seed, now, sample);
    }

    /**
     * Stores the copy of a queue of another project.
     *
     * @param uid what is the same in every copy of it
     * @throws LabelException if there is a queue with this name, or no comparison
     */
    public PairQueue create(String name, String uid, long seed, Instant now, PairSample sample) {
        if (name.isBlank()) {
            throw new LabelException("a queue needs a name");
        }
        if (name.contains(",")) {
            throw new LabelException("the name of a queue has no comma, since lists of tables are parted by commas");
        }
        checkNotEmpty(sample);
        return store.write(connection -> {
            LabelSchema.create(connection);
            if (find(connection, name).isPresent()) {
                throw new LabelException("there is already a queue named '" + name + "'; choose another name");
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO pair_queue (uid, name, kind, seed, sampler, created, pairs, questions)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, uid);
                insert.setString(2, name);
                insert.setString(3, sample.kind().id());
                insert.setLong(4, seed);
                insert.setString(5, sample.sampler());
                insert.setLong(6, now.toEpochMilli());
                insert.setInt(7, sample.entries().size());
                insert.setString(8, sample.questions().json());
                insert.executeUpdate();
            }
            PairQueue queue = find(connection, name).orElseThrow();
            insert(connection, queue.id(), 0, sample.entries());
            return queue;
        });
    }

    /**
     * Adds comparisons at the end of a queue, in one transaction.
     *
     * @return the queue with its new length
     * @throws LabelException if the sample holds other items than the queue, or no comparison
     */
    public PairQueue extend(PairQueue queue, PairSample sample) {
        checkNotEmpty(sample);
        if (sample.kind() != queue.kind()
                || sample.entries().stream()
                        .anyMatch(e -> e.items().size() != queue.questions().items())) {
            throw new LabelException("'" + queue.name() + "' asks about "
                    + queue.questions().items() + " " + queue.kind().id()
                    + " at a time; only the same can be added to it");
        }
        return store.write(connection -> {
            PairQueue now = find(connection, queue.name()).orElseThrow();
            insert(connection, now.id(), now.pairs(), sample.entries());
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE pair_queue SET pairs = ?, sampler = ? WHERE id = ?")) {
                update.setInt(1, now.pairs() + sample.entries().size());
                update.setString(2, now.sampler() + "; then " + sample.sampler());
                update.setLong(3, now.id());
                update.executeUpdate();
            }
            return find(connection, queue.name()).orElseThrow();
        });
    }

    private static void checkNotEmpty(PairSample sample) {
        if (sample.entries().isEmpty()) {
            throw new LabelException("a queue needs at least one pair. " + sample.report());
        }
    }

    private static void insert(Connection connection, long queue, int first, List<PairSample.Entry> entries)
            throws SQLException {
        try (ItemRows rows = new ItemRows(connection)) {
            int position = first;
            for (PairSample.Entry entry : entries) {
                Check check = entry.check();
                Check placed = check.of() < 0 ? check : Check.repeat(check.kind(), check.of() + first);
                rows.add(queue, position++, entry.items(), entry.draw(), placed);
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

    /** The comparisons of a queue in the order in which they are asked. */
    public List<Comparison> comparisons(PairQueue queue) {
        return read(List.of(), connection -> {
            Map<Long, List<Item>> more = ItemRows.more(connection, queue.id(), 0, Integer.MAX_VALUE);
            return all(
                    connection,
                    LabelRows.PAIRS + " WHERE p.queue_id = ? ORDER BY p.position",
                    row -> LabelRows.comparison(row, more.getOrDefault(row.getLong("pair_id"), List.of())),
                    queue.id());
        });
    }

    /** Everybody who ever answered something of this queue, by name. */
    public List<String> annotators(PairQueue queue) {
        return read(List.of(), connection -> annotators(connection, queue));
    }

    /** Looks each next name up in the index: a log of millions of events has few annotators. */
    static List<String> annotators(Connection connection, PairQueue queue) throws SQLException {
        return all(
                connection,
                "WITH RECURSIVE names(name) AS ("
                        + "SELECT min(annotator) FROM label_event WHERE queue_id = ?1"
                        + " UNION ALL SELECT (SELECT min(annotator) FROM label_event"
                        + " WHERE queue_id = ?1 AND annotator > name) FROM names WHERE name IS NOT NULL)"
                        + " SELECT name FROM names WHERE name IS NOT NULL",
                row -> row.getString(1),
                queue.id());
    }

    /** The labels of a queue that count, as columns that can follow the log. */
    public QueueLabels columns(PairQueue queue) {
        QueueLabels labels = new QueueLabels(store, queue);
        labels.refresh();
        return labels;
    }

    /** What was said besides the overall answer, where something was. */
    QueueTables.DetailedAnswers details(PairQueue queue) {
        Map<String, Map<Integer, Verdict>> verdicts = new LinkedHashMap<>();
        for (Label label : labels(queue)) {
            verdicts.computeIfAbsent(label.annotator(), who -> new LinkedHashMap<>())
                    .put(label.comparison().position(), label.verdict());
        }
        return new QueueTables.DetailedAnswers(verdicts);
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
            Map<Long, List<Item>> more = ItemRows.more(connection, queue.id(), 0, Integer.MAX_VALUE);
            Edits edits = Edits.read(connection, queue.id());
            List<Label> labels = new ArrayList<>(counting.size());
            List<Label> answers = all(
                    connection,
                    LabelRows.LABELS + " WHERE e.queue_id = ? AND e.answer IS NOT NULL ORDER BY e.id",
                    row -> LabelRows.label(row, more.getOrDefault(row.getLong("pair_id"), List.of())),
                    queue.id());
            for (Label label : answers) {
                if (counting.contains(label.event())) {
                    labels.add(edits.on(label));
                }
            }
            return labels;
        });
    }

    /**
     * What somebody has said about pairs of a kind, in every queue: the decisive answers, of each pair the last one. Disputes were
     * decided under the name {@link #ADJUDICATION}.
     */
    public List<KnownAnswer> known(PairQueue.Kind kind, String annotator) {
        Map<Set<String>, KnownAnswer> known = new LinkedHashMap<>();
        for (PairQueue queue : queues()) {
            if (queue.kind() == kind && queue.questions().items() == 2) {
                for (Label label : labels(queue)) {
                    if (label.annotator().equals(annotator) && label.answer().isDecisive()) {
                        Comparison pair = label.comparison();
                        known.put(
                                Set.of(pair.a().hash(), pair.b().hash()),
                                new KnownAnswer(pair.items(), label.answer()));
                    }
                }
            }
        }
        return List.copyOf(known.values());
    }

    /** How many comparisons of a queue each annotator has answered. */
    public Map<String, Integer> answered(PairQueue queue) {
        return read(Map.of(), connection -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            histories(connection, queue).forEach((who, history) -> counts.put(who, history.answeredCount()));
            return counts;
        });
    }

    /**
     * A number that is another one whenever a queue has gained events; found by the index, however many events there are.
     *
     * @return 0 without events
     */
    public long state(PairQueue queue) {
        return read(0L, connection -> {
            long state = 0;
            for (String who : annotators(connection, queue)) {
                state += all(
                                connection,
                                "SELECT max(id) FROM label_event WHERE queue_id = ? AND annotator = ?",
                                row -> row.getLong(1),
                                queue.id(),
                                who)
                        .getFirst();
            }
            return state;
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
     * Starts to label, at the first comparison this annotator has not answered.
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
     * Adds labels that were given elsewhere, in one transaction. Where an annotator has an answer to a comparison by then, as another
     * program may have written meanwhile, that one stays.
     *
     * @param labels labels with an origin, of comparisons of this queue
     * @return those that were not added
     */
    public List<Label> append(PairQueue queue, List<Label> labels) {
        if (labels.isEmpty()) {
            return List.of();
        }
        return store.write(connection -> {
            Map<String, LabelHistory> histories = histories(connection, queue);
            List<Label> late = new ArrayList<>();
            for (Label label : labels) {
                LabelHistory history = histories.get(label.annotator());
                if (history != null && history.counting(label.comparison().position()) != 0) {
                    late.add(label);
                } else {
                    LabelRows.append(connection, queue, label);
                }
            }
            return late;
        });
    }

    private static Map<String, LabelHistory> histories(Connection connection, PairQueue queue) throws SQLException {
        Map<String, LabelHistory> histories = new LinkedHashMap<>();
        for (String who : annotators(connection, queue)) {
            LabelHistory history = new LabelHistory(queue.pairs());
            all(
                            connection,
                            LabelRows.EVENTS + " WHERE queue_id = ? AND annotator = ? ORDER BY id",
                            LabelRows::event,
                            queue.id(),
                            who)
                    .forEach(history::apply);
            histories.put(who, history);
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
