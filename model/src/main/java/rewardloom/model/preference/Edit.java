package rewardloom.model.preference;

import java.time.Instant;

/**
 * One change of mind: an answer that was replaced later.
 *
 * @param before what had been said, as {@link Verdict#id()}
 * @param after what was said instead
 * @param at when
 */
public record Edit(String before, String after, Instant at) {}
