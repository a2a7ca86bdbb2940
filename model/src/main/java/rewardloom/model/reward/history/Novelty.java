package rewardloom.model.reward.history;

import java.util.HashMap;
import java.util.Map;
import rewardloom.model.statistics.RunningMoments;

/** Labels of messages as intrinsic reward, worth less each time a message comes again. */
final class Novelty {
    private Novelty() {}

    /**
     * How often each row's message came in its episode so far, the row itself included.
     *
     * @param messages code of the message of each row
     * @param episodes code of the episode of each row; an episode's rows need not be together
     * @param distinct number of messages
     */
    static int[] counts(int[] messages, int[] episodes, int distinct) {
        Map<Long, Integer> seen = new HashMap<>();
        int[] counts = new int[messages.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = seen.merge((long) episodes[i] * distinct + messages[i], 1, Integer::sum);
        }
        return counts;
    }

    /** The labels less their running mean, over their running deviation (of all so far, the row itself included); NaN stays NaN. */
    static double[] normalised(double[] labels) {
        double[] normalised = new double[labels.length];
        RunningMoments moments = new RunningMoments();
        for (int i = 0; i < labels.length; i++) {
            if (Double.isFinite(labels[i])) {
                moments.add(labels[i]);
                double sd = moments.deviation(0);
                normalised[i] = sd == 0 ? 0 : (labels[i] - moments.mean()) / sd;
            } else {
                normalised[i] = Double.NaN;
            }
        }
        return normalised;
    }

    /** {@code label · N^−β}, 0 where there is no label. */
    static double[] intrinsic(double[] labels, int[] counts, double beta) {
        double[] rewards = new double[labels.length];
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] = Double.isFinite(labels[i]) ? labels[i] * Math.pow(counts[i], -beta) : 0;
        }
        return rewards;
    }
}
