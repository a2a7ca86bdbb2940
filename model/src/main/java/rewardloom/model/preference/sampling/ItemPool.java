package rewardloom.model.preference.sampling;

import java.util.List;
import java.util.SplittableRandom;
import rewardloom.model.preference.Item;
import rewardloom.model.progress.Progress;

/** What comparisons are drawn from. */
interface ItemPool {

    /** What its items are called in the account of a sample. */
    String words();

    /** Number of different pairs. */
    long pairs();

    /** What was left out and why, one sentence each. */
    List<String> notes();

    /**
     * Different sets of items: every admissible one is equally likely. Fewer than wanted when there are fewer, or when no more are
     * found in a reasonable time.
     *
     * @param size items of each set
     */
    List<List<Item>> draw(int count, int size, SplittableRandom random, Progress progress);
}
