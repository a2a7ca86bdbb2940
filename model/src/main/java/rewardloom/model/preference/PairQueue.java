package rewardloom.model.preference;

import java.time.Instant;
import java.util.Locale;

/**
 * A list of pairs in the order in which they are asked.
 *
 * @param id unique in its project
 * @param uid the same in every copy of the project
 * @param name name for people
 * @param kind what its pairs are
 * @param seed the seed of its sampling and of the sides
 * @param sampler how its pairs were chosen, with all settings, such as {@code uniform segments of 50 steps}
 * @param created when it was made
 * @param pairs number of its pairs when it was read; it grows when more are drawn
 * @param questions what is asked about each of them
 */
public record PairQueue(
        long id,
        String uid,
        String name,
        Kind kind,
        long seed,
        String sampler,
        Instant created,
        int pairs,
        Questionnaire questions) {

    /** What the items of a queue are. */
    public enum Kind {
        /** Segments of trajectories. */
        SEGMENTS,
        /** Responses to the same prompt. */
        RESPONSES,
        /** Pairs of texts as they were imported. */
        PAIRS;

        /** The name in files, in lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The kind with this {@link #id()}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Kind of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
