package rewardloom.model.preference;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where one annotator stands in a queue, computed from the events of the log in their order. An answer counts until it is undone or
 * replaced by another one; a new answer forgets what could be redone, as in every editor. Answers that were imported count but are
 * not undone: they were not given here.
 */
final class LabelHistory {
    private long[] counting;
    private int pairs;
    private final BitSet answered;
    private final Steps done = new Steps();
    private final Steps undone = new Steps();
    private long lastEvent;

    LabelHistory(int pairs) {
        this.pairs = pairs;
        this.counting = new long[pairs];
        this.answered = new BitSet(pairs);
    }

    /** The queue has so many pairs now. */
    void grow(int newPairs) {
        if (newPairs > pairs) {
            pairs = newPairs;
            if (pairs > counting.length) {
                counting = Arrays.copyOf(counting, Math.max(pairs, counting.length + counting.length / 2));
            }
        }
    }

    /** Takes the next event. */
    void apply(LabelEvent event) {
        apply(event.id(), event.position(), event.action(), event.target());
    }

    /** Takes the next event, told by its parts. */
    void apply(long id, int position, LabelEvent.Action action, long target) {
        grow(position + 1);
        lastEvent = Math.max(lastEvent, id);
        switch (action) {
            case ANSWER -> {
                undone.clear();
                done.push(position, id, counting[position]);
                set(position, id);
            }
            case IMPORT -> set(position, id);
            case UNDO -> {
                long before = done.remove(target);
                undone.push(position, target, before);
                if (counting[position] == target) {
                    set(position, before);
                }
            }
            case REDO -> {
                undone.remove(target);
                done.push(position, target, counting[position]);
                set(position, target);
            }
        }
    }

    private void set(int position, long event) {
        counting[position] = event;
        answered.set(position, event != 0);
    }

    /** The first pair without an answer, from this place on. */
    OptionalInt firstOpen(int from) {
        int open = answered.nextClearBit(from);
        return open < pairs ? OptionalInt.of(open) : OptionalInt.empty();
    }

    /** The event whose answer counts for a pair, 0 when there is none. */
    long counting(int position) {
        return position < pairs ? counting[position] : 0;
    }

    /** The events whose answers count, growing. */
    long[] allCounting() {
        return Arrays.stream(counting, 0, pairs)
                .filter(event -> event != 0)
                .sorted()
                .toArray();
    }

    /** Number of pairs with an answer. */
    int answeredCount() {
        return answered.cardinality();
    }

    int pairs() {
        return pairs;
    }

    /** The answer that undo would take back. */
    Optional<Step> undoable() {
        return done.last();
    }

    /** The answer that redo would bring back. */
    Optional<Step> redoable() {
        return undone.last();
    }

    /** The places of the answers that were given here last and not undone, newest first. */
    int[] latest(int count) {
        return done.latest(count);
    }

    /** The last event taken, 0 before the first. */
    long lastEvent() {
        return lastEvent;
    }

    /** An answer: the place of its pair and its event. */
    record Step(int position, long event) {}

    /** A stack of answers, each with the one that had counted before. */
    private static final class Steps {
        private int[] positions = new int[16];
        private long[] events = new long[16];
        private long[] befores = new long[16];
        private int size;

        void push(int position, long event, long before) {
            if (size == positions.length) {
                positions = Arrays.copyOf(positions, 2 * size);
                events = Arrays.copyOf(events, 2 * size);
                befores = Arrays.copyOf(befores, 2 * size);
            }
            positions[size] = position;
            events[size] = event;
            befores[size++] = before;
        }

        /** Takes an answer out, mostly the last one; says what had counted before it. */
        long remove(long event) {
            int at = size - 1;
            while (at >= 0 && events[at] != event) {
                at--;
            }
            if (at < 0) {
                return 0;
            }
            long before = befores[at];
            size--;
            System.arraycopy(positions, at + 1, positions, at, size - at);
            System.arraycopy(events, at + 1, events, at, size - at);
            System.arraycopy(befores, at + 1, befores, at, size - at);
            return before;
        }

        Optional<Step> last() {
            return size == 0 ? Optional.empty() : Optional.of(new Step(positions[size - 1], events[size - 1]));
        }

        int[] latest(int count) {
            int[] latest = new int[Math.min(count, size)];
            for (int i = 0; i < latest.length; i++) {
                latest[i] = positions[size - 1 - i];
            }
            return latest;
        }

        void clear() {
            size = 0;
        }
    }
}
