package rewardloom.model.preference.exchange;

import java.util.List;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Item;

/**
 * What was said about two items in the end.
 *
 * @param position place of their comparison in the queue
 * @param first one item
 * @param second the other
 * @param answer {@link Answer#A} for the first, {@link Answer#B} for the second, {@link Answer#TIE}
 * @param annotators who said so
 */
record Decision(int position, Item first, Item second, Answer answer, List<String> annotators) {
    Decision {
        annotators = List.copyOf(annotators);
    }

    Item better() {
        return answer == Answer.B ? second : first;
    }

    Item worse() {
        return answer == Answer.B ? first : second;
    }

    /** Probability that the first is better: 1, 0 or ½. */
    double share() {
        return answer == Answer.A ? 1 : answer == Answer.B ? 0 : 0.5;
    }
}
