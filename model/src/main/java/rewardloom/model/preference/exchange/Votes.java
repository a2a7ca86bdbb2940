package rewardloom.model.preference.exchange;

import java.util.Locale;

/** Whose answers are written when several annotators have answered the same pair. */
public enum Votes {
    /** Every answer of every annotator, decisions of disputes aside. */
    EACH("every answer"),
    /** One answer for each pair: the one with most votes; when two have as many, it is a tie. */
    MAJORITY("the majority's answer"),
    /** One answer for each pair: the decision where a dispute was decided, else the one with most votes. */
    DECIDED("the decided answer, else the majority's");

    private final String title;

    Votes(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
