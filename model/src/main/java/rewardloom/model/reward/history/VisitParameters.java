package rewardloom.model.reward.history;

import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/**
 * What a step visits, and what visits are worth together.
 *
 * @param kind the set function
 * @param items column of items; empty for the cells around positions
 * @param x column of a coordinate
 * @param y column of another coordinate
 * @param cell side of a cell
 * @param radius how far a position covers cells
 * @param weights weights of items
 * @param demands demands for kinds of items
 * @param length length scale of the kernel
 * @param noise variance of the noise
 * @param logged column of a logged reward to compare with
 * @param draws random pairs of sets to test with
 * @param seed seed of those
 */
public record VisitParameters(
        @Parameter(
                label = "Value",
                help = "What visits are worth together: COVERAGE (weight of the items or cells covered), DEMAND"
                        + " (items of each kind up to a demand) or INFORMATION (of a Gaussian process about the"
                        + " field).")
        Value kind,

        @Parameter(
                label = "Items",
                help = "Column with what each step visits: a name, a number, or a set such as a;b;c; empty: found by"
                        + " its name, else cells around the position.",
                choices = Choices.COLUMNS,
                group = "Columns")
        String items,

        @Parameter(
                label = "x",
                help = "Column with a coordinate; empty: found.",
                choices = Choices.COLUMNS,
                group = "Columns")
        String x,

        @Parameter(
                label = "y",
                help = "Column with the other coordinate; empty: found.",
                choices = Choices.COLUMNS,
                group = "Columns")
        String y,

        @Parameter(label = "Cell", help = "Side of a cell, in units of the coordinates.", min = 1e-9, group = "Cells")
        double cell,

        @Parameter(
                label = "Radius",
                help = "A position covers the cells whose centres are within this of it, and its own.",
                min = 0,
                group = "Cells")
        double radius,

        @Parameter(label = "Weights", help = "Weights of items, such as a=2; b=0.5; 1 for all others.", group = "Items")
        String weights,

        @Parameter(
                label = "Demands",
                help = "Demands, such as wood=2; gold=1; 1 for all others. The kind of an item is what stands before"
                        + " # or @ in its name.",
                group = "Items")
        String demands,

        @Parameter(
                label = "Length scale",
                help = "Of the squared exponential kernel, in units of the coordinates.",
                min = 1e-9,
                group = "Information")
        double length,

        @Parameter(label = "Noise", help = "Variance of the noise σ².", min = 1e-9, group = "Information")
        double noise,

        @Parameter(
                label = "Logged",
                help = "Column with a logged reward to compare the marginal gains with; empty: none.",
                choices = Choices.COLUMNS,
                group = "Columns")
        String logged,

        @Parameter(
                label = "Draws",
                help = "Random pairs of sets for the test of diminishing returns.",
                min = 0,
                max = 100000)
        int draws,

        @Parameter(label = "Seed", help = "Seed of the draws.")
        long seed) {

    /** Set functions. */
    public enum Value {
        COVERAGE,
        DEMAND,
        INFORMATION
    }

    static final VisitParameters DEFAULTS =
            new VisitParameters(Value.COVERAGE, "", "", "", 1, 0, "", "", 1, 0.1, "", 1000, 1);
}
