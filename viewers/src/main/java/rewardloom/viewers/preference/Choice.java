package rewardloom.viewers.preference;

import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Sides;

/** What can be said about a pair on the screen, with the keys that say it. */
enum Choice {
    LEFT("Left is better", "A"),
    RIGHT("Right is better", "B"),
    TIE("Equally good", "T"),
    INCOMPARABLE("Cannot be compared", "X"),
    SKIP("Skip", "S");

    private final String title;
    private final String key;

    Choice(String title, String key) {
        this.title = title;
        this.key = key;
    }

    String title() {
        return title;
    }

    /** The key on the legend. */
    String key() {
        return key;
    }

    /** What it says about the items that stand on these sides. */
    Answer on(Sides sides) {
        return switch (this) {
            case LEFT -> sides.left();
            case RIGHT -> sides.right();
            case TIE -> Answer.TIE;
            case SKIP -> Answer.SKIP;
            case INCOMPARABLE -> Answer.INCOMPARABLE;
        };
    }
}
