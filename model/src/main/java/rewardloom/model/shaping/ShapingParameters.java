package rewardloom.model.shaping;

import java.util.List;
import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param table table with the rewards, chosen by its roles when empty
 * @param column column or tag with the reward, chosen by its role when empty
 * @param functions names of the shaping functions, with their numbers after colons
 * @param formulas further functions by formula
 * @param k steepness of the sigmoid
 * @param reference what the reward is centred on
 * @param referenceValue the reference when it is given
 * @param referenceColumns columns with rewards of reference responses
 * @param mostReferences how many references of a row are used
 * @param statistics when mean, deviation and extremes are taken
 * @param batch rows in a batch where there are no steps
 * @param deviation which standard deviation
 * @param clipLow lower bound of the clip, in standard deviations below the mean
 * @param clipHigh upper bound of the clip, in standard deviations above the mean
 * @param ceiling ceiling, in standard deviations above the mean
 * @param quantile quantile of the reference rewards, of a normal distribution fitted to them, on which the log-sigmoid is centred
 * @param saturation where a sigmoid counts as saturated
 * @param lengthPenalty whether long responses pay
 * @param lengthWeight what a token beyond the free length costs
 * @param lengthFree length that costs nothing
 * @param switchShare share of the groups in which the length switch is on
 * @param switchWeight weight of the length switch
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
                        + " sgfc, log-sigmoid, polynomial, length-switch, and of a distance, cosine or count:"
                        + " distance, signed-distance, alignment, exploration, count-decay. Numbers follow after"
                        + " colons: sigmoid:2, clip:-1:1, ceil:3, distance:2300:1:2.",
                suggestions = {
                    "identity",
                    "centred",
                    "clip",
                    "ceil",
                    "min-max",
                    "mean-std",
                    "tanh",
                    "arctan",
                    "sigmoid",
                    "sigmoid:2",
                    "sigmoid:3",
                    "sgfc",
                    "log-sigmoid",
                    "polynomial",
                    "length-switch",
                    "distance",
                    "signed-distance",
                    "alignment",
                    "exploration",
                    "count-decay"
                },
                group = "Functions")
        List<String> functions,

        @Parameter(
                label = "Formulas",
                help = "Functions by formula, such as soft = r / (1 + abs(r - ref)); root = sqrt(r - min). They know"
                        + " r, ref, mean, sd, min, max and the columns of the table.",
                group = "Functions")
        String formulas,

        @Parameter(label = "k", help = "Steepness of the sigmoid.", min = 0.01, max = 100, group = "Functions")
        double k,

        @Parameter(
                label = "Reference",
                help = "What the reward is centred on: rewards of reference responses in columns, the mean of the"
                        + " first step, the mean, zero, or a given value. Auto: columns called ref_reward or"
                        + " reference_reward, else the first step, else the mean.",
                group = "Functions")
        Reference reference,

        @Parameter(
                label = "Reference value",
                help = "The reference when it is given, in reward units.",
                group = "Functions")
        double referenceValue,

        @Parameter(
                label = "Reference columns",
                help = "Columns with rewards of reference responses, one or several, or lists of them; empty: found"
                        + " by their name.",
                choices = Parameter.Choices.COLUMNS,
                group = "Functions")
        List<String> referenceColumns,

        @Parameter(
                label = "Most references",
                help = "How many reference rewards of a response are used.",
                min = 1,
                max = 1000,
                group = "Functions")
        int mostReferences,

        @Parameter(
                label = "Statistics",
                help = "Mean, deviation and extremes for clip, min-max and mean-std: of ALL rewards; RUNNING, each"
                        + " batch taken in before it is shaped, as in the authors' code (the first is normalised"
                        + " by itself); BEFORE, of earlier batches only.",
                group = "Functions")
        Statistics statistics,

        @Parameter(
                label = "Batch",
                help = "Rewards in a batch of the running statistics where the table has no steps.",
                min = 1,
                group = "Functions")
        int batch,

        @Parameter(
                label = "Deviation",
                help = "POPULATION divides by n (numpy), SAMPLE by n − 1 (torch).",
                group = "Functions")
        Deviation deviation,

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
        double lengthFree,

        @Parameter(
                label = "Switch on",
                help = "Share of the groups of a step, those solved best, in which the length-switch counts the"
                        + " length (λ of GRPO-λ).",
                min = 0,
                max = 1,
                group = "Length")
        double switchShare,

        @Parameter(
                label = "Switch weight",
                help = "Weight α of the length in the length-switch.",
                min = 0,
                max = 1,
                group = "Length")
        double switchWeight) {

    public ShapingParameters {
        functions = List.copyOf(functions);
        referenceColumns = List.copyOf(referenceColumns);
    }

    /** When mean, deviation and extremes are taken. */
    public enum Statistics {
        ALL,
        RUNNING,
        BEFORE
    }

    /** Which standard deviation. */
    public enum Deviation {
        POPULATION,
        SAMPLE;

        int ddof() {
            return this == SAMPLE ? 1 : 0;
        }
    }

    /** What the reward is centred on. */
    public enum Reference {
        AUTO,
        COLUMNS,
        FIRST_STEP,
        MEAN,
        ZERO,
        VALUE
    }

    static final ShapingParameters DEFAULTS = new ShapingParameters(
            "",
            "",
            List.of("identity", "centred", "clip", "min-max", "tanh", "sigmoid", "log-sigmoid"),
            "",
            1,
            Reference.AUTO,
            0,
            List.of(),
            10,
            Statistics.ALL,
            64,
            Deviation.POPULATION,
            1,
            1,
            1,
            0.85,
            4,
            false,
            0.01,
            300,
            0.2,
            0.2);
}
