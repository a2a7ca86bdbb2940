package rewardloom.model.preference;

import java.util.Locale;

/**
 * What happened to the state of a queue, as the log keeps it.
 *
 * @param id place in the log, growing
 * @param position place of the pair in its queue
 * @param target the answer that was undone or redone, 0 for other events
 */
record LabelEvent(long id, int position, Action action, long target) {

    /** What happened. */
    enum Action {
        ANSWER,
        IMPORT,
        UNDO,
        REDO;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Action of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
