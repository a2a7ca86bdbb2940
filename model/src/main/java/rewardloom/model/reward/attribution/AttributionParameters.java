package rewardloom.model.reward.attribution;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.reward.ComponentChoice;

/** Who plays, what is counted, and how. */
public record AttributionParameters(
        @Parameter(
                label = "Players",
                help = "Who shares what was achieved: components of the reward, reward models (score columns), or the"
                        + " players of a table of coalitions with their values; auto: what there is, in the order"
                        + " coalitions, reward models with gold, components.")
        Players players,

        @Parameter(
                label = "Value",
                help = "What is shared: the mean gold of each prompt's winner, the share of pairs ordered as gold"
                        + " does, the variance of gold or total that is explained (R²), the mean of the combined"
                        + " reward, or the difference of two runs; auto: winners if there are prompts with gold,"
                        + " else a difference if there are two runs or a training, else the variance.")
        Value value,

        @Parameter(
                label = "Combination",
                help = "How the players of a coalition make up one reward: their sum, the kinesthetic reward"
                        + " combination, the minimum, or the sum of log-sigmoids.")
        Game.Combination combination,

        @Parameter(
                label = "To",
                help = "Run or group to explain, with @from..to for a part of it, such as seed0@1000..2000; empty:"
                        + " the last window of the first group of trainings, else the run with the largest mean.",
                choices = Choices.RUNS,
                group = "Difference")
        String to,

        @Parameter(
                label = "From",
                help = "Run or group that it is compared with, with @from..to for a part; empty: the window"
                        + " of these trainings where success was highest, or the first, else the next best run.",
                choices = Choices.RUNS,
                group = "Difference")
        String from,

        @Parameter(
                label = "Window",
                help = "Share of a training that stands for its end, its beginning, and the peak of success.",
                min = 0.02,
                max = 0.4,
                group = "Difference")
        double window,

        @Parameter(
                label = "Orders",
                help = "Number of random orders of the players when there are more than 12.",
                min = 4,
                max = 100000,
                group = "Sampling")
        int orders,

        @Parameter(
                label = "Pairs",
                help = "Pairs that are compared at most for the share of ordered pairs; more are drawn at random.",
                min = 100,
                max = 10000000,
                group = "Sampling")
        int pairs,

        @Parameter(label = "Seed", help = "Where random numbers start.", group = "Sampling")
        long seed,

        @Parameter(
                label = "Temperature",
                help = "Temperature of the softmax over the values.",
                min = 0.001,
                max = 1000,
                group = "Sampling")
        double temperature,

        @Parameter(
                label = "Table",
                help = "Table to read; empty: all that fit.",
                choices = Choices.TABLES,
                group = "Data")
        String table,

        @Parameter(label = "Tables", help = "Kind of table to read for components.", group = "Data")
        ComponentChoice.Source source,

        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS, group = "Data")
        List<String> runs,

        @Parameter(
                label = "Components by formula",
                help = "Components defined by formula in place of those that were logged: name = formula, several"
                        + " with ; between them.",
                group = "Data")
        String components) {

    /** Who shares. */
    public enum Players {
        AUTO,
        COMPONENTS,
        MODELS,
        COALITIONS
    }

    /** What is shared. */
    public enum Value {
        AUTO,
        WINNER_GOLD,
        PAIR_ACCURACY,
        EXPLAINED,
        MEAN,
        DIFFERENCE
    }

    static final AttributionParameters DEFAULTS = new AttributionParameters(
            Players.AUTO,
            Value.AUTO,
            Game.Combination.SUM,
            "",
            "",
            0.1,
            400,
            200_000,
            1,
            2,
            "",
            ComponentChoice.Source.AUTO,
            List.of(),
            "");

    public AttributionParameters {
        runs = List.copyOf(runs);
    }

    ComponentChoice choice() {
        return new ComponentChoice(source, runs, "", "", components, 1);
    }
}
