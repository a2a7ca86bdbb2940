package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param tables tables of samples, all that fit when empty
 * @param rules ways of combining several models
 * @param variance convention of variance and deviation
 * @param lambda weight of the variance in the rule {@code uwo}
 * @param deviations weight of the deviation in the rule {@code mean-std}
 * @param quantile quantile that the rule {@code quantile} takes
 * @param maxN largest n, 0 for as many as there are samples
 * @param oracle whether choosing by gold itself is shown
 * @param form which fit
 * @param resamples bootstrap resamples
 * @param seed where the random numbers start
 * @param level coverage of the intervals
 */
public record BestOfNParameters(
        @Parameter(
                label = "Tables",
                help = "Tables of samples; all that fit when empty.",
                choices = Parameter.Choices.TABLES,
                group = "Samples")
        List<String> tables,

        @Parameter(
                label = "Rules",
                help = "How several models' scores are combined: mean, median, wco, uwo, mean-std, quantile.",
                group = "Ensemble")
        List<String> rules,

        @Parameter(
                label = "Variance",
                help = "Population divides by the number of models M, sample by M − 1.",
                group = "Ensemble")
        EnsembleParameters.Variance variance,

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
                help = "Quantile of the scores that the rule quantile takes.",
                min = 0,
                max = 1,
                group = "Ensemble")
        double quantile,

        @Parameter(
                label = "Largest n",
                help = "Largest n; 0 for as many as there are samples.",
                min = 0,
                max = 1_000_000,
                group = "Best of n")
        int maxN,

        @Parameter(
                label = "Oracle",
                help = "Also choose by gold itself: the most that choosing can bring, pass@n where gold is"
                        + " correctness.",
                group = "Best of n")
        boolean oracle,

        @Parameter(
                label = "Fit",
                help = "d(α − βd), d(α − β log d), or both, the first one drawn.",
                group = "Best of n")
        OveroptimizationParameters.Form form,

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

    static final BestOfNParameters DEFAULTS = new BestOfNParameters(
            List.of(),
            List.of("mean", "wco", "uwo"),
            EnsembleParameters.Variance.POPULATION,
            0.5,
            1,
            0.25,
            0,
            true,
            OveroptimizationParameters.Form.AUTO,
            500,
            1,
            0.95);

    BestOfNSettings settings() {
        List<FitForm> forms = switch (form) {
            case AUTO -> List.of(FitForm.BON, FitForm.RL);
            case RL -> List.of(FitForm.RL);
            case BON -> List.of(FitForm.BON);
        };
        return new BestOfNSettings(
                BestOfNSettings.rules(rules),
                new EnsembleRule.Weights(lambda, deviations, quantile, variance == EnsembleParameters.Variance.SAMPLE),
                oracle,
                maxN,
                forms,
                new Sampling(resamples, seed, level, 15));
    }
}
