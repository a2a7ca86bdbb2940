package rewardloom.model.preference;

import java.util.List;

/**
 * How a comparison was shown when it was answered.
 *
 * @param sides which item stood where
 * @param plays how often each item was played to its end, by item; empty for texts
 * @param speed speed of the clock at the answer, 1 is real time; NaN for texts
 * @param revealed what was visible that is hidden otherwise, such as {@code length}, {@code reward} or {@code policy}
 */
public record Presentation(Sides sides, List<Integer> plays, double speed, List<String> revealed) {

    public Presentation {
        plays = List.copyOf(plays);
        revealed = List.copyOf(revealed);
    }

    /** Blind, and nothing played. */
    public static Presentation of(Sides sides) {
        return new Presentation(sides, List.of(), Double.NaN, List.of());
    }

    /** The same with the items of a pair in the other order. */
    public Presentation swapped() {
        return new Presentation(sides.swapped(), plays.reversed(), speed, revealed);
    }
}
