package rewardloom.model.preference.quality;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.preference.LabelCoding;

/** Which labels to judge, and by which marks. */
public record QualityParameters(
        @Parameter(
                label = "Tables",
                help = "Tables of labels to judge; empty: every table with labels.",
                choices = Choices.TABLES)
        List<String> tables,

        @Parameter(
                label = "Coding",
                help = "What numbers mean: share 1/0/0.5, number 1/2/0, index 0/1/−1 or sign 1/−1/0 for first, second"
                        + " and tie; auto takes the first of these that fits.")
        LabelCoding coding,

        @Parameter(
                label = "Pass mark",
                help = "Share of gold, attention and dominance items that an annotator has to answer as expected.",
                min = 0,
                max = 1,
                group = "Marks")
        double passMark,

        @Parameter(
                label = "Consistency mark",
                help = "Share of repeats that have to get the same answer again.",
                min = 0,
                max = 1,
                group = "Marks")
        double consistencyMark,

        @Parameter(
                label = "Least time",
                help = "Seconds below which an answer is too fast to have been thought about.",
                min = 0,
                max = 3600,
                group = "Marks")
        double leastSeconds,

        @Parameter(
                label = "Disputed pairs",
                help = "How many of the pairs on which annotators differ are listed.",
                min = 0,
                max = 1_000_000,
                group = "Output")
        int disputed,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Interval")
        double level) {

    static final QualityParameters DEFAULTS =
            new QualityParameters(List.of(), LabelCoding.AUTO, 0.8, 0.75, 1, 200, 0.95);

    public QualityParameters {
        tables = List.copyOf(tables);
    }
}
