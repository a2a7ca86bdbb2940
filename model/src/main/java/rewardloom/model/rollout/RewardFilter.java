package rewardloom.model.rollout;

import java.util.Arrays;
import rewardloom.model.statistics.Order;

/**
 * Which responses of a group a policy is trained on, as sampling weights by reward (Shen and Zhang, Policy Filtration in RLHF to
 * Fine-Tune LLM for Code Generation). Weights of a group add up to 1.
 */
public enum RewardFilter {
    /** Every response alike. */
    ALL("all", "every response"),
    /** The best response alone. */
    BEST("bon", "best (BoN)"),
    /** The best with weight 0.4 and each other one with 0.1, normalised; one half and one eighth in a group of five. */
    BEST_RANDOM("br", "best and random (BR)"),
    /** The best and the worst, half each. */
    BEST_WORST("bw", "best and worst (BW)"),
    /** Proportional to the square of the reward. */
    POWER("pow", "by reward² (pow)");

    private static final double BEST_WEIGHT = 0.4;
    private static final double OTHER_WEIGHT = 0.1;

    private final String id;
    private final String title;

    RewardFilter(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The stable name in tables. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /**
     * The weights of one group.
     *
     * @param rewards at least one
     */
    public double[] weights(double[] rewards) {
        double[] weights = new double[rewards.length];
        int[] order = Order.ascending(rewards);
        int best = order[order.length - 1];
        switch (this) {
            case ALL -> Arrays.fill(weights, 1);
            case BEST -> weights[best] = 1;
            case BEST_RANDOM -> {
                Arrays.fill(weights, OTHER_WEIGHT);
                weights[best] = BEST_WEIGHT;
            }
            case BEST_WORST -> {
                weights[best] += 1;
                weights[order[0]] += 1;
            }
            case POWER -> Arrays.setAll(weights, i -> rewards[i] * rewards[i]);
        }
        double sum = Arrays.stream(weights).sum();
        if (sum > 0) {
            Arrays.setAll(weights, i -> weights[i] / sum);
        } else {
            Arrays.fill(weights, 1.0 / weights.length);
        }
        return weights;
    }
}
