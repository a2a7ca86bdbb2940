package rewardloom.model.curve;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.figure.Axis;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Center;
import rewardloom.model.statistics.SeedBand;
import rewardloom.model.statistics.Smoothing;
import rewardloom.model.statistics.Spread;

/** What curves to draw, and how. */
public record CurveParameters(
        @Parameter(
                label = "Metrics",
                help = "Tags to draw, one figure each; empty: returns, rewards, proxy, gold and success rates.",
                choices = Choices.TAGS)
        List<String> tags,

        @Parameter(label = "Runs", help = "Runs or groups of runs to draw; empty: all.", choices = Choices.RUNS)
        List<String> runs,

        @Parameter(
                label = "x axis",
                help = "Step as logged, hours since a run's first point, or another metric at the same step.",
                group = "Axes")
        CurveX x,

        @Parameter(
                label = "x metric",
                help = "The tag on the x axis when it is another metric, such as a KL divergence.",
                choices = Choices.TAGS,
                group = "Axes")
        String xMetric,

        @Parameter(label = "x scale", help = "How x values map to places.", group = "Axes")
        ScaleX xScale,

        @Parameter(label = "y scale", help = "How y values map to places.", group = "Axes")
        ScaleY yScale,

        @Parameter(
                label = "Smoothing",
                help = "Weight of the debiased exponential moving average; 0 draws the values as logged.",
                min = 0,
                max = 0.999,
                group = "Line")
        double smoothing,

        @Parameter(
                label = "Raw behind",
                help = "Whether the unsmoothed line stands faintly behind the smoothed one.",
                group = "Line")
        boolean showRaw,

        @Parameter(
                label = "Group seeds",
                help = "Whether runs that differ in their seed only make one line with a band.",
                group = "Band")
        boolean groupBySeeds,

        @Parameter(label = "Middle", help = "What the line of a group is.", group = "Band")
        Center center,

        @Parameter(label = "Band", help = "What the band around the line of a group is.", group = "Band")
        Spread band,

        @Parameter(
                label = "Level",
                help = "Coverage of the t interval and of the bootstrap.",
                min = 0.5,
                max = 0.999,
                group = "Band")
        double level,

        @Parameter(
                label = "Resamples",
                help = "Number of bootstrap resamples.",
                min = 10,
                max = 100_000,
                group = "Band")
        int resamples,

        @Parameter(label = "Seed", help = "Where the bootstrap's random numbers start.", group = "Band")
        long seed) {

    /** What stands on the x axis. */
    public enum CurveX {
        STEP,
        TIME,
        METRIC
    }

    /** Scales of the x axis. */
    public enum ScaleX {
        LINEAR,
        SQRT,
        LOG;

        Axis.Scale scale() {
            return Axis.Scale.valueOf(name());
        }
    }

    /** Scales of the y axis. */
    public enum ScaleY {
        LINEAR,
        SYMLOG,
        LOG;

        Axis.Scale scale() {
            return Axis.Scale.valueOf(name());
        }
    }

    static final CurveParameters DEFAULTS = new CurveParameters(
            List.of(),
            List.of(),
            CurveX.STEP,
            "",
            ScaleX.LINEAR,
            ScaleY.LINEAR,
            0.6,
            true,
            true,
            Center.MEAN,
            Spread.T_INTERVAL,
            0.95,
            1000,
            0);

    public CurveParameters {
        tags = List.copyOf(tags);
        runs = List.copyOf(runs);
        if (x == CurveX.METRIC && xMetric.isBlank()) {
            throw new IllegalArgumentException("x is another metric, so xMetric must name its tag");
        }
    }

    SeedBand.Rule rule() {
        return new SeedBand.Rule(center, band, level, new Bootstrap(resamples, seed));
    }

    Smoothing smoother() {
        return new Smoothing(smoothing);
    }
}
