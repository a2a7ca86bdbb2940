package rewardloom.model.preference;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where one annotator stands in a queue, computed from the events of the log in their order. An answer counts until it is undone; a
 * new answer forgets what could be redone, as in every editor. Answers that were imported count but are not undone: they were not
 * given here.
 */
final class LabelHistory {
    private final long[] counting;
    private final BitSet answered;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private long lastEvent;

    LabelHistory(int pairs) {
        counting = new long[pairs];
        answered = new BitSet(pairs);
    }

    /** Takes the next event. */
    void apply(LabelEvent event) {
        lastEvent = Math.max(lastEvent, event.id());
        switch (event.action()) {
            case ANSWER -> {
                undone.clear();
                done.push(new Step(event.position(), event.id()));
                set(event.position(), event.id());
            }
            case IMPORT -> set(event.position(), event.id());
            case UNDO -> {
                remove(done, event.target());
                undone.push(new Step(event.position(), event.target()));
                set(event.position(), 0);
            }
            case REDO -> {
                remove(undone, event.target());
                done.push(new Step(event.position(), event.target()));
                set(event.position(), event.target());
            }
        }
    }

    private static void remove(Deque<Step> steps, long event) {
        Step top = steps.peek();
        if (top != null && top.event() == event) {
            steps.pop();
        } else {
            steps.removeIf(step -> step.event() == event);
        }
    }

    private void set(int position, long event) {
        counting[position] = event;
        answered.set(position, event != 0);
    }

    /** The first pair without an answer, from this place on. */
    OptionalInt firstOpen(int from) {
        int open = answered.nextClearBit(from);
        return open < counting.length ? OptionalInt.of(open) : OptionalInt.empty();
    }

    /** The event whose answer counts for a pair, 0 when there is none. */
    long counting(int position) {
        return counting[position];
    }

    /** The events whose answers count, growing. */
    long[] allCounting() {
        return Arrays.stream(counting).filter(event -> event != 0).sorted().toArray();
    }

    /** Number of pairs with an answer. */
    int answeredCount() {
        return answered.cardinality();
    }

    int pairs() {
        return counting.length;
    }

    /** The answer that undo would take back. */
    Optional<Step> undoable() {
        return Optional.ofNullable(done.peek());
    }

    /** The answer that redo would bring back. */
    Optional<Step> redoable() {
        return Optional.ofNullable(undone.peek());
    }

    /** The last event taken, 0 before the first. */
    long lastEvent() {
        return lastEvent;
    }

    /** An answer: the place of its pair and its event. */
    record Step(int position, long event) {}
}
