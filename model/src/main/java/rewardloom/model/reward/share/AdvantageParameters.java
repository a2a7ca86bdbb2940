package rewardloom.model.reward.share;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.reward.ComponentChoice;

/** Whose groups are looked at. */
public record AdvantageParameters(
        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
        List<String> runs,

        @Parameter(
                label = "Total",
                help = "Column of the total reward; empty: the reward that the components add up to.",
                choices = Choices.TAGS)
        String total,

        @Parameter(
                label = "Components by formula",
                help = "Components defined by formula in place of those that were logged: name = formula, several"
                        + " with ; between them.")
        String components,

        @Parameter(
                label = "Deviation",
                help = "Standard deviation by which advantages are divided: population (n) or sample (n − 1).")
        Deviation deviation,

        @Parameter(
                label = "Groups in the table",
                help = "Number of groups with the largest spread that are listed.",
                min = 0,
                max = 1000)
        int listed) {

    /** Which standard deviation. */
    public enum Deviation {
        POPULATION,
        SAMPLE
    }

    static final AdvantageParameters DEFAULTS = new AdvantageParameters(List.of(), "", "", Deviation.POPULATION, 20);

    public AdvantageParameters {
        runs = List.copyOf(runs);
    }

    ComponentChoice choice() {
        return new ComponentChoice(ComponentChoice.Source.RESPONSES, runs, total, "", components, 1);
    }
}
