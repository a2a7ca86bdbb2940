package rewardloom.model.preference;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.statistics.Bootstrap;

/** Which labels to compare, and how. */
public record AgreementParameters(
        @Parameter(
                label = "Tables",
                help = "Tables of labels to look at; empty: every table with two or more columns of labels.",
                choices = Choices.TABLES)
        List<String> tables,

        @Parameter(
                label = "Coding",
                help = "What numbers mean: share 1/0/0.5, number 1/2/0, index 0/1/−1 or sign 1/−1/0 for first, second"
                        + " and tie; auto takes the first of these that fits; as-is takes every value as it"
                        + " stands.")
        LabelCoding coding,

        @Parameter(
                label = "Metric",
                help = "How far two different answers are apart; between first and second lies the tie.",
                group = "Agreement")
        Agreement.Metric metric,

        @Parameter(
                label = "Ties",
                help = "Whether a tie is an answer of its own, half an answer for each side, or left out.",
                group = "Agreement")
        Ties ties,

        @Parameter(
                label = "Shared items",
                help = "Fewest items that two annotators must both have labelled to be compared with each other.",
                min = 1,
                max = 1_000_000,
                group = "Agreement")
        int minShared,

        @Parameter(
                label = "Blocks over time",
                help = "Into how many blocks of the same size the items are divided in the order in which they were"
                        + " labelled; 0 for none. A block has at least 20 items.",
                min = 0,
                max = 1000,
                group = "Agreement")
        int blocks,

        @Parameter(
                label = "Resamples",
                help = "Number of bootstrap resamples of the items.",
                min = 10,
                max = 100_000,
                group = "Interval")
        int resamples,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Interval")
        double level,

        @Parameter(label = "Seed", help = "Where the bootstrap's random numbers start.", group = "Interval")
        long seed) {

    /** What a tie counts as. */
    public enum Ties {
        /** An answer of its own, as far from first and second as those are from each other. */
        CATEGORY,
        /** Half way between first and second. */
        HALF,
        /** Nothing: as if the item had not been labelled. */
        DROP
    }

    static final AgreementParameters DEFAULTS = new AgreementParameters(
            List.of(), LabelCoding.AUTO, Agreement.Metric.NOMINAL, Ties.CATEGORY, 10, 5, 1000, 0.95, 0);

    public AgreementParameters {
        tables = List.copyOf(tables);
    }

    Bootstrap bootstrap() {
        return new Bootstrap(resamples, seed);
    }
}
