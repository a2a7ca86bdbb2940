package rewardloom.model.reward.space;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** What is drawn over which two state variables. */
public record MapParameters(
        @Parameter(
                label = "Formula",
                help = "SQL expression over the columns of a state, such as dist_shape(sqrt((car_x - ball_x) ** 2 +"
                        + " (car_y - ball_y) ** 2), 2, 1, 1); empty: the mean of what was logged, in bins.")
        String formula,

        @Parameter(label = "Recipe", help = "Name of a saved recipe, used when there is no formula.")
        String recipe,

        @Parameter(
                label = "Logged",
                help = "Column whose mean is drawn when there is no formula; empty: the total reward.",
                choices = Choices.COLUMNS)
        String logged,

        @Parameter(
                label = "x",
                help = "State variable along x; empty: the first observation that ends in _x, else the first.",
                choices = Choices.COLUMNS)
        String x,

        @Parameter(
                label = "y",
                help = "State variable along y; empty: the observation that goes with x.",
                choices = Choices.COLUMNS)
        String y,

        @Parameter(label = "Table", help = "Table with steps; empty: the first that fits.", choices = Choices.TABLES)
        String table,

        @Parameter(
                label = "Episode",
                help = "Episode that is drawn, and whose step gives the other state variables, counted from 0.",
                min = 0)
        int episode,

        @Parameter(
                label = "Step",
                help = "Step of the episode at which the other state variables are held; -1: their medians over all"
                        + " steps.",
                min = -1)
        int step,

        @Parameter(label = "Trajectories", help = "Number of episodes drawn, from that one on.", min = 0, max = 200)
        int trajectories,

        @Parameter(label = "Arrows", help = "Whether arrows show the velocity along the drawn episode.")
        boolean arrows,

        @Parameter(label = "Grid", help = "Points along each side.", min = 10, max = 1000)
        int grid,

        @Parameter(label = "Bins", help = "Bins along each side for what was logged.", min = 5, max = 300)
        int bins,

        @Parameter(label = "Levels", help = "Number of contour lines.", min = 0, max = 80)
        int levels,

        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
        List<String> runs) {

    static final MapParameters DEFAULTS =
            new MapParameters("", "", "", "", "", "", 0, -1, 1, true, 150, 30, 12, List.of());

    public MapParameters {
        runs = List.copyOf(runs);
    }
}
