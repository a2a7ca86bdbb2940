package rewardloom.model.reward.whatif;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.reward.ComponentChoice;

/** Which reward is weighted anew, and how. */
public record WhatIfParameters(
        @Parameter(
                label = "Weights",
                help = "Factors on the logged components, such as touch=0.5, goal=2; 1 for those not named.",
                choices = Choices.WEIGHTS)
        List<String> weights,

        @Parameter(
                label = "Sweep",
                help = "Component whose weight is swept; empty: the one with the largest share.",
                group = "Sweep")
        String sweep,

        @Parameter(label = "From", help = "First weight of the sweep.", min = -100, max = 100, group = "Sweep")
        double from,

        @Parameter(label = "To", help = "Last weight of the sweep.", min = -100, max = 100, group = "Sweep")
        double to,

        @Parameter(
                label = "Better",
                help = "Run or group that shall win; empty: the second of the ranking.",
                choices = Choices.RUNS,
                group = "Who wins")
        String better,

        @Parameter(
                label = "Worse",
                help = "Run or group that it shall beat; empty: the first of the ranking.",
                choices = Choices.RUNS,
                group = "Who wins")
        String worse,

        @Parameter(
                label = "No negative weights",
                help = "Whether the nearest weights that make one beat the other may not be negative.",
                group = "Who wins")
        boolean nonnegative,

        @Parameter(label = "Tables", help = "Kind of table to read.", group = "Data")
        ComponentChoice.Source source,

        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS, group = "Data")
        List<String> runs,

        @Parameter(
                label = "Group seeds",
                help = "Whether runs that differ in their seed only are taken together.",
                group = "Data")
        boolean groupBySeeds,

        @Parameter(
                label = "Total",
                help = "Tag or column of the total reward; empty: the return or reward that the components add up to.",
                choices = Choices.TAGS,
                group = "Data")
        String total,

        @Parameter(
                label = "Components by formula",
                help = "Components defined by formula in place of those that were logged: name = formula, several"
                        + " with ; between them.",
                group = "Data")
        String components,

        @Parameter(
                label = "Success",
                help = "Tag or column that marks success; empty: found as in the decomposition.",
                choices = Choices.TAGS,
                group = "Data")
        String success,

        @Parameter(
                label = "Window",
                help = "Share of a training that stands for its end, and for the peak of success.",
                min = 0.02,
                max = 0.4,
                group = "Data")
        double window) {

    static final WhatIfParameters DEFAULTS = new WhatIfParameters(
            List.of(), "", 0, 2, "", "", true, ComponentChoice.Source.AUTO, List.of(), true, "", "", "", 0.1);

    public WhatIfParameters {
        weights = List.copyOf(weights);
        runs = List.copyOf(runs);
    }

    ComponentChoice choice() {
        return new ComponentChoice(source, runs, total, success, components, 1);
    }
}
