package rewardloom.viewers.preference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rewardloom.model.preference.AnnotatorLabels;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.Opinion;
import rewardloom.model.preference.QueueLabels;

/** Comparisons on which annotators differ, the most even ones first, and how far they are decided. Used by one thread at a time. */
final class Disputes {
    private final List<Dispute> all;
    private final boolean look;
    private int index;

    /**
     * One of them.
     *
     * @param position place in the queue
     * @param votes who said what
     */
    record Dispute(int position, List<Vote> votes) {}

    /** What an annotator said about the items. */
    record Vote(String annotator, Opinion opinion) {}

    Disputes(List<Dispute> all) {
        this(all, false);
    }

    private Disputes(List<Dispute> all, boolean look) {
        this.all = List.copyOf(all);
        this.look = look;
    }

    /** One comparison with what everybody said about it, whether they differ or not. */
    static Disputes look(QueueLabels labels, int position) {
        List<Vote> votes = new ArrayList<>();
        for (AnnotatorLabels who : labels.annotators()) {
            Answer answer = who.answer(position);
            if (answer != null) {
                votes.add(new Vote(who.annotator(), new Opinion(answer, who.strength(position))));
            }
        }
        return new Disputes(List.of(new Dispute(position, votes)), true);
    }

    /** Whether it is one comparison that somebody wants to look at. */
    boolean isLook() {
        return look;
    }

    /** Those of a queue that were not decided yet. */
    static Disputes of(QueueLabels labels) {
        List<Dispute> found = new ArrayList<>();
        List<AnnotatorLabels> annotators = labels.annotators();
        for (int at = 0; at < labels.queue().pairs(); at++) {
            List<Vote> votes = new ArrayList<>();
            boolean decided = false;
            for (AnnotatorLabels who : annotators) {
                Answer answer = who.answer(at);
                boolean judge = who.annotator().equals(LabelLog.ADJUDICATION);
                decided |= judge && answer != null;
                if (!judge && answer != null && answer.target().isPresent()) {
                    votes.add(new Vote(who.annotator(), new Opinion(answer, who.strength(at))));
                }
            }
            long different =
                    votes.stream().map(v -> v.opinion().answer()).distinct().count();
            if (!decided && different > 1) {
                found.add(new Dispute(at, votes));
            }
        }
        found.sort(Comparator.comparingInt(Disputes::minority).reversed());
        return new Disputes(found);
    }

    private static int minority(Dispute dispute) {
        long first = dispute.votes().stream()
                .filter(v -> v.opinion().answer() == Answer.A)
                .count();
        long second = dispute.votes().stream()
                .filter(v -> v.opinion().answer() == Answer.B)
                .count();
        return (int) Math.min(first, second);
    }

    int size() {
        return all.size();
    }

    int index() {
        return index;
    }

    /** Place in the queue of the one to be decided, −1 when all are. */
    int position() {
        return index < all.size() ? all.get(index).position() : -1;
    }

    /** Who said what about the one to be decided. */
    List<Vote> votes() {
        return index < all.size() ? all.get(index).votes() : List.of();
    }

    void decided() {
        index++;
    }

    void back() {
        index = Math.max(0, index - 1);
    }
}
