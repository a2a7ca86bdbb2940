package rewardloom.app.search;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be found.
 *
 * @param kind what it is, as in {@code View}
 * @param title its name
 * @param note a few words more, or the empty string
 * @param shortcut its keys as JavaFX writes them, or null
 * @param run goes there or does it
 */
public record Entry(
        String kind, String title, String note, @Nullable String shortcut, Runnable run) {}
