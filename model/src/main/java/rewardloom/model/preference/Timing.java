package rewardloom.model.preference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer took.
 *
 * @param shown when the comparison was on screen
 * @param firstPlay when it was first played, or null if never or if there is nothing to play
 * @param viewed when every item had been seen to its end, or null if that never happened
 * @param answered when the answer was given
 * @param activeMillis time between shown and answered without the time nobody was there, in milliseconds
 */
public record Timing(
        Instant shown,
        @Nullable Instant firstPlay,
        @Nullable Instant viewed,
        Instant answered,
        long activeMillis) {

    public Timing {
        if (activeMillis < 0) {
            throw new IllegalArgumentException("an answer cannot take " + activeMillis + " ms");
        }
    }
}
