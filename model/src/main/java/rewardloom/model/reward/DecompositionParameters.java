package rewardloom.model.reward;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** Which reward to take apart, and what counts as farming. */
public record DecompositionParameters(
        @Parameter(
                label = "Tables",
                help = "Kind of table to read; auto: the first kind that has components, in the order given here.")
        ComponentChoice.Source source,

        @Parameter(label = "Runs", help = "Runs or groups of runs to take apart; empty: all.", choices = Choices.RUNS)
        List<String> runs,

        @Parameter(label = "Group seeds", help = "Whether runs that differ in their seed only are taken together.")
        boolean groupBySeeds,

        @Parameter(
                label = "Total",
                help = "Tag or column of the total reward; empty: the return or reward that the components add up to.",
                choices = Choices.TAGS)
        String total,

        @Parameter(
                label = "Components by formula",
                help = "Components defined by formula in place of those that were logged: name = formula, several"
                        + " with ; between them.")
        String components,

        @Parameter(
                label = "Factor",
                help = "Factor on every component, such as 20 where they were logged per second of an episode of 20 s.")
        double factor,

        @Parameter(
                label = "Episode",
                help = "Episode of a trajectory that is shown alone; -1: the one with the largest return.",
                min = -1)
        double episode,

        @Parameter(
                label = "Smoothing",
                help = "Weight of the debiased exponential moving average of the curves; tables are never smoothed.",
                min = 0,
                max = 0.999)
        double smoothing,

        @Parameter(
                label = "Tolerance",
                help = "Largest residual that still holds, relative to max |total|; 0: 1e-5 for numbers logged in"
                        + " single precision, else 1e-6.",
                min = 0,
                max = 1)
        double tolerance,

        @Parameter(
                label = "Success",
                help = "Tag or column that marks success; empty: success rates, else components named goal, success,"
                        + " win, solve, outcome or correct.",
                choices = Choices.TAGS,
                group = "Farming")
        String success,

        @Parameter(
                label = "Window",
                help = "Share of a run's points that makes up a window at the peak of success and at the end.",
                min = 0.02,
                max = 0.4,
                group = "Farming")
        double window,

        @Parameter(
                label = "Fall",
                help = "Smallest fall of success from its peak that counts, as a share of the peak.",
                min = 0.01,
                max = 1,
                group = "Farming")
        double fall,

        @Parameter(
                label = "Explained",
                help = "Smallest share of the rise of the total that one component must bring to be called farmed.",
                min = 0.1,
                max = 1,
                group = "Farming")
        double explained) {

    static final DecompositionParameters DEFAULTS = new DecompositionParameters(
            ComponentChoice.Source.AUTO, List.of(), true, "", "", 1, -1, 0.6, 0, "", 0.1, 0.25, 0.5);

    public DecompositionParameters {
        runs = List.copyOf(runs);
    }

    ComponentChoice choice() {
        return new ComponentChoice(source, runs, total, success, components, factor);
    }

    Farming.Rule farming() {
        return new Farming.Rule(window, fall, explained);
    }
}
