package rewardloom.model.preference.choice;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.statistics.Interval;

/**
 * The scores of the items of one table.
 *
 * @param labels the comparisons
 * @param fit the model that was asked for
 * @param prior the prior it was fitted with: the one asked for, or the least one that makes scores finite
 * @param side whether the side on the left has a weight
 * @param groups groups of items that are not connected along wins both ways; one when scores are finite without a prior
 * @param others the other models of ties of the same comparisons, for comparison
 * @param triads how transitive the majorities are
 * @param z quantile of the normal distribution for the intervals
 */
record ItemScores(
        ItemLabels labels,
        PairFit fit,
        double prior,
        boolean side,
        List<List<Integer>> groups,
        List<PairFit> others,
        Triads triads,
        double z) {
    /** Enough to keep every score finite, and less than one comparison. */
    private static final double LEAST_PRIOR = 0.5;

    static ItemScores of(ItemLabels labels, ChoiceParameters parameters) {
        List<List<Integer>> groups = labels.graph().groups();
        double prior = groups.size() > 1 && parameters.prior() == 0 ? LEAST_PRIOR : parameters.prior();
        boolean side = parameters.side() && labels.hasSides();
        PairFit fit = fit(labels, parameters.ties(), side, prior);
        if (!fit.converged() && side) {
            side = false;
            fit = fit(labels, parameters.ties(), false, prior);
        }
        if (!fit.converged()) {
            throw new AnalysisException("the scores of " + labels.table().name()
                    + " could not be determined by these labels; set a prior above 0, or label more pairs");
        }
        boolean sided = side;
        List<PairFit> others = Arrays.stream(TieRule.values())
                .map(rule -> fit(labels, rule, sided, prior))
                .toList();
        double z = new NormalDistribution().inverseCumulativeProbability((1 + parameters.level()) / 2);
        return new ItemScores(labels, fit, prior, sided, groups, others, labels.triads(), z);
    }

    private static PairFit fit(ItemLabels labels, TieRule rule, boolean side, double prior) {
        // With a prior an imagined item of score 0 fixes the scale.
        int free = prior > 0 ? 0 : labels.items().size();
        return PairFit.of(labels.design(side, prior), rule, 0, free);
    }

    /** Items from best to worst. */
    int[] ranking() {
        return IntStream.range(0, labels.items().size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> fit.weights()[i])
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    double score(int item) {
        return fit.weights()[item];
    }

    Interval interval(int item) {
        double half = z * fit.standardError(item);
        return new Interval(score(item) - half, score(item) + half);
    }

    /** The weight of the side on the left; NaN when it has none. */
    double sideEffect() {
        return side ? fit.weights()[labels.items().size()] : Double.NaN;
    }

    double sideError() {
        return side ? fit.standardError(labels.items().size()) : Double.NaN;
    }

    /** Two-sided p value of two items being equally good. */
    double p(int i, int j) {
        return twoSided((score(i) - score(j)) / fit.standardError(i, j));
    }

    static double twoSided(double z) {
        return 2 * new NormalDistribution().cumulativeProbability(-Math.abs(z));
    }
}
