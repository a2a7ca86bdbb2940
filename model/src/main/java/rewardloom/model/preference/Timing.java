package rewardloom.model.preference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer took.
 *
 * @param shown when the pair was on screen
 * @param firstPlay when it was first played, or null if never or if there is nothing to play
 * @param answered when the answer was given
 * @param activeMillis time between the two without the time nobody was there, in milliseconds
 */
public record Timing(Instant shown, @Nullable Instant firstPlay, Instant answered, long activeMillis) {

    public Timing {
        if (activeMillis < 0) {
            throw new IllegalArgumentException("an answer cannot take " + activeMillis + " ms");
        }
    }
}
