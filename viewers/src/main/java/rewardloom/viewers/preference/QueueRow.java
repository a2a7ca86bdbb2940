package rewardloom.viewers.preference;

import java.util.Map;
import rewardloom.model.preference.PairQueue;

/**
 * A queue with how far everybody is.
 *
 * @param answered pairs answered by each annotator
 */
record QueueRow(PairQueue queue, Map<String, Integer> answered) {

    QueueRow {
        answered = Map.copyOf(answered);
    }

    int answeredBy(String annotator) {
        return answered.getOrDefault(annotator.strip(), 0);
    }

    /** Others who have answered pairs of it. */
    long others(String annotator) {
        return answered.keySet().stream()
                .filter(who -> !who.equals(annotator.strip()))
                .count();
    }
}
