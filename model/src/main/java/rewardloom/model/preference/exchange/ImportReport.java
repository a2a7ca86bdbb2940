package rewardloom.model.preference.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rewardloom.model.table.Problem;

/**
 * What an import did, or will do; the counts add up to the number of labels in the file.
 *
 * @param added labels that are new
 * @param alreadyThere labels whose annotator gave the same answer to the pair here
 * @param conflicts labels whose annotator gave another answer to the pair here; the one that was here stays
 * @param unmatched labels of pairs that the queue does not hold
 * @param unreadable lines that are no label
 * @param turned labels among the added ones whose items stood in the other order; their answers were turned too
 * @param problems what was wrong, the first hundred of them with their lines
 */
public record ImportReport(
        int added, int alreadyThere, int conflicts, int unmatched, int unreadable, int turned, List<Problem> problems) {
    public ImportReport {
        problems = List.copyOf(problems);
    }

    /** All counts in a sentence. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%,d labels added (%,d with turned items), %,d already there, %,d in conflict with a label that is"
                        + " here and were not added, %,d of pairs that are not in the queue, %,d lines unreadable.",
                added,
                turned,
                alreadyThere,
                conflicts,
                unmatched,
                unreadable);
    }

    /** The same when nothing is added after all. */
    public ImportReport refused() {
        return new ImportReport(0, alreadyThere, conflicts, unmatched, unreadable, 0, problems);
    }

    /** With what is odd about the labels. */
    ImportReport with(List<Problem> remarks) {
        List<Problem> all = new ArrayList<>(remarks);
        all.addAll(problems);
        return new ImportReport(added, alreadyThere, conflicts, unmatched, unreadable, turned, all);
    }
}
