package rewardloom.model.curve;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.figure.Axis;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Center;
import rewardloom.model.statistics.GaussianKernel;
import rewardloom.model.statistics.RunningMean;
import rewardloom.model.statistics.RunningMedian;
import rewardloom.model.statistics.SeedBand;
import rewardloom.model.statistics.SeedGrid;
import rewardloom.model.statistics.Smoother;
import rewardloom.model.statistics.Smoothing;
import rewardloom.model.statistics.Spread;
import rewardloom.model.statistics.SymmetricAverage;
import rewardloom.model.statistics.TimeWeightedAverage;

/** What curves to draw, and how. */
public record CurveParameters(
        @Parameter(
                label = "Metrics",
                help = "Tags to draw, one figure each; what is no tag is a regular expression. Empty: returns,"
                        + " rewards, proxy, gold and success rates.",
                choices = Choices.TAGS)
        List<String> tags,

        @Parameter(
                label = "Derived",
                help = "Metrics computed from others at the same step, such as 'penalised = reward/proxy -"
                        + " 0.05*objective/kl'; several with semicolons between.")
        String derived,

        @Parameter(label = "In one chart", help = "Whether all metrics stand in one chart instead of one figure each.")
        boolean together,

        @Parameter(
                label = "Runs",
                help = "Runs or groups of runs to draw; what is neither is a regular expression. Empty: all.",
                choices = Choices.RUNS)
        List<String> runs,

        @Parameter(
                label = "Smoother",
                help = "Moving averages weighted exponentially (as TensorBoard, as Weights & Biases, or from both"
                        + " sides), a Gaussian kernel, or a running mean or median.",
                group = "Line")
        SmootherKind smoother,

        @Parameter(
                label = "Smoothing",
                help = "Weight of the moving averages; 0 draws the values as logged.",
                min = 0,
                max = 0.999,
                group = "Line")
        double smoothing,

        @Parameter(
                label = "Window",
                help = "Points in the window of the running mean and median, standard deviation of the Gaussian in"
                        + " points.",
                min = 1,
                max = 100_000,
                group = "Line")
        int window,

        @Parameter(
                label = "Raw behind",
                help = "Whether the unsmoothed line stands faintly behind the smoothed one.",
                group = "Line")
        boolean showRaw,

        @Parameter(
                label = "Steps twice",
                help = "What is drawn of a step that was logged again, as after a restart: every point, only what was"
                        + " written last, or the mean.",
                group = "Line")
        Repeats repeats,

        @Parameter(
                label = "x axis",
                help = "Step as logged, hours since a run's first point, date, episodes, tokens, KL divergence, or"
                        + " any other metric of the same run, joined by step.",
                group = "Axes")
        CurveX x,

        @Parameter(
                label = "x metric",
                help = "The tag on the x axis when it is another metric; empty for episodes, tokens and KL finds it.",
                choices = Choices.TAGS,
                group = "Axes")
        String xMetric,

        @Parameter(
                label = "Join",
                help = "What a metric has at a step where it was not logged: nothing, its last value before, or a value"
                        + " between its neighbours.",
                group = "Axes")
        StepJoin join,

        @Parameter(label = "x scale", help = "How x values map to places.", group = "Axes")
        Scale xScale,

        @Parameter(label = "y scale", help = "How y values map to places.", group = "Axes")
        Scale yScale,

        @Parameter(
                label = "Group seeds",
                help = "Whether runs that differ in their seed only make one line with a band.",
                group = "Band")
        boolean groupBySeeds,

        @Parameter(
                label = "Group by",
                help = "Settings of the runs, such as algo,lr: runs that agree in them make one line. Empty: runs"
                        + " that differ in their seed only, by name or by settings.",
                choices = Choices.SETTINGS,
                group = "Band")
        List<String> groupBy,

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
        long seed,

        @Parameter(
                label = "Different steps",
                help = "How runs come to share their places: each interpolated between its own points, or averaged in"
                        + " bins.",
                group = "Band")
        SeedGrid.Alignment align,

        @Parameter(
                label = "Bins",
                help = "Number of bins along x, when runs are averaged in bins.",
                min = 2,
                max = 100_000,
                group = "Band")
        int bins,

        @Parameter(
                label = "Runs strip",
                help = "Whether strips along the x axis show how many runs stand behind each place.",
                group = "Band")
        Counts counts) {

    /** What stands on the x axis. */
    public enum CurveX {
        STEP,
        TIME,
        WALL_CLOCK,
        EPISODE,
        TOKENS,
        KL,
        METRIC;

        /** Whether another metric of the run stands there. */
        boolean isMetric() {
            return this == EPISODE || this == TOKENS || this == KL || this == METRIC;
        }
    }

    /** Scales of both axes. */
    public enum Scale {
        LINEAR,
        SQRT,
        LOG,
        SYMLOG;

        Axis.Scale scale() {
            return Axis.Scale.valueOf(name());
        }
    }

    /** Ways to smooth. */
    public enum SmootherKind {
        EMA,
        TIME_WEIGHTED_EMA,
        SYMMETRIC_EMA,
        GAUSSIAN,
        RUNNING_MEAN,
        RUNNING_MEDIAN
    }

    /** What is drawn of steps that were logged again. */
    public enum Repeats {
        EVERY_POINT,
        LAST_WRITTEN,
        MEAN
    }

    /** When the strips of numbers of runs are drawn. */
    public enum Counts {
        AUTO,
        ALWAYS,
        NEVER
    }

    static final CurveParameters DEFAULTS = new CurveParameters(
            List.of(),
            "",
            false,
            List.of(),
            SmootherKind.EMA,
            0.6,
            51,
            true,
            Repeats.EVERY_POINT,
            CurveX.STEP,
            "",
            StepJoin.EXACT,
            Scale.LINEAR,
            Scale.LINEAR,
            true,
            List.of(),
            Center.MEAN,
            Spread.T_INTERVAL,
            0.95,
            1000,
            0,
            SeedGrid.Alignment.AUTO,
            500,
            Counts.AUTO);

    public CurveParameters {
        tags = List.copyOf(tags);
        runs = List.copyOf(runs);
        groupBy = List.copyOf(groupBy);
        if (x == CurveX.METRIC && xMetric.isBlank()) {
            throw new IllegalArgumentException("x is another metric, so xMetric must name its tag");
        }
    }

    SeedBand.Rule rule() {
        return new SeedBand.Rule(center, band, level, new Bootstrap(resamples, seed));
    }

    /** The smoother for a figure whose x axis spans a range. */
    Smoother smoother(double range) {
        return switch (smoother) {
            case EMA -> new Smoothing(smoothing);
            case TIME_WEIGHTED_EMA -> new TimeWeightedAverage(smoothing, range, TimeWeightedAverage.SCALE);
            case SYMMETRIC_EMA -> new SymmetricAverage(smoothing);
            case GAUSSIAN -> new GaussianKernel(window);
            case RUNNING_MEAN -> new RunningMean(window);
            case RUNNING_MEDIAN -> new RunningMedian(window);
        };
    }

    /** Whether every run is a line of its own. */
    boolean ungrouped() {
        return !groupBySeeds && groupBy.isEmpty();
    }
}
