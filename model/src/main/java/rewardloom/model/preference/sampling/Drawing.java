package rewardloom.model.preference.sampling;

import java.util.List;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.table.Table;

/**
 * What shall be drawn. The same drawing from the same tables and labels gives the same comparisons in the same order.
 *
 * @param kind what is compared
 * @param from the tables to draw from; of imported pairs the first one only
 * @param cut how segments are cut; meaningless for texts
 * @param questions what is asked about each comparison
 * @param count number of comparisons wanted, checks not counted; fewer are drawn when there are fewer
 * @param seed where the random numbers start
 * @param strategy how pairs are chosen
 * @param by the number that strata and near ties go by: {@code reward}, {@code gold}, {@code component/NAME}, {@code score/MODEL};
 *     empty for the return
 * @param checks what is mixed in
 */
public record Drawing(
        PairQueue.Kind kind,
        List<Table> from,
        Cut cut,
        Questionnaire questions,
        int count,
        long seed,
        Strategy strategy,
        String by,
        Checks checks) {

    public Drawing {
        from = List.copyOf(from);
        if (count < 1) {
            throw new LabelException("the number of pairs must be at least 1, not " + count);
        }
        if (questions.items() > 2 && strategy != Strategy.UNIFORM) {
            throw new LabelException("sets of " + questions.items() + " items are drawn uniformly; '" + strategy.id()
                    + "' chooses pairs");
        }
    }

    /** Uniform pairs with nothing mixed in. */
    public static Drawing uniform(PairQueue.Kind kind, List<Table> from, Cut cut, int count, long seed) {
        return new Drawing(kind, from, cut, Questionnaire.PLAIN, count, seed, Strategy.UNIFORM, "", Checks.NONE);
    }

    /**
     * What is mixed into a queue, as shares of its comparisons.
     *
     * @param random share of the comparisons that are drawn uniformly whatever the strategy, and marked so: what is estimated from
     *     them is not biased by the choice
     * @param mirrored asked again later on swapped sides
     * @param repeated asked again later on the same sides
     * @param attention pairs whose returns differ most: everybody who looks sees it
     * @param dominance pairs in which one item is better in every component
     * @param gold pairs that somebody who knows has answered
     */
    public record Checks(
            double random, double mirrored, double repeated, double attention, double dominance, double gold) {
        /** Nothing but a fifth of random pairs beside those a strategy chooses. */
        public static final Checks NONE = new Checks(0.2, 0, 0, 0, 0);

        public Checks {
            for (double share : new double[] {random, mirrored, repeated, attention, dominance, gold}) {
                if (!(share >= 0 && share <= 1)) {
                    throw new LabelException("the share of checks is 0 to 1, not " + share);
                }
            }
        }

        /** Without gold. */
        public Checks(double random, double mirrored, double repeated, double attention, double dominance) {
            this(random, mirrored, repeated, attention, dominance, 0);
        }
    }
}
