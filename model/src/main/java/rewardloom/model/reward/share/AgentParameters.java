package rewardloom.model.reward.share;

import java.util.List;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;

/** Whose agents are looked at. */
public record AgentParameters(
        @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
        List<String> runs,

        @Parameter(
                label = "Agent",
                help = "Column that names the agent; empty: the one with the role agent.",
                choices = Choices.COLUMNS)
        String agent,

        @Parameter(
                label = "Team",
                help = "Column that names the team; empty: the one with the role team.",
                choices = Choices.COLUMNS)
        String team,

        @Parameter(
                label = "Team spirit",
                help = "Share τ of a reward that goes to the team: r(1 − τ) + τ · mean of the team − mean of the"
                        + " opponents, if above 0.",
                min = 0,
                max = 1)
        double spirit) {

    static final AgentParameters DEFAULTS = new AgentParameters(List.of(), "", "", 0);

    public AgentParameters {
        runs = List.copyOf(runs);
    }
}
