package rewardloom.model.preference;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison finds out about its annotator besides the preference.
 *
 * @param kind what is checked
 * @param expected the answer that passes, or null when there is none to pass
 * @param of place in the queue of the comparison that it repeats, -1 when it repeats none
 */
public record Check(Kind kind, @Nullable Answer expected, int of) {
    /** Nothing is checked. */
    public static final Check NONE = new Check(Kind.NONE, null, -1);

    public Check {
        if (kind.isGold() != (expected != null)) {
            throw new IllegalArgumentException("a " + kind.id() + " item "
                    + (expected == null ? "needs the answer that is expected" : "has no expected answer"));
        }
        if (kind.repeats() != of >= 0) {
            throw new IllegalArgumentException("a " + kind.id() + " item "
                    + (of < 0 ? "needs the comparison that it repeats" : "repeats no other comparison"));
        }
    }

    /** A comparison whose answer is known. */
    public static Check gold(Kind kind, Answer expected) {
        return new Check(kind, expected, -1);
    }

    /** A comparison that was there before. */
    public static Check repeat(Kind kind, int of) {
        return new Check(kind, null, of);
    }

    /** What is checked. */
    public enum Kind {
        NONE,
        /** Somebody who knows has answered it. */
        GOLD,
        /** Everybody who looks answers it right. */
        ATTENTION,
        /** One item is better in every component of the reward. */
        DOMINANCE,
        /** The same comparison again, on the same sides: does the annotator say the same? */
        REPEAT,
        /** The same comparison again on swapped sides: does the side decide? */
        MIRROR;

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

        /** Whether there is an answer that passes. */
        public boolean isGold() {
            return this == GOLD || this == ATTENTION || this == DOMINANCE;
        }

        /** Whether it repeats another comparison. */
        public boolean repeats() {
            return this == REPEAT || this == MIRROR;
        }
    }
}
