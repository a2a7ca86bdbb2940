package rewardloom.model.shaping.constraint;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** Which events, and how often they may happen. */
public record ConstraintParameters(
        @Parameter(
                label = "Events",
                help = "Columns that are above 0 where an event happens; empty: those called event/NAME, cost/NAME,"
                        + " violation/NAME, collision, crash, fall or unsafe.",
                choices = Choices.COLUMNS)
        List<String> events,

        @Parameter(label = "Limits", help = "How often each event may happen, such as collision=0.05, speeding=0.1.")
        List<String> limits,

        @Parameter(label = "Limit", help = "How often any other event may happen.", min = 0, max = 1)
        double limit,

        @Parameter(
                label = "Per",
                help = "Whether a trial is a row, or an episode in which the event happens at any step.")
        Per per,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999)
        double level,

        @Parameter(
                label = "Multipliers",
                help = "Whether logged multipliers are drawn as they are, or are the exponents a_k of"
                        + " λ_k = e^a_k / (1 + Σ e^a_j), the share of the main reward being what is left.")
        Multipliers multipliers,

        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
        List<String> runs) {

    /** What a trial is. */
    public enum Per {
        ROW,
        EPISODE
    }

    /** How logged multipliers are read. */
    public enum Multipliers {
        LOGGED,
        EXPONENTS
    }

    static final ConstraintParameters DEFAULTS =
            new ConstraintParameters(List.of(), List.of(), 0.05, Per.ROW, 0.95, Multipliers.LOGGED, List.of());

    public ConstraintParameters {
        events = List.copyOf(events);
        limits = List.copyOf(limits);
        runs = List.copyOf(runs);
    }
}
