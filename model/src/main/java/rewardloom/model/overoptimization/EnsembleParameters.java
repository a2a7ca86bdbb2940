package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param rules ways of combining the members
 * @param variance convention of variance and deviation
 * @param lambda weight of the variance in the rule {@code uwo}
 * @param deviations weight of the deviation in the rule {@code mean-std}
 * @param quantile quantile that the rule {@code quantile} takes
 * @param maxN largest n of best of n, 0 for as many as there are samples
 * @param ensembleGroups groups of runs that were optimised against an ensemble, by their names when empty
 * @param top part of a policy's outputs that counts as best
 * @param approval quantile of a member at the reference policy above which it approves of an output
 * @param low quantile of gold at the reference policy below which it is low
 * @param resamples bootstrap resamples
 * @param seed where the random numbers start
 * @param level coverage of the intervals
 */
public record EnsembleParameters(
        @Parameter(
                label = "Rules",
                help = "Ways of combining the members: mean, median, wco (minimum), uwo (mean − λ·variance), mean-std"
                        + " (mean − κ·deviation), quantile.",
                group = "Ensemble")
        List<String> rules,

        @Parameter(
                label = "Variance",
                help = "Population divides by the number of members M (numpy, best of n in Coste et al.), sample by M"
                        + " − 1 (torch, their PPO).",
                group = "Ensemble")
        Variance variance,

        @Parameter(
                label = "λ",
                help = "Weight of the variance in the rule uwo, in 1/score units.",
                min = 0,
                max = 10,
                group = "Ensemble")
        double lambda,

        @Parameter(
                label = "κ",
                help = "Weight of the standard deviation in the rule mean-std.",
                min = 0,
                max = 10,
                group = "Ensemble")
        double deviations,

        @Parameter(
                label = "Quantile",
                help = "Quantile of the members' scores that the rule quantile takes.",
                min = 0,
                max = 1,
                group = "Ensemble")
        double quantile,

        @Parameter(
                label = "Largest n",
                help = "Largest n of best of n; 0 for as many as there are samples.",
                min = 0,
                max = 1_000_000,
                group = "Best of n")
        int maxN,

        @Parameter(
                label = "Ensemble runs",
                help = "Groups of runs that were optimised against an ensemble; found by names such as mean, wco, uwo"
                        + " when empty.",
                choices = Parameter.Choices.GROUPS,
                group = "Training")
        List<String> ensembleGroups,

        @Parameter(
                label = "Best part",
                help = "Part of a policy's outputs, by the members' mean, that counts as its best.",
                min = 0.01,
                max = 1,
                group = "Shared errors")
        double top,

        @Parameter(
                label = "Approval",
                help = "A member approves of an output that scores above this quantile of its scores at the reference"
                        + " policy.",
                min = 0,
                max = 0.99,
                group = "Shared errors")
        double approval,

        @Parameter(
                label = "Low gold",
                help = "Gold is low below this quantile of it at the reference policy.",
                min = 0.01,
                max = 1,
                group = "Shared errors")
        double low,

        @Parameter(
                label = "Resamples",
                help = "Bootstrap resamples behind each interval.",
                min = 20,
                max = 20_000,
                group = "Intervals")
        int resamples,

        @Parameter(label = "Seed", help = "Where the bootstrap's random numbers start.", group = "Intervals")
        long seed,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Intervals")
        double level) {

    /** What variance and deviation divide by. */
    public enum Variance {
        POPULATION,
        SAMPLE
    }

    static final EnsembleParameters DEFAULTS = new EnsembleParameters(
            List.of("mean", "median", "wco", "uwo", "mean-std", "quantile"),
            Variance.POPULATION,
            0.5,
            1,
            0.25,
            0,
            List.of(),
            0.25,
            0.5,
            0.5,
            500,
            1,
            0.95);

    Sampling sampling() {
        return new Sampling(resamples, seed, level, 15);
    }

    BestOfNSettings bestOfN() {
        return new BestOfNSettings(
                BestOfNSettings.rules(rules),
                new EnsembleRule.Weights(lambda, deviations, quantile, variance == Variance.SAMPLE),
                false,
                maxN,
                List.of(FitForm.BON, FitForm.RL),
                sampling());
    }
}
