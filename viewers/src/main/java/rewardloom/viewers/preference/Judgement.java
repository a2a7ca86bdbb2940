package rewardloom.viewers.preference;

import java.util.List;
import java.util.Set;
import rewardloom.model.analysis.Finding;
import rewardloom.model.figure.Figure;

/**
 * What was found about the labels of a queue.
 *
 * @param findings the most serious first
 * @param agreement how much annotators agree about each question
 * @param ties what a tie and a missing label count as, in a sentence; empty when nothing can be compared
 * @param annotators each annotator
 * @param disputed pairs with different answers, the most even first
 * @param failed answers other than the expected one
 * @param contradicting labels against the declared reward, the clearest first
 * @param figures what can be drawn
 * @param events number of events of the log that were read
 */
record Judgement(
        List<Finding> findings,
        List<Agreed> agreement,
        String ties,
        List<Annotator> annotators,
        List<Place> disputed,
        List<Place> failed,
        List<Place> contradicting,
        List<Figure> figures,
        long events) {

    Judgement {
        findings = List.copyOf(findings);
        agreement = List.copyOf(agreement);
        annotators = List.copyOf(annotators);
        disputed = List.copyOf(disputed);
        failed = List.copyOf(failed);
        contradicting = List.copyOf(contradicting);
        figures = List.copyOf(figures);
    }

    /**
     * Agreement about one question.
     *
     * @param question the overall answer, a criterion, or the strength
     * @param pairs number of pairs that two annotators or more have answered
     * @param nominal Krippendorff's α where different is different
     * @param ordinal his α by rank
     * @param interval his α by difference
     * @param fleiss Fleiss' κ
     * @param cohen mean of Cohen's κ of every two annotators
     * @param same share of agreeing pairs of answers
     */
    record Agreed(
            String question,
            int pairs,
            Estimate nominal,
            Estimate ordinal,
            Estimate interval,
            Estimate fleiss,
            Estimate cohen,
            Estimate same) {}

    /**
     * What is known about one annotator.
     *
     * @param some passed gold items, repeats and mirrored repeats with the same answer
     * @param gold share of gold items that were passed
     * @param repeats share of repeats with the same answer
     * @param mirrors share of mirrored repeats with the same answer
     * @param left share of decisive answers for the left side, without an interval
     * @param leftP exact p value against a fair coin
     * @param seconds median time of an answer
     * @param fast share of answers that took too little time
     * @param odd number of answers whose time is far from the others
     * @param others mean κ with the others
     * @param triads triads that were decided, and circular ones among them
     * @param zeta Kendall's ζ
     * @param warnings ids of the warnings about this annotator
     */
    record Annotator(
            String name,
            int labels,
            Counts some,
            Estimate gold,
            Estimate repeats,
            Estimate mirrors,
            double left,
            double leftP,
            double seconds,
            double fast,
            int odd,
            Estimate others,
            Triads triads,
            double zeta,
            Set<String> warnings) {}

    /** Some out of all, for three checks. */
    record Counts(int gold, int ofGold, int repeats, int ofRepeats, int mirrors, int ofMirrors) {}

    /** Triads of items that an annotator decided. */
    record Triads(int all, int circular) {}

    /**
     * A comparison to be looked at.
     *
     * @param position place in the queue
     * @param said what there is to say about it
     * @param first what the first item is, may be empty
     * @param second what the second item is, may be empty
     */
    record Place(int position, String said, String first, String second) {}
}
