package rewardloom.model.preference;

import java.util.List;
import java.util.Locale;

/**
 * What annotators are asked about every comparison of a queue.
 *
 * @param task what is wanted of the items
 * @param items number of items of each comparison, 2 for pairs
 * @param criteria what is asked besides the overall answer, in this order and before it; may be empty
 * @param strength whether a decisive answer says how much better, 1 to 3
 * @param ties whether items may be called equally good
 * @param confidence whether the annotator says how sure the answer is, 1 to 5
 * @param reasons reasons that can be ticked; may be empty
 * @param shown what annotators see besides the items
 * @param instructions what annotators are told, may be empty
 */
public record Questionnaire(
        Task task,
        int items,
        List<String> criteria,
        boolean strength,
        boolean ties,
        boolean confidence,
        List<String> reasons,
        List<Shown> shown,
        String instructions) {

    /** Which of two is better, and nothing else. */
    public static final Questionnaire PLAIN =
            new Questionnaire(Task.PAIR, 2, List.of(), false, true, false, List.of(), List.of(), "");

    /** Most items that fit on a screen and on the keys of one row. */
    public static final int MOST_ITEMS = 9;

    /** Most reasons, one for each digit. */
    public static final int MOST_REASONS = 9;

    public Questionnaire {
        criteria = distinct(criteria, "criterion");
        reasons = distinct(reasons, "reason");
        shown = shown.stream().distinct().sorted().toList();
        if (task == Task.PAIR ? items != 2 : items < 3 || items > MOST_ITEMS) {
            throw new IllegalArgumentException(
                    task == Task.PAIR
                            ? "a pair has two items, not " + items
                            : "a ranking compares 3 to " + MOST_ITEMS + " items, not " + items);
        }
        if (task != Task.PAIR && (strength || !criteria.isEmpty())) {
            throw new IllegalArgumentException("strength and criteria are asked about pairs only");
        }
        if (reasons.size() > MOST_REASONS) {
            throw new IllegalArgumentException("there is room for " + MOST_REASONS + " reasons, not " + reasons.size());
        }
    }

    /**
     * What people have written as JSON; what it does not say is as in {@link #PLAIN}.
     *
     * @throws LabelException if it is no JSON or asks for something there is not
     */
    public static Questionnaire parse(String json) {
        return LabelCells.written(json);
    }

    /** As JSON, which {@link #parse} reads. */
    public String json() {
        return LabelCells.questions(this);
    }

    private static List<String> distinct(List<String> names, String what) {
        List<String> stripped = names.stream().map(String::strip).toList();
        if (stripped.stream().anyMatch(String::isEmpty)
                || stripped.stream().distinct().count() < stripped.size()) {
            throw new IllegalArgumentException("every " + what + " needs a name of its own, not " + names);
        }
        return stripped;
    }

    /** Whether one key answers a comparison. */
    public boolean isOneAnswer() {
        return task == Task.PAIR && criteria.isEmpty() && !confidence;
    }

    /** What is wanted of the items. */
    public enum Task {
        /** Which of two is better. */
        PAIR,
        /** An order of several. */
        RANKING,
        /** The best and the worst of several. */
        BEST_WORST;

        /** The name in files, in lower case with hyphens. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The task with this {@link #id()}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Task of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** What an annotator may see that is hidden otherwise. */
    public enum Shown {
        /** Number of steps, or of words and tokens. */
        LENGTH,
        /** Reward and score of each item. */
        REWARD,
        /** The policy or model that made each item. */
        POLICY;

        /** The name in files, in lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The one with this {@link #id()}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Shown of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }
}
