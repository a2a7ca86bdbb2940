package rewardloom.model.preference;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: the comparison to be answered now, or none when the queue is done.
 *
 * @param comparison what is asked, or null when everything has an answer
 * @param sides on which sides its items stand; meaningless without a comparison
 * @param answered number of comparisons of the queue that this annotator has answered
 * @param total number of comparisons in the queue
 * @param canUndo whether there is an answer to take back
 * @param canRedo whether there is an answer to bring back
 */
public record Turn(
        @Nullable Comparison comparison, Sides sides, int answered, int total, boolean canUndo, boolean canRedo) {

    /** Whether everything has an answer. */
    public boolean isFinished() {
        return comparison == null;
    }
}
