package rewardloom.viewers.chart;

import org.jspecify.annotations.Nullable;

/**
 * What part of a figure is shown.
 *
 * @param x range along x, or null for all
 * @param y range along y, or null for all
 */
public record View(@Nullable Span x, @Nullable Span y) {
    /** Everything. */
    public static final View ALL = new View(null, null);
}
