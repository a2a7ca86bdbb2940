package rewardloom.model.run;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** Which runs and columns a table of runs has, and what is drawn of them. */
public record RunsParameters(
        @Parameter(
                label = "Metrics",
                help = "Metrics that are columns; what is no tag is a regular expression. A measure may stand before"
                        + " a name: max reward/gold. Empty: returns, rewards, proxy, gold and success rates.",
                choices = Choices.TAGS)
        List<String> metrics,

        @Parameter(
                label = "Measure",
                help = "The number that stands for a metric of a whole run: its last value, its mean over the last"
                        + " tenth of the steps, its largest or smallest value, its mean, or its first value.")
        Measure measure,

        @Parameter(
                label = "Settings",
                help = "Settings of the runs that are columns. Empty: those that differ among the runs, folders,"
                        + " dates and machines aside.",
                choices = Choices.SETTINGS)
        List<String> settings,

        @Parameter(
                label = "Derived",
                help = "Columns computed from others, such as 'gap = reward/proxy - reward/gold'; several with"
                        + " semicolons between.")
        String derived,

        @Parameter(
                label = "Filter",
                help = "A condition over the columns that runs must meet, such as: learning_rate < 1e-3 and env_id ~"
                        + " 'Ant'. Empty: every run.",
                group = "Rows")
        String filter,

        @Parameter(
                label = "Sort by",
                help = "The column by which runs are sorted. Empty: as imported.",
                choices = Choices.RESULT,
                group = "Rows")
        String sort,

        @Parameter(label = "Descending", help = "Whether the largest comes first.", group = "Rows")
        boolean descending,

        @Parameter(
                label = "Group by",
                help = "Columns; runs that agree in all of them make one row with means and intervals. Empty: no"
                        + " groups.",
                choices = Choices.RESULT,
                group = "Rows")
        List<String> groupBy,

        @Parameter(
                label = "Level",
                help = "Coverage of the t intervals of groups and of the intervals of correlations.",
                min = 0.5,
                max = 0.999,
                group = "Rows")
        double level,

        @Parameter(
                label = "Colour by",
                help = "The column that colours runs. Empty: the first metric, or the group.",
                choices = Choices.RESULT,
                group = "Figures")
        String color,

        @Parameter(
                label = "Axes",
                help = "Columns that stand beside one another in the parallel coordinates. Empty: settings that"
                        + " differ, then metrics, eight at most.",
                choices = Choices.RESULT,
                group = "Figures")
        List<String> axes,

        @Parameter(
                label = "Scatter x",
                help = "The column on the x axis of the scatter. Empty: the setting that goes with y most.",
                choices = Choices.RESULT,
                group = "Figures")
        String x,

        @Parameter(
                label = "Scatter y",
                help = "The column on its y axis. Empty: the first metric.",
                choices = Choices.RESULT,
                group = "Figures")
        String y) {

    static final RunsParameters DEFAULTS = new RunsParameters(
            List.of(), Measure.LAST, List.of(), "", "", "", false, List.of(), 0.95, "", List.of(), "", "");

    public RunsParameters {
        metrics = List.copyOf(metrics);
        settings = List.copyOf(settings);
        groupBy = List.copyOf(groupBy);
        axes = List.copyOf(axes);
    }
}
