package rewardloom.model.preference.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.Label;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Ranking;
import rewardloom.model.preference.TextReader;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.trajectory.Episode;
import rewardloom.model.trajectory.Trajectory;
import rewardloom.model.trajectory.TrajectoryReader;

/** The labels of a queue as they are to be written: whose answers count, whether ties do, and what the items hold. */
final class LabelBook {
    private final PairQueue queue;
    private final Tables tables;
    private final Votes votes;
    private final boolean ties;
    private final List<Label> labels;
    private final TextReader texts;
    private final TrajectoryReader trajectories;
    private final Map<String, Table> byId = new LinkedHashMap<>();
    private final Map<String, Integer> left = new LinkedHashMap<>();

    LabelBook(LabelLog log, Tables tables, PairQueue queue, Votes votes, boolean ties) {
        this.queue = queue;
        this.tables = tables;
        this.votes = votes;
        this.ties = ties;
        this.labels = log.labels(queue);
        this.texts = new TextReader(tables);
        this.trajectories = new TrajectoryReader(tables);
        tables.list().forEach(table -> byId.put(table.id(), table));
    }

    PairQueue queue() {
        return queue;
    }

    Tables tables() {
        return tables;
    }

    TextReader texts() {
        return texts;
    }

    boolean ties() {
        return ties;
    }

    Votes votes() {
        return votes;
    }

    /** Every label that counts, skips too, in the order of the queue, then of the annotators. */
    List<Label> labels() {
        return labels;
    }

    /** The annotators, without whoever decided disputes, in the order of their names. */
    List<String> annotators() {
        return labels.stream()
                .map(Label::annotator)
                .filter(who -> !who.equals(LabelLog.ADJUDICATION))
                .distinct()
                .sorted()
                .toList();
    }

    /** What was left out of {@link #decisions()}, and out of what was made of them. */
    Map<String, Integer> left() {
        return left;
    }

    /** Counts something that is left out. */
    void leave(String what) {
        left.merge(what, 1, Integer::sum);
    }

    /** What was said about every two items, in the order of the queue. Rankings say something about every two of theirs. */
    List<Decision> decisions() {
        left.clear();
        Map<Two, List<Vote>> byPair = new LinkedHashMap<>();
        for (Label label : labels) {
            List<Item> items = label.comparison().items();
            Ranking ranking = label.verdict().ranking();
            if (label.answer() == Answer.SKIP || label.answer() == Answer.INCOMPARABLE) {
                leave("\"" + label.answer().id() + "\"");
            } else if (ranking == null) {
                vote(byPair, label, 0, 1, label.answer());
            } else {
                for (int i = 0; i < items.size(); i++) {
                    for (int j = i + 1; j < items.size(); j++) {
                        Answer answer = ranking.between(i, j);
                        if (answer != Answer.SKIP) {
                            vote(byPair, label, i, j, answer);
                        }
                    }
                }
            }
        }
        List<Decision> decisions = new ArrayList<>();
        byPair.forEach((two, said) -> decide(two, said, decisions));
        return decisions;
    }

    private record Two(int position, int first, int second, Item a, Item b) {}

    private record Vote(String annotator, Answer answer) {}

    private static void vote(Map<Two, List<Vote>> byPair, Label label, int i, int j, Answer answer) {
        Two two = new Two(
                label.comparison().position(),
                i,
                j,
                label.comparison().items().get(i),
                label.comparison().items().get(j));
        byPair.computeIfAbsent(two, key -> new ArrayList<>()).add(new Vote(label.annotator(), answer));
    }

