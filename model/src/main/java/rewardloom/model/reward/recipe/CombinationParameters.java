package rewardloom.model.reward.recipe;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** What is combined, and how it is made comparable. */
public record CombinationParameters(
        @Parameter(
                label = "Columns",
                help = "Columns that are combined; empty: scores of several models, else components.",
                choices = Choices.COLUMNS)
        List<String> columns,

        @Parameter(
                label = "Scale",
                help = "What is done to a column first: nothing, division by its standard deviation, its place"
                        + " between the smallest and the largest value (0 to 1), or (s + 1)/2 for cosines; auto:"
                        + " to 0 to 1 where a combination needs positive numbers and there are negative ones.")
        Scale scale,

        @Parameter(
                label = "Reference",
                help = "Quantile of each column, of a normal distribution fitted to it, that is just good enough for"
                        + " the conjunction.",
                min = 0.01,
                max = 0.999)
        double quantile,

        @Parameter(
                label = "λ",
                help = "Weight of the first column in the harmonic and the Cobb-Douglas mean of two; more than two"
                        + " weigh the same.",
                min = 0,
                max = 1)
        double lambda,

        @Parameter(
                label = "Gold",
                help = "Column with what is truly wanted; empty: the one with the role gold, correct or success.",
                choices = Choices.COLUMNS)
        String gold,

        @Parameter(label = "Listed", help = "Number of compensated failures that are listed.", min = 0, max = 10000)
        int listed,

        @Parameter(label = "Table", help = "Table to read; empty: the first that fits.", choices = Choices.TABLES)
        String table) {

    /** What is done to a column first. */
    public enum Scale {
        AUTO,
        NONE,
        DEVIATION,
        UNIT,
        COSINE
    }

    static final CombinationParameters DEFAULTS =
            new CombinationParameters(List.of(), Scale.AUTO, 0.85, 0.5, "", 20, "");

    public CombinationParameters {
        columns = List.copyOf(columns);
    }
}
