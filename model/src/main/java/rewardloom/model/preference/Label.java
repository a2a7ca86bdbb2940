package rewardloom.model.preference;

/**
 * One annotator's answer to one pair, with everything about how it came to be.
 *
 * @param event id of its event in the log, 0 before it was stored
 * @param pair the pair
 * @param annotator who answered
 * @param answer what was said
 * @param strength how much better, 1 to 3; 0 when it was not asked
 * @param sides which item stood on the left
 * @param timing when it was shown and answered
 * @param note free text, may be empty
 * @param tool program and version it was given with
 * @param origin empty when it was given in this project, else the file it was imported from
 */
public record Label(
        long event,
        Pair pair,
        String annotator,
        Answer answer,
        int strength,
        Sides sides,
        Timing timing,
        String note,
        String tool,
        String origin) {

    public Label {
        if (strength < 0 || strength > 3) {
            throw new IllegalArgumentException("the strength of an answer is 0 to 3, not " + strength);
        }
        if (annotator.isBlank()) {
            throw new IllegalArgumentException("a label needs the name of its annotator");
        }
    }

    /** Whether the item that stood on the left was called better. */
    public boolean choseLeft() {
        return answer == sides.left();
    }
}