    private void decide(Two two, List<Vote> said, List<Decision> decisions) {
        List<Vote> plain = said.stream()
                .filter(vote -> !vote.annotator().equals(LabelLog.ADJUDICATION))
                .toList();
        if (votes == Votes.EACH) {
            plain.forEach(vote -> add(two, vote.answer(), List.of(vote.annotator()), decisions));
            return;
        }
        Answer decided = votes == Votes.DECIDED
                ? said.stream()
                        .filter(vote -> vote.annotator().equals(LabelLog.ADJUDICATION))
                        .map(Vote::answer)
                        .findFirst()
                        .orElse(null)
                : null;
        Answer answer = decided != null ? decided : majority(plain);
        if (answer != null) {
            List<String> who = decided != null
                    ? List.of(LabelLog.ADJUDICATION)
                    : plain.stream()
                            .filter(vote -> vote.answer() == answer)
                            .map(Vote::annotator)
                            .toList();
            add(two, answer, who, decisions);
        }
    }

    private static @Nullable Answer majority(List<Vote> said) {
        Map<Answer, Integer> counts = new EnumMap<>(Answer.class);
        said.forEach(vote -> counts.merge(vote.answer(), 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Answer> best = Arrays.stream(Answer.values())
                .filter(answer -> counts.getOrDefault(answer, 0) == most)
                .toList();
        return most == 0 ? null : best.size() == 1 ? best.getFirst() : Answer.TIE;
    }

    private void add(Two two, Answer answer, List<String> who, List<Decision> decisions) {
        if (answer == Answer.TIE && !ties) {
            leave("\"tie\"");
        } else {
            decisions.add(new Decision(two.position(), two.a(), two.b(), answer, who));
        }
    }

    /** Prompt and text of an item. */
    TextReader.Texts text(Item item) {
        return texts.read(item);
    }

    /** The table that holds an item. */
    Table table(Item item) {
        Table table = byId.get(item.table());
        if (table == null) {
            throw new LabelException(
                    "what pairs of '" + queue.name() + "' compare is no longer in the study; import its files again");
        }
        return table;
    }

    /** The table, or null if it is no longer in the study. */
    @Nullable
    Table tableOrNull(Item item) {
        return byId.get(item.table());
    }

    Map<String, Table> tablesById() {
        return byId;
    }

    private Episode episode(Item.Segment segment) {
        return trajectories
                .index(table(segment))
                .find(segment.run(), segment.episode())
                .orElseThrow(() -> new LabelException("episode " + segment.episode() + " of " + segment.run()
                        + " is no longer in the study; import its file again"));
    }

    /** The steps of a segment. */
    Trajectory trajectory(Item.Segment segment) {
        return trajectories.read(episode(segment), segment.start(), segment.end());
    }

    /** Whether nothing follows a segment in its episode. */
    boolean isEnd(Item.Segment segment) {
        return segment.end() == episode(segment).length();
    }

    /** The steps of a segment and the one after it. */
    Trajectory trajectoryAndNext(Item.Segment segment) {
        Episode episode = episode(segment);
        return trajectories.read(episode, segment.start(), Math.min(segment.end() + 1, episode.length()));
    }

    /** Row of a segment's first step in its file, counted from 0. */
    int row(Item.Segment segment) {
        return episode(segment).rows()[segment.start()];
    }

    /**
     * Decisions about segments of one length, the most common one; others are counted as left out.
     *
     * @throws LabelException if there are none
     */
    List<Decision> equallyLong() {
        List<Decision> all = decisions();
        Map<Integer, Integer> lengths = new LinkedHashMap<>();
        all.forEach(d -> {
            lengths.merge(length(d.first()), 1, Integer::sum);
            lengths.merge(length(d.second()), 1, Integer::sum);
        });
        int wanted = lengths.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow(
                        () -> new LabelException("'" + queue.name() + "' has no answer that could be written yet"));
        List<Decision> kept = new ArrayList<>();
        for (Decision decision : all) {
            if (length(decision.first()) == wanted && length(decision.second()) == wanted) {
                kept.add(decision);
            } else {
                leave("with segments of other than " + wanted + " steps");
            }
        }
        if (kept.isEmpty()) {
            throw new LabelException("no pair of '" + queue.name()
                    + "' has two segments of the same length, which this format needs; draw segments of a"
                    + " fixed length");
        }
        return kept;
    }

    private static int length(Item item) {
        return item instanceof Item.Segment segment ? segment.length() : 0;
    }
}
