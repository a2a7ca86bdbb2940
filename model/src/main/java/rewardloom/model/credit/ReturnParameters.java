package rewardloom.model.credit;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** What returns are decomposed on. */
public record ReturnParameters(
        @Parameter(
                label = "Factors",
                help = "Columns with latent factors of a step; empty: observations and actions if there are"
                        + " any, else components.",
                choices = Choices.COLUMNS)
        List<String> factors,

        @Parameter(label = "Terms", help = "Further factors by formula: name = formula, several with ; between them.")
        String terms,

        @Parameter(
                label = "Return",
                help = "Column with the reward, whose sum over an episode is decomposed; empty: the one with the role"
                        + " reward or return. A return that is repeated in each step of its episode counts once.",
                choices = Choices.COLUMNS)
        String reward,

        @Parameter(
                label = "Ridge",
                help = "Penalty on the squared weights of standardised factors, per episode.",
                min = 0,
                max = 100)
        double ridge,

        @Parameter(
                label = "K",
                help = "Number of steps of an episode that a loss samples: the loss of randomised return"
                        + " decomposition is reported with and without its variance correction.",
                min = 2,
                max = 1000)
        int sampled,

        @Parameter(label = "Episode", help = "Episode whose credit is drawn, counted from 0.", min = 0)
        int episode,

        @Parameter(
                label = "Table",
                help = "Table to read; empty: all that fit.",
                choices = Choices.TABLES,
                group = "Data")
        String table,

        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS, group = "Data")
        List<String> runs) {

    static final ReturnParameters DEFAULTS = new ReturnParameters(List.of(), "", "", 1e-6, 8, 0, "", List.of());

    public ReturnParameters {
        factors = List.copyOf(factors);
        runs = List.copyOf(runs);
    }

    StepTable.Choice choice() {
        return new StepTable.Choice(table, runs, reward, factors, terms);
    }
}
