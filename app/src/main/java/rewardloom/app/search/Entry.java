package rewardloom.app.search;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be found.
 *
 * @param kind what it is, as in {@code View}
 * @param title its name
 * @param note a few words more, or the empty string
 * @param words what it is also found by, though it is not shown
 * @param shortcut its keys as JavaFX writes them, or null
 * @param run goes there or does it
 */
public record Entry(
        String kind,
        String title,
        String note,
        String words,
        @Nullable String shortcut,
        Runnable run) {

    /** Something that is found by what is shown of it. */
    public Entry(String kind, String title, String note, @Nullable String shortcut, Runnable run) {
        this(kind, title, note, "", shortcut, run);
    }
}
