package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of a queue that count, by annotator, as columns. Reading again takes only what is new, so that it can follow a log while
 * others write it. Thread-safe as long as readers of its columns do not overlap with {@link #refresh}.
 */
public final class QueueLabels {
    private final LabelStore store;
    private final Map<String, AnnotatorLabels> byAnnotator = new TreeMap<>();
    private PairQueue queue;

    QueueLabels(LabelStore store, PairQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    /** Reads what the log has gained; true if there was something. */
    public synchronized boolean refresh() {
        return store.read(this::catchUp);
    }

    private boolean catchUp(Connection connection) throws SQLException {
        if (!LabelSchema.exists(connection)) {
            return false;
        }
        queue = LabelLog.all(connection, LabelRows.QUEUES + " WHERE id = ?", LabelRows::queue, queue.id())
                .getFirst();
        boolean changed = false;
        for (String name : LabelLog.annotators(connection, queue)) {
            AnnotatorLabels labels = byAnnotator.computeIfAbsent(name, n -> new AnnotatorLabels(queue, n));
            labels.grow(queue.pairs());
            changed |= labels.catchUp(connection);
        }
        return changed;
    }

    /** The queue as it was when it was read last. */
    public synchronized PairQueue queue() {
        return queue;
    }

    /** Everybody who ever answered, by name. */
    public synchronized List<AnnotatorLabels> annotators() {
        return new ArrayList<>(byAnnotator.values());
    }
}
