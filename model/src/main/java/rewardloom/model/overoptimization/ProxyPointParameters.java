package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param groups groups of runs, all when empty
 * @param evaluation tag of the evaluation, gold when empty
 * @param rewards tags of the rewards of the composite, by role when empty
 * @param against group whose proxy points the others' are compared with
 * @param x reward along the horizontal axis of the map
 * @param y reward along its vertical axis
 * @param constraint what the multipliers would hold
 * @param rate learning rate of the multipliers
 * @param momentum momentum of the multipliers
 * @param smoothing points in the moving average
 * @param resamples bootstrap resamples
 * @param seed where the random numbers start
 * @param level coverage of the intervals
 */
public record ProxyPointParameters(
        @Parameter(
                label = "Groups",
                help = "Groups of runs; all when empty.",
                choices = Parameter.Choices.GROUPS,
                group = "Runs")
        List<String> groups,

        @Parameter(
                label = "Evaluation",
                help = "Tag of what is truly wanted; gold by its role when empty.",
                choices = Parameter.Choices.TAGS,
                group = "Runs")
        String evaluation,

        @Parameter(
                label = "Rewards",
                help = "Tags of the rewards of the composite; components and proxy by their roles when empty.",
                choices = Parameter.Choices.TAGS,
                group = "Runs")
        List<String> rewards,

        @Parameter(
                label = "Against",
                help = "Group whose proxy points the others' are compared with; when empty the one called single, ppo,"
                        + " vanilla or baseline, else the first.",
                choices = Parameter.Choices.GROUPS,
                group = "Runs")
        String against,

        @Parameter(
                label = "Map, across",
                help = "Reward along the horizontal axis of the map; when empty the one that changes most after the"
                        + " peak.",
                group = "Map")
        String x,

        @Parameter(
                label = "Map, up",
                help = "Reward along the vertical axis of the map; when empty the one that changes most the other way.",
                group = "Map")
        String y,

        @Parameter(
                label = "Constraint",
                help = "Inequality holds rewards at most at their points with λ = σ(ℓ), equality at them with λ ="
                        + " tanh(ℓ).",
                group = "Multipliers")
        Constraint constraint,

        @Parameter(
                label = "Rate",
                help = "Learning rate of the multipliers.",
                min = 0.001,
                max = 10,
                group = "Multipliers")
        double rate,

        @Parameter(
                label = "Momentum",
                help = "Momentum of the multipliers.",
                min = 0,
                max = 0.999,
                group = "Multipliers")
        double momentum,

        @Parameter(
                label = "Smoothing",
                help = "Points in the centred moving average in which the peak is looked for.",
                min = 1,
                max = 1001,
                group = "Intervals")
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

    /** What the multipliers would hold. */
    public enum Constraint {
        INEQUALITY,
        EQUALITY
    }

    static final ProxyPointParameters DEFAULTS = new ProxyPointParameters(
            List.of(), "", List.of(), "", "", "", Constraint.INEQUALITY, 0.1, 0.1, 15, 500, 1, 0.95);

    Sampling sampling() {
        return new Sampling(resamples, seed, level, 15);
    }

    Lagrangian lagrangian() {
        return new Lagrangian(
                constraint == Constraint.INEQUALITY ? Lagrangian.Kind.INEQUALITY : Lagrangian.Kind.EQUALITY,
                rate,
                momentum);
    }
}
