package rewardloom.model.preference.choice;

import java.util.Optional;
import rewardloom.model.preference.Answer;

/** How a comparison of two items came out. */
public enum Outcome {
    FIRST,
    TIE,
    SECOND;

    /** What an answer says; nothing when it is missing. */
    public static Optional<Outcome> of(Answer answer) {
        return switch (answer) {
            case A -> Optional.of(FIRST);
            case B -> Optional.of(SECOND);
            case TIE -> Optional.of(TIE);
            case SKIP, INCOMPARABLE, RANKING -> Optional.empty();
        };
    }
}
