package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param runs runs to show, all when empty
 * @param level coverage of the intervals
 */
public record KlParameters(
        @Parameter(
                label = "Runs",
                help = "Runs to show; all when empty.",
                choices = Parameter.Choices.RUNS,
                group = "Responses")
        List<String> runs,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Intervals")
        double level) {

    static final KlParameters DEFAULTS = new KlParameters(List.of(), 0.95);
}
