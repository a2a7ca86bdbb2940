package rewardloom.model.reward.recipe;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** Which formula is applied to what. */
public record RecipeParameters(
        @Parameter(
                label = "Formula",
                help = "SQL expression over the columns of a table, such as 0.3 * approach + krc(alignment, speed);"
                        + " empty: the saved recipe, or the sum of the components.")
        String formula,

        @Parameter(label = "Recipe", help = "Name of a saved recipe, used when there is no formula.")
        String recipe,

        @Parameter(label = "Name", help = "What the exported function is called.")
        String name,

        @Parameter(
                label = "Compare with",
                help = "Column or tag that it is compared with; empty: the logged reward or return.",
                choices = Choices.TAGS)
        String compare,

        @Parameter(
                label = "Table",
                help = "Table it is applied to; empty: all of the first kind that has its columns.",
                choices = Choices.TABLES,
                group = "Data")
        String table,

        @Parameter(label = "Tables", help = "Kind of table it is applied to.", group = "Data")
        Source source,

        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS, group = "Data")
        List<String> runs) {

    /** Kinds of table a formula can be applied to. */
    public enum Source {
        AUTO,
        STEPS,
        EPISODES,
        RESPONSES,
        SCORES,
        METRICS
    }

    static final RecipeParameters DEFAULTS = new RecipeParameters("", "", "recipe", "", "", Source.AUTO, List.of());

    public RecipeParameters {
        runs = List.copyOf(runs);
    }
}
