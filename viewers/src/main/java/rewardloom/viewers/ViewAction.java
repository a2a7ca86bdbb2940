package rewardloom.viewers;

import org.jspecify.annotations.Nullable;

/**
 * Something a user can do, declared once for menu, command search and shortcut.
 *
 * @param id stable id
 * @param title what it does, as a menu says it
 * @param shortcut key combination as JavaFX writes it, such as {@code Shortcut+E}, or null for none
 * @param run does it, on the JavaFX thread
 */
public record ViewAction(String id, String title, @Nullable String shortcut, Runnable run) {}
