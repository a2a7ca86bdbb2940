package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param groups groups of runs to show, all when empty
 * @param show what the figures draw
 * @param gold tag of the gold reward, by role when empty
 * @param proxy tag of the proxy, by role when empty
 * @param kl tag of the divergence, by role when empty
 * @param unit unit to which the divergences of all runs are brought
 * @param unstated unit of a divergence that does not state its own
 * @param baseline gold at the reference policy
 * @param form which fit
 * @param factor setting of the runs by whose number α and β are compared
 * @param smoothing points in the moving average
 * @param ensembles rules that combine the scores for best of n
 * @param lambda weight of the variance in the rule {@code uwo}
 * @param maxN largest n, 0 for as many as there are samples
 * @param resamples bootstrap resamples
 * @param seed where the random numbers start
 * @param level coverage of the intervals
 * @param block points in a block of the bootstrap
 */
public record OveroptimizationParameters(
        @Parameter(
                label = "Groups",
                help = "Groups of runs to show; all when empty.",
                choices = Parameter.Choices.GROUPS,
                group = "Runs")
        List<String> groups,

        @Parameter(label = "Show", help = "Draw the mean of each group, or every run.", group = "Runs")
        Show show,

        @Parameter(
                label = "Gold",
                help = "Tag of the reward that is truly wanted; found by its role when empty.",
                choices = Parameter.Choices.TAGS,
                group = "Runs")
        String gold,

        @Parameter(
                label = "Proxy",
                help = "Tag of the reward that is optimised; found by its role when empty.",
                choices = Parameter.Choices.TAGS,
                group = "Runs")
        String proxy,

        @Parameter(
                label = "KL",
                help = "Tag of the divergence from the reference policy; found by its role when empty.",
                choices = Parameter.Choices.TAGS,
                group = "Runs")
        String kl,

        @Parameter(
                label = "KL unit",
                help = "Unit to which the KL of all runs is brought; converting needs logged response lengths.",
                group = "Runs")
        Unit unit,

        @Parameter(
                label = "KL unit where not stated",
                help = "Unit of a KL whose log does not state one; automatic takes that of the other runs.",
                group = "Runs")
        Unit unstated,

        @Parameter(
                label = "Gold at the reference",
                help = "Where gains are counted from: automatic takes the first step if its KL is at most 0.01, else"
                        + " zero, and one half for win rates.",
                group = "Fit")
        Baseline baseline,

        @Parameter(
                label = "Fit",
                help = "d(α − β log d), d(α − βd), or both: the first drawn for training runs, the second for best of"
                        + " n.",
                group = "Fit")
        Form form,

        @Parameter(
                label = "Scaling with",
                help = "Setting of the runs by whose number α and β are compared, such as rm_size; groups whose names"
                        + " differ in one number are found without it.",
                group = "Fit")
        String factor,

        @Parameter(
                label = "Smoothing",
                help = "Points in the centred moving average in which the peak is looked for.",
                min = 1,
                max = 1001,
                group = "Fit")
        int smoothing,

        @Parameter(
                label = "Ensembles",
                help = "How several models' scores are combined for best of n: mean, wco, uwo, median, mean-std.",
                group = "Best of n")
        List<String> ensembles,

        @Parameter(
                label = "λ",
                help = "Weight of the variance in the rule uwo, in 1/score units.",
                min = 0,
                max = 100,
                group = "Best of n")
        double lambda,

        @Parameter(
                label = "Largest n",
                help = "Largest n of best of n; 0 for as many as there are samples.",
                min = 0,
                max = 1_000_000,
                group = "Best of n")
        int maxN,

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
        double level,

        @Parameter(
                label = "Block",
                help = "Consecutive points that the bootstrap keeps together.",
                min = 1,
                max = 10_000,
                group = "Intervals")
        int block) {

    /** What the figures draw. */
    public enum Show {
        GROUPS,
        RUNS
    }

    /** Unit of a divergence. */
    public enum Unit {
        AUTO,
        NATS_PER_SEQUENCE,
        NATS_PER_TOKEN
    }

    /** Gold at the reference policy. */
    public enum Baseline {
        AUTO,
        FIRST,
        ZERO,
        HALF
    }

    /** Which formula is fitted. */
    public enum Form {
        AUTO,
        RL,
        BON
    }

    static final OveroptimizationParameters DEFAULTS = new OveroptimizationParameters(
            List.of(),
            Show.GROUPS,
            "",
            "",
            "",
            Unit.AUTO,
            Unit.AUTO,
            Baseline.AUTO,
            Form.AUTO,
            "",
            15,
            List.of("mean", "wco", "uwo"),
            0.5,
            0,
            500,
            1,
            0.95,
            15);

    /** The defaults with other intervals: how the analyses that build on the training runs read them. */
    static OveroptimizationParameters intervals(Sampling sampling) {
        return DEFAULTS.with(List.of(), "", "", "", Unit.AUTO, Unit.AUTO, DEFAULTS.smoothing, sampling);
    }

    /** The same with other runs, tags and intervals. */
    OveroptimizationParameters with(
            List<String> newGroups,
            String newGold,
            String newProxy,
            String newKl,
            Unit newUnit,
            Unit newUnstated,
            int newSmoothing,
            Sampling sampling) {
        return new OveroptimizationParameters(
                newGroups,
                show,
                newGold,
                newProxy,
                newKl,
                newUnit,
                newUnstated,
                baseline,
                form,
                factor,
                newSmoothing,
                ensembles,
                lambda,
                maxN,
                sampling.resamples(),
                sampling.seed(),
                sampling.level(),
                sampling.block());
    }

    Sampling sampling() {
        return new Sampling(resamples, seed, level, block);
    }

    /** The forms to be fitted to training runs; the first is the one that is drawn. */
    List<FitForm> runForms() {
        return forms(FitForm.RL, FitForm.BON);
    }

    /** The forms to be fitted to best of n; the first is the one that is drawn. */
    List<FitForm> bestOfNForms() {
        return forms(FitForm.BON, FitForm.RL);
    }

    private List<FitForm> forms(FitForm first, FitForm second) {
        return switch (form) {
            case AUTO -> List.of(first, second);
            case RL -> List.of(FitForm.RL);
            case BON -> List.of(FitForm.BON);
        };
    }
}
