package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param groups groups of runs to compare, all when empty
 * @param against group that the others are compared with, by its name when empty
 * @param gold tag of the gold reward, by role when empty
 * @param proxy tag of the proxy, by role when empty
 * @param kl tag of the divergence, by role when empty
 * @param unit unit to which the divergences of all runs are brought
 * @param unstated unit of a divergence that does not state its own
 * @param atKl divergence at which gold is compared, 0 for automatic
 * @param smoothing points in the moving average
 * @param bestOfN whether best of n is compared too, if the study has samples for it
 * @param resamples bootstrap resamples
 * @param seed where the random numbers start
 * @param level coverage of the intervals
 * @param block points in a block of the bootstrap
 */
public record MitigationParameters(
        @Parameter(
                label = "Objectives",
                help = "Groups of runs to compare; all when empty.",
                choices = Parameter.Choices.GROUPS,
                group = "Runs")
        List<String> groups,

        @Parameter(
                label = "Against",
                help = "Group that the others are compared with; when empty the one called single, ppo, vanilla or"
                        + " baseline, else the first.",
                choices = Parameter.Choices.GROUPS,
                group = "Runs")
        String against,

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
        OveroptimizationParameters.Unit unit,

        @Parameter(
                label = "KL unit where not stated",
                help = "Unit of a KL whose log does not state one; automatic takes that of the other runs.",
                group = "Runs")
        OveroptimizationParameters.Unit unstated,

        @Parameter(
                label = "At KL",
                help = "KL at which gold is compared and up to which the area goes; 0 for the median at the peaks of"
                        + " the runs that decline.",
                min = 0,
                max = 10_000,
                group = "Measures")
        double atKl,

        @Parameter(
                label = "Smoothing",
                help = "Points in the centred moving average in which the peak is looked for.",
                min = 1,
                max = 1001,
                group = "Measures")
        int smoothing,

        @Parameter(
                label = "Best of n",
                help = "Also compare best of n, if the study has samples for it.",
                group = "Measures")
        boolean bestOfN,

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

    static final MitigationParameters DEFAULTS = new MitigationParameters(
            List.of(),
            "",
            "",
            "",
            "",
            OveroptimizationParameters.Unit.AUTO,
            OveroptimizationParameters.Unit.AUTO,
            0,
            15,
            true,
            500,
            1,
            0.95,
            15);

    Sampling sampling() {
        return new Sampling(resamples, seed, level, block);
    }

    OveroptimizationParameters runs() {
        return OveroptimizationParameters.DEFAULTS.with(groups, gold, proxy, kl, unit, unstated, smoothing, sampling());
    }
}
