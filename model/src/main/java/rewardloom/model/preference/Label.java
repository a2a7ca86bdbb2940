package rewardloom.model.preference;

import java.util.List;

/**
 * One annotator's verdict on one comparison, with everything about how it came to be.
 *
 * @param event id of its event in the log, 0 before it was stored
 * @param comparison what was compared
 * @param annotator who answered
 * @param verdict what was said
 * @param presentation how it was shown
 * @param timing when it was shown and answered
 * @param edits changes of mind that led to this verdict, oldest first
 * @param tool program and version it was given with
 * @param origin empty when it was given in this project, else the file it was imported from
 */
public record Label(
        long event,
        Comparison comparison,
        String annotator,
        Verdict verdict,
        Presentation presentation,
        Timing timing,
        List<Edit> edits,
        String tool,
        String origin) {

    public Label {
        edits = List.copyOf(edits);
        if (annotator.isBlank()) {
            throw new IllegalArgumentException("a label needs the name of its annotator");
        }
        int items = comparison.items().size();
        if (presentation.sides().isKnown() && presentation.sides().order().size() != items) {
            throw new IllegalArgumentException(
                    "a label of " + items + " items says the places of " + presentation.sides());
        }
        Ranking ranking = verdict.ranking();
        if (ranking != null && ranking.items() != items) {
            throw new IllegalArgumentException("a label of " + items + " items ranks " + ranking.items());
        }
    }

    public Answer answer() {
        return verdict.answer();
    }

    public Sides sides() {
        return presentation.sides();
    }

    /** Whether the item that stood on the left of a pair was called better. */
    public boolean choseLeft() {
        return comparison.isPair() && sides().isKnown() && answer() == sides().left();
    }
}
