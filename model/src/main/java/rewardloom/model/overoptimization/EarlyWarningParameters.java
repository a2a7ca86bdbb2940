package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param groups groups of runs with gold to learn from, all when empty
 * @param hideGold groups whose gold is ignored, as if it were not there
 * @param extra further tags to watch
 * @param smoothing past points that are averaged
 * @param hold points in a row that must reach the threshold
 * @param keep part of the gold at the peak that a useful warning keeps
 * @param resamples bootstrap resamples behind the peaks
 * @param seed where the random numbers start
 * @param level coverage of the intervals
 */
public record EarlyWarningParameters(
        @Parameter(
                label = "Groups",
                help = "Groups of runs with gold to learn from; all when empty.",
                choices = Parameter.Choices.GROUPS,
                group = "Runs")
        List<String> groups,

        @Parameter(
                label = "Hide gold of",
                help = "Groups whose gold is ignored, to see what the rules would have said without it.",
                choices = Parameter.Choices.GROUPS,
                group = "Runs")
        List<String> hideGold,

        @Parameter(
                label = "Further tags",
                help = "Tags to be watched too, by their change from the first steps.",
                choices = Parameter.Choices.TAGS,
                group = "Signals")
        List<String> extra,

        @Parameter(
                label = "Smoothing",
                help = "Past points that are averaged; nothing of the future is used.",
                min = 1,
                max = 1001,
                group = "Signals")
        int smoothing,

        @Parameter(
                label = "Hold",
                help = "Points in a row that must reach the threshold before it is an alarm.",
                min = 1,
                max = 1000,
                group = "Signals")
        int hold,

        @Parameter(
                label = "Useful from",
                help = "Part of the gold gained at the peak that must be left at the alarm for it to be useful.",
                min = 0.1,
                max = 1,
                group = "Signals")
        double keep,

        @Parameter(
                label = "Resamples",
                help = "Bootstrap resamples behind the peaks of gold.",
                min = 20,
                max = 20_000,
                group = "Intervals")
        int resamples,

        @Parameter(label = "Seed", help = "Where the bootstrap's random numbers start.", group = "Intervals")
        long seed,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Intervals")
        double level) {

    static final EarlyWarningParameters DEFAULTS =
            new EarlyWarningParameters(List.of(), List.of(), List.of(), 10, 5, 0.9, 500, 1, 0.95);

    Sampling sampling() {
        return new Sampling(resamples, seed, level, 15);
    }
}
