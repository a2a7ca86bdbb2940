package rewardloom.model.reward.conflict;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.reward.ComponentChoice;

/** Where conflicts are looked for. */
public record ConflictParameters(
        @Parameter(
                label = "Tables",
                help = "Kind of table to read; auto: steps if there are any, since rows that belong"
                        + " together show conflicts best.")
        ComponentChoice.Source source,

        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
        List<String> runs,

        @Parameter(label = "Group seeds", help = "Whether runs that differ in their seed only are taken together.")
        boolean groupBySeeds,

        @Parameter(
                label = "Components by formula",
                help = "Components defined by formula in place of those that were logged: name = formula, several"
                        + " with ; between them.")
        String components,

        @Parameter(label = "Parts", help = "Equal parts of a training, or of an episode.", min = 2, max = 50)
        int parts,

        @Parameter(
                label = "Threshold",
                help = "Two components are in conflict where their correlation is below minus this.",
                min = 0.05,
                max = 1)
        double threshold) {

    static final ConflictParameters DEFAULTS =
            new ConflictParameters(ComponentChoice.Source.AUTO, List.of(), true, "", 10, 0.3);

    public ConflictParameters {
        runs = List.copyOf(runs);
    }

    ComponentChoice choice() {
        return new ComponentChoice(source, runs, "", "", components, 1);
    }
}
