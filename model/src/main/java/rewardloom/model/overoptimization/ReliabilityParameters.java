package rewardloom.model.overoptimization;

import rewardloom.model.analysis.Parameter;

/**
 * What can be set.
 *
 * @param model model whose score is the reward, the mean over models when empty
 * @param bins number of bins of the reward
 * @param groupSize responses of a prompt that are filtered together
 * @param correctAbove quantile of gold at the reference policy from which on a response counts as correct, where no correctness is known
 * @param threshold score from which on the model says that a response is correct
 * @param resamples bootstrap resamples
 * @param seed where the random numbers start
 * @param level coverage of the intervals
 */
public record ReliabilityParameters(
        @Parameter(
                label = "Reward",
                help = "Model whose score is the reward; the mean over models when empty.",
                group = "Reward")
        String model,

        @Parameter(label = "Bins", help = "Equally large bins of the reward.", min = 3, max = 100, group = "Reward")
        int bins,

        @Parameter(
                label = "Group",
                help = "Responses of one prompt that are filtered together, taken in the order of the table.",
                min = 2,
                max = 64,
                group = "Filters")
        int groupSize,

        @Parameter(
                label = "Correct from",
                help = "Where no correctness is known, a response counts as correct from this quantile of gold at the"
                        + " reference policy on.",
                min = 0.01,
                max = 0.99,
                group = "Correctness")
        double correctAbove,

        @Parameter(
                label = "Threshold",
                help = "Score from which on the model says that a response is correct; 0 is one half for a logit.",
                group = "Correctness")
        double threshold,

        @Parameter(
                label = "Resamples",
                help = "Bootstrap resamples behind each interval.",
                min = 20,
                max = 20_000,
                group = "Intervals")
        int resamples,

        @Parameter(label = "Seed", help = "Where the bootstrap's random numbers start.", group = "Intervals")
        long seed,

        @Parameter(label = "Level", help = "Coverage of the intervals.", min = 0.5, max = 0.999, group = "Intervals")
        double level) {

    static final ReliabilityParameters DEFAULTS = new ReliabilityParameters("", 10, 5, 0.5, 0, 200, 1, 0.95);

    Sampling sampling() {
        return new Sampling(resamples, seed, level, 15);
    }
}
