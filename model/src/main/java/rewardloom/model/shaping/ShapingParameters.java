package rewardloom.model.shaping;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param table table with the rewards, chosen by its roles when empty
 * @param column column or tag with the reward, chosen by its role when empty
 * @param functions names of the shaping functions
 * @param k steepness of the sigmoid
 * @param reference what the reward is centred on
 * @param referenceValue the reference when it is given
 * @param clipLow lower bound of the clip, in standard deviations below the mean
 * @param clipHigh upper bound of the clip, in standard deviations above the mean
 * @param ceiling ceiling, in standard deviations above the mean
 * @param quantile quantile of the reference rewards, of a normal distribution fitted to them, on which the log-sigmoid is centred
 * @param saturation where a sigmoid counts as saturated
 * @param lengthPenalty whether long responses pay
 * @param lengthWeight what a token beyond the free length costs
 * @param lengthFree length that costs nothing
 */
public record ShapingParameters(
        @Parameter(
                label = "Table",
                help = "Table with the rewards; found by its roles when empty.",
                choices = Parameter.Choices.TABLES,
                group = "Reward")
        String table,

        @Parameter(
                label = "Reward",
                help = "Column or tag with the reward; found by its role when empty.",
                choices = Parameter.Choices.COLUMNS,
                group = "Reward")
        String column,

        @Parameter(
                label = "Functions",
                help = "Shaping functions: identity, centred, clip, ceil, min-max, mean-std, tanh, arctan, sigmoid,"
                        + " sgfc, log-sigmoid, polynomial.",
                group = "Functions")
        List<String> functions,

        @Parameter(label = "k", help = "Steepness of the sigmoid.", min = 0.01, max = 100, group = "Functions")
        double k,

        @Parameter(
                label = "Reference",
                help = "What the reward is centred on: the mean of the first step (auto: if there are steps), the"
                        + " mean, zero, or a given value.",
                group = "Functions")
        Reference reference,

        @Parameter(
                label = "Reference value",
                help = "The reference when it is given, in reward units.",
                group = "Functions")
        double referenceValue,

        @Parameter(
                label = "Clip below",
                help = "Lower bound of the clip, in standard deviations below the mean.",
                min = 0,
                max = 100,
                group = "Functions")
        double clipLow,

        @Parameter(
                label = "Clip above",
                help = "Upper bound of the clip, in standard deviations above the mean.",
                min = 0,
                max = 100,
                group = "Functions")
        double clipHigh,

        @Parameter(
                label = "Ceiling",
                help = "Ceiling, in standard deviations above the mean.",
                min = -100,
                max = 100,
                group = "Functions")
        double ceiling,

        @Parameter(
                label = "Quantile",
                help = "Quantile of the reference rewards on which the log-sigmoid is centred.",
                min = 0.01,
                max = 0.999,
                group = "Functions")
        double quantile,

        @Parameter(
                label = "Saturation",
                help = "A sigmoid is saturated where |k(r − ref)| exceeds this; the others where they are as flat.",
                min = 0.5,
                max = 50,
                group = "Functions")
        double saturation,

        @Parameter(
                label = "Length penalty",
                help = "Subtract a penalty from the reward of long responses before shaping.",
                group = "Length")
        boolean lengthPenalty,

        @Parameter(label = "Weight", help = "Reward lost per token beyond the free length.", min = 0, group = "Length")
        double lengthWeight,

        @Parameter(label = "Free length", help = "Length in tokens that costs nothing.", min = 0, group = "Length")
        double lengthFree) {

    /** What the reward is centred on. */
    public enum Reference {
        AUTO,
        FIRST_STEP,
        MEAN,
        ZERO,
        VALUE
    }

    static final ShapingParameters DEFAULTS = new ShapingParameters(
            "",
            "",
            List.of("identity", "centred", "clip", "min-max", "tanh", "sigmoid", "log-sigmoid"),
            1,
            Reference.AUTO,
            0,
            1,
            1,
            1,
            0.85,
            4,
            false,
            0.01,
            300);
}
