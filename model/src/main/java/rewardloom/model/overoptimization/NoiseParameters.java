package rewardloom.model.overoptimization;

import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param table table of responses, the largest that fits when empty
 * @param groupSize responses in a group, 0 for as many as each prompt has, at most 64
 * @param correctAbove quantile of gold from which on a response counts as correct, where no correctness is known
 * @param flip probability of a flip that findings speak of
 */
public record NoiseParameters(
        @Parameter(
                label = "Table",
                help = "Table of responses; the largest that fits when empty.",
                choices = Parameter.Choices.TABLES,
                group = "Groups")
        String table,

        @Parameter(
                label = "Group",
                help = "Responses in a group, taken in the order of the table; 0 for as many as each prompt has, at"
                        + " most 64.",
                min = 0,
                max = 64,
                group = "Groups")
        int groupSize,

        @Parameter(
                label = "Correct from",
                help = "Where no correctness is known, a response counts as correct from this quantile of gold on.",
                min = 0.01,
                max = 0.99,
                group = "Groups")
        double correctAbove,

        @Parameter(
                label = "Flip probability",
                help = "Probability of a flip that the findings speak of.",
                min = 0,
                max = 0.5,
                group = "Noise")
        double flip) {

    static final NoiseParameters DEFAULTS = new NoiseParameters("", 8, 0.5, 0.4);
}
