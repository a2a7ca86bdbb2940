package rewardloom.model.preference;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: the pair to be answered now, or none when the queue is done.
 *
 * @param pair the pair, or null when every pair has an answer
 * @param sides on which sides its items stand; meaningless without a pair
 * @param answered number of pairs of the queue that this annotator has answered
 * @param total number of pairs in the queue
 * @param canUndo whether there is an answer to take back
 * @param canRedo whether there is an answer to bring back
 */
public record Turn(@Nullable Pair pair, Sides sides, int answered, int total, boolean canUndo, boolean canRedo) {

    /** Whether every pair has an answer. */
    public boolean isFinished() {
        return pair == null;
    }
}
