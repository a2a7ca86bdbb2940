package rewardloom.model.preference.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.Comparison;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Brings the labels of two copies of a project together. Queues are the same when they have the same uid; what one copy lacks of a queue, or
 * a whole queue, is added. Labels find their comparisons by what is compared. Where the same annotator has answered the same comparison
 * in both and not alike, the answer that is here stays and the conflict is reported.
 */
public final class LabelMerge {
    private final LabelLog log;
    private final Tables study;

    public LabelMerge(LabelLog log, Tables study) {
        this.log = log;
        this.study = study;
    }

    /**
     * What a merge did.
     *
     * @param queue name of a queue
     * @param pairs comparisons that were added to it
     * @param labels what became of its labels
     */
    public record Merged(String queue, int pairs, ImportReport labels) {
        /** In a sentence. */
        public String sentence() {
            return String.format(Locale.ROOT, "%s: %,d pairs added; %s", queue, pairs, labels.sentence());
        }
    }

    /**
     * Takes over everything from another copy.
     *
     * @param origin what the other copy is called
     * @return one for each queue of the other copy
     */
    public List<Merged> from(LabelLog other, String origin) {
        List<Merged> merged = new ArrayList<>();
        for (PairQueue theirs : other.queues()) {
            List<Comparison> pairs = other.comparisons(theirs);
            PairQueue before = same(theirs);
            PairQueue ours = before == null ? create(theirs, pairs) : extend(before, theirs, pairs);
            Merge merge = new Merge(log, ours, origin);
            Map<String, List<Comparison>> places = places(log.comparisons(ours));
            int number = 0;
            for (Label label : other.labels(theirs)) {
                number++;
                take(merge, places, label, number);
            }
            int added = ours.pairs() - (before == null ? 0 : before.pairs());
            merged.add(new Merged(ours.name(), added, merge.finish()));
        }
        return merged;
    }

    private @Nullable PairQueue same(PairQueue theirs) {
        return log.queues().stream()
                .filter(queue -> queue.uid().equals(theirs.uid()))
                .findFirst()
                .orElse(null);
    }

    /** Comparisons by what they compare and check, in the order of the queue: some are asked several times. */
    private static Map<String, List<Comparison>> places(List<Comparison> comparisons) {
        Map<String, List<Comparison>> places = new LinkedHashMap<>();
        comparisons.forEach(
                c -> places.computeIfAbsent(key(c), k -> new ArrayList<>()).add(c));
        return places;
    }

    private static String key(Comparison comparison) {
        return comparison.check().kind().id() + ":"
                + comparison.items().stream().map(Item::hash).collect(Collectors.joining(","));
    }

    private static void take(Merge merge, Map<String, List<Comparison>> places, Label label, int number) {
        List<Comparison> here = places.getOrDefault(key(label.comparison()), List.of());
        if (here.isEmpty()) {
            merge.unmatched(number);
            return;
        }
        int position = label.comparison().position();
        Comparison place =
                here.stream().filter(c -> c.position() == position).findFirst().orElse(here.getFirst());
        merge.take(
                number,
                new Label(
                        0,
                        place,
                        label.annotator(),
                        label.verdict(),
                        label.presentation(),
                        label.timing(),
                        label.edits(),
                        label.tool(),
                        label.origin().isEmpty() ? merge.origin() : label.origin()),
                false);
    }

    private PairQueue create(PairQueue theirs, List<Comparison> pairs) {
        if (log.queue(theirs.name()).isPresent()) {
            throw new LabelException("both copies have a queue '" + theirs.name()
                    + "', and they are not the same; export its labels from one and import them into the other");
        }
        checkData(theirs, pairs);
        return log.create(
                theirs.name(),
                theirs.uid(),
                theirs.seed(),
                theirs.created(),
                new PairSample(
                        theirs.kind(),
                        theirs.questions(),
                        theirs.sampler(),
                        pairs.stream()
                                .map(c -> new PairSample.Entry(c.items(), c.draw(), c.check()))
                                .toList(),
                        pairs.size(),
                        List.of()));
    }

    private void checkData(PairQueue theirs, List<Comparison> pairs) {
        Set<String> known = new HashSet<>();
        study.list().stream().map(Table::id).forEach(known::add);
        boolean all = pairs.stream().allMatch(c -> c.items().stream().allMatch(i -> known.contains(i.table())));
        if (!all) {
            throw new LabelException(
                    "the queue '" + theirs.name() + "' of the other copy compares what this study does not"
                            + " have; import the same files here first");
        }
    }

    /** Adds the comparisons that only they have, at the end. */
    private PairQueue extend(PairQueue ours, PairQueue theirs, List<Comparison> pairs) {
        Map<String, Integer> here = new LinkedHashMap<>();
        log.comparisons(ours).forEach(c -> here.merge(key(c), 1, Integer::sum));
        List<Comparison> missing = new ArrayList<>();
        for (Comparison pair : pairs) {
            if (here.merge(key(pair), -1, Integer::sum) < 0) {
                missing.add(pair);
            }
        }
        if (missing.isEmpty()) {
            return ours;
        }
        checkData(theirs, missing);
        List<PairSample.Entry> entries = new ArrayList<>();
        Map<Integer, Integer> moved = new LinkedHashMap<>();
        for (Comparison pair : missing) {
            Check check = pair.check();
            Integer of = moved.get(check.of());
            // What a repeat repeats may be here already, and then it stays a repeat without a place.
            Check placed = check.of() < 0 ? check : of == null ? Check.NONE : Check.repeat(check.kind(), of);
            moved.put(pair.position(), entries.size());
            entries.add(new PairSample.Entry(pair.items(), pair.draw(), placed));
        }
        return log.extend(
                ours,
                new PairSample(
                        theirs.kind(),
                        theirs.questions(),
                        "those of another copy",
                        entries,
                        entries.size(),
                        List.of()));
    }
}
