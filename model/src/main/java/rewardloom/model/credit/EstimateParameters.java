package rewardloom.model.credit;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** What the total is explained by. */
public record EstimateParameters(
        @Parameter(
                label = "Level",
                help = "Whether a row is a step or the sums of an episode; auto: steps where there are episodes with"
                        + " a reward at each step.")
        Level level,

        @Parameter(
                label = "Features",
                help = "Columns that may explain the total; empty: observations and actions, else components, else"
                        + " other numbers.",
                choices = Choices.COLUMNS)
        List<String> features,

        @Parameter(
                label = "Terms",
                help = "Further candidates by formula: name = formula, several with ; between them, such as near ="
                        + " exp(-distance); fast = speed ** 2.")
        String terms,

        @Parameter(
                label = "Total",
                help = "Column with the total; empty: the one with the role reward or return.",
                choices = Choices.COLUMNS)
        String total,

        @Parameter(
                label = "Ridge",
                help = "Penalty on the squared weights of standardised features, per row.",
                min = 0,
                max = 100)
        double ridge,

        @Parameter(
                label = "Table",
                help = "Table to read; empty: all that fit.",
                choices = Choices.TABLES,
                group = "Data")
        String table,

        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS, group = "Data")
        List<String> runs) {

    /** What a row is. */
    public enum Level {
        AUTO,
        STEP,
        EPISODE
    }

    static final EstimateParameters DEFAULTS =
            new EstimateParameters(Level.AUTO, List.of(), "", "", 1e-8, "", List.of());

    public EstimateParameters {
        features = List.copyOf(features);
        runs = List.copyOf(runs);
    }

    StepTable.Choice choice() {
        return new StepTable.Choice(table, runs, total, features, terms);
    }
}
