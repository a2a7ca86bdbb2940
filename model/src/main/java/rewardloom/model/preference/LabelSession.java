package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One annotator working through one queue. Every answer is committed to the disk before the next pair is returned, so whatever was
 * acknowledged survives a crash, and a new session goes on at the same pair. Several sessions, also of several programs, may
 * work on one queue: each reads what the others have added before it writes. Thread-safe; calls touch the disk, so they do not
 * belong on the thread of a window.
 */
public final class LabelSession {
    private final LabelStore store;
    private final PairQueue queue;
    private final String annotator;
    private final String tool;
    private final LabelHistory history;

    LabelSession(LabelStore store, PairQueue queue, String annotator, String tool) {
        this.store = store;
        this.queue = queue;
        this.annotator = annotator;
        this.tool = tool;
        this.history = new LabelHistory(queue.pairs());
    }

    public PairQueue queue() {
        return queue;
    }

    public String annotator() {
        return annotator;
    }

    /** The pair to be answered now. */
    public synchronized Turn current() {
        return store.read(connection -> {
            catchUp(connection);
            return turn(connection);
        });
    }

    /** The pair that comes after the one to be answered now, to be prepared while that is looked at. */
    public synchronized Optional<Shown> upcoming() {
        OptionalInt now = history.firstOpen(0);
        OptionalInt next = now.isEmpty() ? now : history.firstOpen(now.getAsInt() + 1);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        return store.read(connection -> {
            Pair pair = pair(connection, next.getAsInt());
            return Optional.of(new Shown(pair, Sides.of(queue.seed(), annotator, pair)));
        });
    }

    /**
     * Stores an answer; when this returns, it is on the disk.
     *
     * @param pair the pair that was answered
     * @param strength how much better, 1 to 3, or 0 when it was not asked
     * @param note free text, may be empty
     * @return what comes next
     * @throws LabelException if this annotator answered the pair in another window meanwhile; nothing was stored
     */
    public synchronized Turn answer(Pair pair, Answer answer, int strength, String note, Timing timing) {
        Sides sides = Sides.of(queue.seed(), annotator, pair);
        Label label = new Label(0, pair, annotator, answer, strength, sides, timing, note, tool, "");
        LabelEvent event = store.write(connection -> {
            catchUp(connection);
            if (history.counting(pair.position()) != 0) {
                throw new LabelException("pair " + (pair.position() + 1) + " of '" + queue.name() + "' was answered by "
                        + annotator + " in another window meanwhile; that answer stays, this one was not stored");
            }
            long id = LabelRows.append(connection, queue, label);
            return new LabelEvent(id, pair.position(), LabelEvent.Action.ANSWER, 0);
        });
        history.apply(event);
        return afterWrite();
    }

    /**
     * Takes back the last answer that was given here; its pair is asked again.
     *
     * @return what comes next; the same as before if there is nothing to take back
     */
    public synchronized Turn undo(Instant now) {
        return change(LabelEvent.Action.UNDO, now);
    }

    /**
     * Brings back the answer that was undone last.
     *
     * @return what comes next; the same as before if there is nothing to bring back
     */
    public synchronized Turn redo(Instant now) {
        return change(LabelEvent.Action.REDO, now);
    }

    private Turn change(LabelEvent.Action action, Instant now) {
        Optional<LabelEvent> event = store.write(connection -> {
            catchUp(connection);
            Optional<LabelHistory.Step> step =
                    action == LabelEvent.Action.UNDO ? history.undoable() : history.redoable();
            if (step.isEmpty()) {
                return Optional.empty();
            }
            long id = LabelRows.append(connection, queue, annotator, action, step.get(), now, tool);
            return Optional.of(
                    new LabelEvent(id, step.get().position(), action, step.get().event()));
        });
        event.ifPresent(history::apply);
        return afterWrite();
    }

    /** The labels of this annotator that count, oldest first. */
    public List<Label> labels() {
        return new LabelLog(store)
                .labels(queue).stream()
                        .filter(l -> l.annotator().equals(annotator))
                        .toList();
    }

    private Turn afterWrite() {
        return store.read(this::turn);
    }

    private Turn turn(Connection connection) throws SQLException {
        OptionalInt open = history.firstOpen(0);
        @Nullable Pair pair = open.isEmpty() ? null : pair(connection, open.getAsInt());
        return new Turn(
                pair,
                pair == null ? Sides.A_LEFT : Sides.of(queue.seed(), annotator, pair),
                history.answeredCount(),
                queue.pairs(),
                history.undoable().isPresent(),
                history.redoable().isPresent());
    }

    private void catchUp(Connection connection) throws SQLException {
        List<LabelEvent> events = LabelLog.all(
                connection,
                "SELECT id, position, action, target FROM label_event"
                        + " WHERE queue_id = ? AND annotator = ? AND id > ? ORDER BY id",
                LabelRows::event,
                queue.id(),
                annotator,
                history.lastEvent());
        events.forEach(history::apply);
    }

    private Pair pair(Connection connection, int position) throws SQLException {
        return LabelLog.all(
                        connection,
                        LabelRows.PAIRS + " WHERE p.queue_id = ? AND p.position = ?",
                        LabelRows::pair,
                        queue.id(),
                        position)
                .getFirst();
    }

    /** A pair on its sides. */
    public record Shown(Pair pair, Sides sides) {}
}
