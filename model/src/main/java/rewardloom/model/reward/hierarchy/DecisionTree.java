package rewardloom.model.reward.hierarchy;

/**
 * Which of two is better, by factors in the order of their importance: the first factor that tells them apart by more than its margin
 * decides (Deep Reinforcement Learning from Hierarchical Weak Preference Feedback).
 *
 * @param margins one for each factor: σ_k times the factor's standard deviation
 */
public record DecisionTree(double[] margins) {

    /**
     * A choice.
     *
     * @param sign 1 if the first is better, −1 if the second is, 0 if nothing tells them apart
     * @param level index of the factor that decided, −1 for none
     */
    public record Choice(int sign, int level) {
        static final Choice NONE = new Choice(0, -1);
    }

    /**
     * Compares.
     *
     * @param first factors of the first, more being better
     * @param second factors of the second
     */
    public Choice choose(double[] first, double[] second) {
        for (int k = 0; k < margins.length; k++) {
            double difference = first[k] - second[k];
            if (difference > margins[k]) {
                return new Choice(1, k);
            } else if (-difference > margins[k]) {
                return new Choice(-1, k);
            }
        }
        return Choice.NONE;
    }
}
