package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param reward column whose mean is maximised, gold when empty
 * @param rules ways of combining several models for best of n
 * @param groups groups of runs to place, all when empty
 * @param smoothing points in the moving average of the runs
 * @param resamples bootstrap resamples
 * @param seed where the random numbers start
 * @param level coverage of the intervals
 */
public record FrontierParameters(
        @Parameter(
                label = "Reward",
                help = "Column whose mean the frontier maximises; gold when empty. Runs are placed by gold.",
                choices = Parameter.Choices.COLUMNS,
                group = "Samples")
        String reward,

        @Parameter(
                label = "Rules",
                help = "How several models' scores are combined for best of n: mean, median, wco, uwo, mean-std,"
                        + " quantile.",
                group = "Samples")
        List<String> rules,

        @Parameter(
                label = "Groups",
                help = "Groups of runs to place; all when empty.",
                choices = Parameter.Choices.GROUPS,
                group = "Runs")
        List<String> groups,

        @Parameter(
                label = "Smoothing",
                help = "Points in the centred moving average of the runs.",
                min = 1,
                max = 1001,
                group = "Runs")
        int smoothing,

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

    static final FrontierParameters DEFAULTS =
            new FrontierParameters("", List.of("mean", "wco", "uwo"), List.of(), 15, 500, 1, 0.95);

    Sampling sampling() {
        return new Sampling(resamples, seed, level, 15);
    }
}
