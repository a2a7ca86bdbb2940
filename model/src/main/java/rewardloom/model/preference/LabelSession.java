package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One annotator working through one queue. Every answer is committed to the disk before the next comparison is returned, so whatever
 * was acknowledged survives a crash, and a new session goes on at the same place. Several sessions, also of several programs, may
 * work on one queue: each reads what the others have added before it writes. Thread-safe; calls touch the disk, so they do not
 * belong on the thread of a window.
 */
public final class LabelSession {
    private final LabelStore store;
    private final PairQueue queue;
    private final String annotator;
    private final String tool;
    private final AnnotatorLabels labels;

    LabelSession(LabelStore store, PairQueue queue, String annotator, String tool) {
        this.store = store;
        this.queue = queue;
        this.annotator = annotator;
        this.tool = tool;
        this.labels = new AnnotatorLabels(queue, annotator);
    }

    public PairQueue queue() {
        return queue;
    }

    public String annotator() {
        return annotator;
    }

    /** The comparison to be answered now. */
    public synchronized Turn current() {
        return store.read(connection -> {
            catchUp(connection);
            return turn(connection);
        });
    }

    /** The comparison that comes after the one to be answered now, to be prepared while that is looked at. */
    public synchronized Optional<Shown> upcoming() {
        LabelHistory history = labels.history();
        OptionalInt now = history.firstOpen(0);
        OptionalInt next = now.isEmpty() ? now : history.firstOpen(now.getAsInt() + 1);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        return store.read(connection -> Optional.of(shown(connection, next.getAsInt())));
    }

    /**
     * A comparison that was answered, to be looked at again and perhaps to be answered otherwise with {@link #revise}.
     *
     * @throws IllegalArgumentException if the queue has no such place
     */
    public synchronized Shown at(int position) {
        return store.read(connection -> {
            catchUp(connection);
            if (position < 0 || position >= labels.pairs()) {
                throw new IllegalArgumentException(
                        "'" + queue.name() + "' has pairs 1 to " + labels.pairs() + ", not " + (position + 1));
            }
            return shown(connection, position);
        });
    }

    /**
     * Stores a verdict; when this returns, it is on the disk.
     *
     * @param comparison what was answered
     * @param presentation how it was shown, on the sides of the {@link Turn}
     * @return what comes next
     * @throws LabelException if this annotator answered it in another window meanwhile; nothing was stored
     */
    public Turn answer(Comparison comparison, Verdict verdict, Presentation presentation, Timing timing) {
        return write(comparison, verdict, presentation, timing, 0);
    }

    /**
     * Replaces a verdict that counts by another one; the old one stays in the log.
     *
     * @param before event of the label to be replaced, as {@link Shown} says it
     * @throws LabelException if that label does not count any more; nothing was stored
     */
    public Turn revise(Comparison comparison, Verdict verdict, Presentation presentation, Timing timing, long before) {
        return write(comparison, verdict, presentation, timing, before);
    }

    private synchronized Turn write(
            Comparison comparison, Verdict verdict, Presentation presentation, Timing timing, long before) {
        Label label = new Label(0, comparison, annotator, verdict, presentation, timing, List.of(), tool, "");
        store.write(connection -> {
            catchUp(connection);
            if (labels.history().counting(comparison.position()) != before) {
                throw new LabelException("pair " + (comparison.position() + 1) + " of '" + queue.name()
                        + "' was answered by " + annotator
                        + " in another window meanwhile; that answer stays, this one was not stored");
            }
            return LabelRows.append(connection, queue, label);
        });
        return current();
    }

    /**
     * Takes back the last answer that was given here; its comparison is asked again, or has the answer it had before.
     *
     * @return what comes next; the same as before if there is nothing to take back
     */
    public Turn undo(Instant now) {
        return change(LabelEvent.Action.UNDO, now);
    }

    /**
     * Brings back the answer that was undone last.
     *
     * @return what comes next; the same as before if there is nothing to bring back
     */
    public Turn redo(Instant now) {
        return change(LabelEvent.Action.REDO, now);
    }

    private synchronized Turn change(LabelEvent.Action action, Instant now) {
        store.write(connection -> {
            catchUp(connection);
            LabelHistory history = labels.history();
            Optional<LabelHistory.Step> step =
                    action == LabelEvent.Action.UNDO ? history.undoable() : history.redoable();
            return step.isEmpty() ? 0 : LabelRows.append(connection, queue, annotator, action, step.get(), now, tool);
        });
        return current();
    }

    /** The places of the answers that were given here and count, newest first. */
    public synchronized int[] latest(int count) {
        return labels.latest(count);
    }

    /** The verdict of a comparison that was answered; nothing when it was not. */
    public Optional<Verdict> verdict(Shown shown) {
        return shown.event() == 0
                ? Optional.empty()
                : store.read(connection -> LabelLog.all(
                                connection,
                                LabelRows.LABELS + " WHERE e.id = ?",
                                row -> LabelRows.verdict(row),
                                shown.event())
                        .stream()
                        .findFirst());
    }

    /** What the labels of this annotator look like so far. */
    public synchronized LabelStatistics statistics() {
        return LabelStatistics.of(labels);
    }

    private Turn turn(Connection connection) throws SQLException {
        LabelHistory history = labels.history();
        OptionalInt open = history.firstOpen(0);
        @Nullable Shown shown = open.isEmpty() ? null : shown(connection, open.getAsInt());
        return new Turn(
                shown == null ? null : shown.comparison(),
                shown == null ? Sides.A_LEFT : shown.sides(),
                history.answeredCount(),
                history.pairs(),
                history.undoable().isPresent(),
                history.redoable().isPresent());
    }

    private void catchUp(Connection connection) throws SQLException {
        long pairs = LabelLog.all(
                        connection, "SELECT pairs FROM pair_queue WHERE id = ?", row -> row.getLong(1), queue.id())
                .getFirst();
        labels.grow((int) pairs);
        labels.catchUp(connection);
    }

    private Shown shown(Connection connection, int position) throws SQLException {
        Map<Long, List<Item>> more = queue.questions().items() > 2
                ? ItemRows.more(connection, queue.id(), position, position + 1)
                : Map.of();
        Comparison comparison = LabelLog.all(
                        connection,
                        LabelRows.PAIRS + " WHERE p.queue_id = ? AND p.position = ?",
                        row -> LabelRows.comparison(row, more.getOrDefault(row.getLong("pair_id"), List.of())),
                        queue.id(),
                        position)
                .getFirst();
        long event = labels.history().counting(position);
        return new Shown(comparison, Sides.of(queue.seed(), annotator, comparison), event);
    }

    /**
     * A comparison on its sides.
     *
     * @param event event of the label that counts, 0 when there is none
     */
    public record Shown(Comparison comparison, Sides sides, long event) {}
}
