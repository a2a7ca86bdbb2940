package rewardloom.model.preference;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What an annotator said about a pair. It names the pair's items, not the sides of the screen: on which side an item stood is kept
 * beside it as {@link Sides}.
 */
public enum Answer {
    /** The pair's first item is better. */
    A,
    /** The pair's second item is better. */
    B,
    /** Both are equally good. */
    TIE,
    /** No answer was given; counts as missing. */
    SKIP,
    /** The items cannot be compared; not the same as equally good, and counts as missing for choice models. */
    INCOMPARABLE,
    /** More than two items were put into an order; see {@link Ranking}. */
    RANKING;

    /** The name in files, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The answer with this {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Answer of(String id) {
        for (Answer answer : values()) {
            if (answer.id().equals(id)) {
                return answer;
            }
        }
        throw new IllegalArgumentException(
                "'" + id + "' is no answer; answers are a, b, tie, skip, incomparable and ranking");
    }

    /** Target of a choice model, the probability that A is better: 1, 0 or a half; none when it is missing. */
    public OptionalDouble target() {
        return switch (this) {
            case A -> OptionalDouble.of(1);
            case B -> OptionalDouble.of(0);
            case TIE -> OptionalDouble.of(0.5);
            case SKIP, INCOMPARABLE, RANKING -> OptionalDouble.empty();
        };
    }

    /** Whether one item was called better. */
    public boolean isDecisive() {
        return this == A || this == B;
    }

    /** The same answer when the items change places. */
    public Answer swapped() {
        return switch (this) {
            case A -> B;
            case B -> A;
            case TIE, SKIP, INCOMPARABLE, RANKING -> this;
        };
    }
}
