package rewardloom.model.reward.alarm;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.reward.ComponentChoice;
import rewardloom.model.reward.Farming;

/** What is watched, and from where on it is worth an alarm. */
public record AlarmParameters(
        @Parameter(label = "Tables", help = "Kind of table to read.")
        ComponentChoice.Source source,

        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
        List<String> runs,

        @Parameter(label = "Group seeds", help = "Whether runs that differ in their seed only are taken together.")
        boolean groupBySeeds,

        @Parameter(
                label = "Total",
                help = "Tag or column of the total reward; empty: the return or reward that the components add up to.",
                choices = Choices.TAGS)
        String total,

        @Parameter(
                label = "Success",
                help = "Tag or column that marks success; empty: found as in the decomposition.",
                choices = Choices.TAGS)
        String success,

        @Parameter(
                label = "Components by formula",
                help = "Components defined by formula in place of those that were logged: name = formula, several"
                        + " with ; between them.")
        String components,

        @Parameter(
                label = "Window",
                help = "Share of a training that makes up one window.",
                min = 0.02,
                max = 0.4,
                group = "Thresholds")
        double window,

        @Parameter(
                label = "Fall",
                help = "Smallest fall of success from its peak that counts as farming, as a share of the peak.",
                min = 0.01,
                max = 1,
                group = "Thresholds")
        double fall,

        @Parameter(
                label = "Explained",
                help = "Smallest share of the rise of the total that one component must bring to be called farmed.",
                min = 0.1,
                max = 1,
                group = "Thresholds")
        double explained,

        @Parameter(
                label = "Runaway",
                help = "A component runs away when its size in the last window is so many times its usual size.",
                min = 1.5,
                max = 1000,
                group = "Thresholds")
        double runaway,

        @Parameter(
                label = "Drowned",
                help = "Success is drowned when its component makes up less than this share of the reward.",
                min = 0.001,
                max = 0.5,
                group = "Thresholds")
        double drowned,

        @Parameter(
                label = "Conflict",
                help = "Two components are in conflict when their correlation is below minus this.",
                min = 0.1,
                max = 1,
                group = "Thresholds")
        double conflict,

        @Parameter(
                label = "Saturation",
                help = "A component is saturated when more than this share of the rows lie at its largest or smallest"
                        + " value.",
                min = 0.01,
                max = 1,
                group = "Thresholds")
        double saturation,

        @Parameter(
                label = "Length",
                help = "Length or repetition earns reward when its rank correlation with the reward exceeds this.",
                min = 0.05,
                max = 1,
                group = "Thresholds")
        double length) {

    static final AlarmParameters DEFAULTS = new AlarmParameters(
            ComponentChoice.Source.AUTO, List.of(), true, "", "", "", 0.1, 0.25, 0.5, 10, 0.1, 0.5, 0.2, 0.3);

    public AlarmParameters {
        runs = List.copyOf(runs);
    }

    ComponentChoice choice() {
        return new ComponentChoice(source, runs, total, success, components, 1);
    }

    Farming.Rule farming() {
        return new Farming.Rule(window, fall, explained);
    }
}
