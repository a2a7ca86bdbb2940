package rewardloom.model.media;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** Which histograms to draw, and how. */
public record HistogramParameters(
        @Parameter(
                label = "Histograms",
                help = "Tags to draw; what is no tag is a regular expression. Empty: all.",
                choices = Choices.MEDIA)
        List<String> tags,

        @Parameter(label = "Runs", help = "Runs or groups of runs to draw. Empty: all.", choices = Choices.RUNS)
        List<String> runs,

        @Parameter(
                label = "Show as",
                help = "Ridges: a curve for each step, one above the other. Heat map: values against steps."
                        + " Quantiles: median and bands over the steps.")
        Style style,

        @Parameter(
                label = "Pool seeds",
                help = "Whether the values of runs that differ in their seed only are counted together.")
        boolean poolSeeds,

        @Parameter(
                label = "Bins",
                help = "Number of equal bins of values into which logged buckets are spread.",
                min = 8,
                max = 500,
                group = "Detail")
        int bins,

        @Parameter(
                label = "Steps",
                help = "Most ridges, or columns of the heat map; more steps than that are counted together in equal"
                        + " parts.",
                min = 2,
                max = 1000,
                group = "Detail")
        int steps,

        @Parameter(
                label = "Coverage",
                help = "Share of all values that lie within the axis; what is beyond is told in the caption.",
                min = 0.5,
                max = 1,
                group = "Detail")
        double coverage,

        @Parameter(
                label = "Overlap",
                help = "How many times the distance between two ridges the highest one rises.",
                min = 0.5,
                max = 10,
                group = "Detail")
        double overlap,

        @Parameter(
                label = "Each its own height",
                help = "Whether every ridge or column has the same height, whatever its density.",
                group = "Detail")
        boolean each) {

    /** How histograms over steps are drawn. */
    public enum Style {
        RIDGES,
        HEAT_MAP,
        QUANTILES,
        ALL;

        boolean draws(Style style) {
            return this == style || this == ALL;
        }
    }

    static final HistogramParameters DEFAULTS =
            new HistogramParameters(List.of(), List.of(), Style.RIDGES, true, 80, 40, 0.998, 3, false);

    public HistogramParameters {
        tags = List.copyOf(tags);
        runs = List.copyOf(runs);
    }
}
