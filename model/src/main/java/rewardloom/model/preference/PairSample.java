package rewardloom.model.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Comparisons that were drawn, with an account of what was not.
 *
 * @param kind what the items are
 * @param questions what is asked about them
 * @param sampler how they were drawn, with all settings
 * @param entries the comparisons in the order in which they are asked
 * @param possible number of pairs that could have been drawn
 * @param notes what was left out and why, one sentence each; empty when nothing was
 */
public record PairSample(
        PairQueue.Kind kind,
        Questionnaire questions,
        String sampler,
        List<Entry> entries,
        long possible,
        List<String> notes) {

    public PairSample {
        entries = List.copyOf(entries);
        notes = List.copyOf(notes);
    }

    /** One sentence, or a few, about what was drawn. */
    public String report() {
        String what = questions.task() == Questionnaire.Task.PAIR ? "pairs" : "sets";
        String first =
                String.format(Locale.ROOT, "%,d %s of %,d possible ones: %s.", entries.size(), what, possible, sampler);
        return notes.isEmpty() ? first : first + " " + String.join(" ", notes);
    }

    /** The same with something else asked. */
    public PairSample asking(Questionnaire other) {
        return new PairSample(kind, other, sampler, entries, possible, notes);
    }

    /** The same with one more note. */
    public PairSample noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new PairSample(kind, questions, sampler, entries, possible, more);
    }

    /**
     * Items to be compared.
     *
     * @param check the place it repeats, if any, counts the entries of this sample
     */
    public record Entry(List<Item> items, Comparison.Draw draw, Check check) {
        public Entry {
            items = List.copyOf(items);
        }

        /** A pair that checks nothing. */
        public Entry(Item a, Item b, Comparison.Draw draw) {
            this(List.of(a, b), draw, Check.NONE);
        }

        /** The first item. */
        public Item a() {
            return items.getFirst();
        }

        /** The second item. */
        public Item b() {
            return items.get(1);
        }
    }
}
