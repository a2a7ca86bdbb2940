package rewardloom.model.preference;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Draws pairs: every admissible pair is equally likely, none is drawn twice, and no item meets itself. The same seed and the same
 * tables give the same pairs in the same order.
 */
public final class PairSampler {
    private final Tables tables;

    public PairSampler(Tables tables) {
        this.tables = tables;
    }

    /** Whether segments can be drawn from a table. */
    public static boolean hasSegments(Table table) {
        return table.kind() == Kind.STEPS && table.rows() > 0;
    }

    /** Whether responses can be drawn from a table: it has texts, and says which belong to one prompt. */
    public static boolean hasResponses(Table table) {
        return table.kind() == Kind.RESPONSES
                && table.column(RoleType.RESPONSE).isPresent()
                && (table.column(RoleType.PROMPT).isPresent()
                        || table.column(RoleType.PROMPT_ID).isPresent());
    }

    /** Whether a table holds pairs of texts. */
    public static boolean hasPairs(Table table) {
        return table.kind() == Kind.PAIRS
                && table.column(RoleType.CHOSEN).isPresent()
                && table.column(RoleType.REJECTED).isPresent();
    }

    /**
     * Draws pairs of segments of trajectories. A segment may start at every step from which it fits, up to the last one; the two
     * segments of a pair do not overlap. Episodes that are too short are counted in the notes.
     *
     * @param from tables of steps
     * @param length steps of each segment, or 0 for whole episodes
     * @param count number of pairs wanted; fewer are drawn when there are fewer
     */
    public PairSample segments(Collection<Table> from, int length, int count, long seed, Progress progress) {
        if (length < 0) {
            throw new LabelException("a segment cannot have " + length + " steps; use 0 for whole episodes");
        }
        checkCount(count);
        SegmentPool pool = SegmentPool.of(tables, List.copyOf(from), length, progress);
        String sampler = length == 0
                ? "uniform pairs of whole episodes, seed " + seed
                : "uniform pairs of segments of " + length + " steps, seed " + seed;
        return pool.draw(count, new SplittableRandom(seed), sampler, progress);
    }

    /**
     * Draws pairs of responses to the same prompt. Responses of different tables belong to the same prompt when the prompt's text is
     * the same; without its text, when they are of one table and have the same prompt id. Equal texts are never paired.
     *
     * @param from tables of responses
     * @param count number of pairs wanted; fewer are drawn when there are fewer
     */
    public PairSample responses(Collection<Table> from, int count, long seed, Progress progress) {
        checkCount(count);
        ResponsePool pool = ResponsePool.of(tables, List.copyOf(from), progress);
        return pool.draw(
                count,
                new SplittableRandom(seed),
                "uniform pairs of responses to the same prompt, seed " + seed,
                progress);
    }

    /**
     * Takes imported pairs of texts, in a random order.
     *
     * @param from a table of pairs
     * @param count number of pairs wanted; fewer are taken when there are fewer
     */
    public PairSample imported(Table from, int count, long seed, Progress progress) {
        checkCount(count);
        return ImportedPairs.of(tables, from)
                .draw(
                        count,
                        new SplittableRandom(seed),
                        String.format(Locale.ROOT, "pairs of %s in random order, seed %d", from.name(), seed),
                        progress);
    }

    private static void checkCount(int count) {
        if (count < 1) {
            throw new LabelException("the number of pairs must be at least 1, not " + count);
        }
    }
}
