package rewardloom.model.preference.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.table.Problem;

/** The labels of one import and what becomes of them. */
final class Merge {
    private static final int NAMED_PROBLEMS = 100;
    private static final int NAMED_LINES = 10;

    private final LabelLog log;
    private final PairQueue queue;
    private final String origin;
    private final Map<String, Comparison> comparisons = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final List<Label> added = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Integer> unmatchedLines = new ArrayList<>();
    private int alreadyThere;
    private int conflicts;
    private int unmatched;
    private int unreadable;
    private int turned;

    Merge(LabelLog log, PairQueue queue, String origin) {
        this.log = log;
        this.queue = queue;
        this.origin = origin;
        log.comparisons(queue)
                .forEach(c -> comparisons.putIfAbsent(
                        key(
                                c.items().stream().map(Item::hash).toList(),
                                c.check().kind()),
                        c));
        log.labels(queue)
                .forEach(label -> answers.put(key(label), label.verdict().id()));
    }

    /** A repeat holds the same items as what it repeats, and is not the same. */
    private static String key(List<String> hashes, Check.Kind check) {
        return check.repeats() + String.join("", hashes.stream().sorted().toList());
    }

    private static String key(Label label) {
        return label.comparison().id() + "\0" + label.annotator();
    }

    /** Where the labels come from. */
    String origin() {
        return origin;
    }

    PairQueue queue() {
        return queue;
    }

    void take(int number, LabelJson.Read read) {
        Comparison comparison = comparisons.get(key(read.items(), read.check()));
        if (comparison == null) {
            unmatched(number);
            return;
        }
        try {
            take(number, read.on(comparison), read.isTurned(comparison));
        } catch (LabelException | IllegalArgumentException e) {
            unreadable(number, String.valueOf(e.getMessage()));
        }
    }

    /** Takes a label of a comparison of the queue. */
    void take(int number, Label label, boolean wasTurned) {
        String said = label.verdict().id();
        String here = answers.get(key(label));
        if (here == null) {
            answers.put(key(label), said);
            added.add(label);
            turned += wasTurned ? 1 : 0;
        } else if (here.equals(said)) {
            alreadyThere++;
        } else {
            conflicts++;
            problem(
                    "conflict",
                    number,
                    "says '" + said + "' where " + label.annotator() + " has already answered '" + here + "' to pair "
                            + (label.comparison().position() + 1) + "; the label that was there stays");
        }
    }

    /** Whether an annotator has answered a comparison, here or in what was taken so far. */
    boolean isAnswered(Comparison comparison, String annotator) {
        return answers.containsKey(comparison.id() + "\0" + annotator);
    }

    void unmatched(int number) {
        unmatched++;
        if (unmatchedLines.size() < NAMED_LINES) {
            unmatchedLines.add(number);
        }
    }

    void unreadable(int number, String why) {
        unreadable++;
        problem("unreadable-label", number, why);
    }

    private void problem(String kind, int number, String what) {
        if (problems.size() < NAMED_PROBLEMS) {
            problems.add(Problem.warning(kind, "line " + number, "line " + number + " of " + origin + " " + what));
        }
    }

    /** What will become of the labels. */
    ImportReport report() {
        return report(0);
    }

    private ImportReport report(int late) {
        List<Problem> all = new ArrayList<>(problems);
        if (unmatched > 0) {
            String lines = unmatchedLines.stream().map(String::valueOf).collect(Collectors.joining(", "));
            all.add(new Problem(
                    Problem.Severity.WARNING,
                    "unmatched",
                    (unmatched == 1 ? "line " : "lines ") + lines + (unmatched > unmatchedLines.size() ? " …" : ""),
                    unmatched,
                    "labels of " + origin + " are about pairs that are not in the queue"));
        }
        return new ImportReport(
                added.size() - late, alreadyThere + late, conflicts, unmatched, unreadable, turned, all);
    }

    /** Stores what is new, in one transaction. */
    ImportReport finish() {
        return report(log.append(queue, added).size());
    }
}
