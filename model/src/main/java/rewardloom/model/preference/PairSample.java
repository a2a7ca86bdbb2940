package rewardloom.model.preference;

import java.util.List;
import java.util.Locale;

/**
 * Pairs that were drawn, with an account of what was not.
 *
 * @param kind what the pairs are
 * @param sampler how they were drawn, with all settings
 * @param pairs the pairs in the order in which they are asked
 * @param possible number of pairs that could have been drawn
 * @param notes what was left out and why, one sentence each; empty when nothing was
 */
public record PairSample(PairQueue.Kind kind, String sampler, List<Draw> pairs, long possible, List<String> notes) {

    public PairSample {
        pairs = List.copyOf(pairs);
        notes = List.copyOf(notes);
    }

    /** One sentence, or a few, about what was drawn. */
    public String report() {
        String first =
                String.format(Locale.ROOT, "%,d pairs of %,d possible ones: %s.", pairs.size(), possible, sampler);
        return notes.isEmpty() ? first : first + " " + String.join(" ", notes);
    }

    /** Two items to be compared. */
    public record Draw(Item a, Item b) {}
}
