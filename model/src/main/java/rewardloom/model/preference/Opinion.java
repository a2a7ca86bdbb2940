package rewardloom.model.preference;

import java.util.OptionalDouble;

/**
 * One answer with how strongly it was meant.
 *
 * @param answer what was said about the items
 * @param strength how much better, 1 slightly to 3 much; 0 when it was not asked
 */
public record Opinion(Answer answer, int strength) {

    public Opinion {
        if (strength < 0 || strength > 3) {
            throw new IllegalArgumentException("the strength of an answer is 0 to 3, not " + strength);
        }
        if (strength > 0 && !answer.isDecisive()) {
            throw new IllegalArgumentException("only an answer for one side has a strength, not '" + answer.id() + "'");
        }
    }

    /** An answer whose strength was not asked. */
    public static Opinion of(Answer answer) {
        return new Opinion(answer, 0);
    }

    /** −3 much worse to 3 much better, as seen from the first item; a decisive answer without strength is ±1; none when missing. */
    public OptionalDouble signed() {
        return switch (answer) {
            case A -> OptionalDouble.of(Math.max(1, strength));
            case B -> OptionalDouble.of(-Math.max(1, strength));
            case TIE -> OptionalDouble.of(0);
            case SKIP, INCOMPARABLE, RANKING -> OptionalDouble.empty();
        };
    }

    /** The same opinion when the items change places. */
    public Opinion swapped() {
        return new Opinion(answer.swapped(), strength);
    }

    /** The name in files, such as {@code a}, {@code b2} or {@code tie}. */
    public String id() {
        return strength == 0 ? answer.id() : answer.id() + strength;
    }

    /**
     * The opinion with this {@link #id()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Opinion parse(String id) {
        return id.matches("[ab][1-3]")
                ? new Opinion(Answer.of(id.substring(0, 1)), id.charAt(1) - '0')
                : of(Answer.of(id));
    }
}
