package rewardloom.model.overoptimization;

/**
 * Multipliers that hold several rewards at their proxy points (Moskovitz et al., Confronting Reward Model Overoptimization with
 * Constrained RLHF): λ_i = σ(ℓ_i) for inequalities or tanh(ℓ_i) for equalities, and ℓ descends Σ λ_i (J_i − θ_i), so that a reward above its
 * point loses weight.
 *
 * @param kind which constraints
 * @param rate learning rate of ℓ
 * @param momentum momentum of its descent
 */
record Lagrangian(Kind kind, double rate, double momentum) {

    /** Within this part of its proxy point a reward counts as there. */
    static final double REACHED = 0.05;

    /** What the constraints are. */
    enum Kind {
        /** At most the proxy point: λ between 0 and 1 (μ-PPO). */
        INEQUALITY,
        /** The proxy point itself: λ between −1 and 1 (ξ-PPO). */
        EQUALITY
    }

    double multiplier(double l) {
        return kind == Kind.INEQUALITY ? 1 / (1 + Math.exp(-l)) : Math.tanh(l);
    }

    private double slope(double l) {
        double value = multiplier(l);
        return kind == Kind.INEQUALITY ? value * (1 - value) : 1 - value * value;
    }

    /** The advantage that mixes N rewards and the divergence: (N − Σ λ_i)·A_KL + Σ λ_i A_i. */
    static double mixedAdvantage(double[] multipliers, double klAdvantage, double[] advantages) {
        double sum = 0;
        double weight = multipliers.length;
        for (int i = 0; i < multipliers.length; i++) {
            sum += multipliers[i] * advantages[i];
            weight -= multipliers[i];
        }
        return weight * klAdvantage + sum;
    }

    /**
     * The multiplier at each step if it had followed a reward that was logged without it.
     *
     * @param reward J at each step
     * @param point θ
     */
    double[] follow(double[] reward, double point) {
        double[] result = new double[reward.length];
        double l = 0;
        double speed = 0;
        for (int i = 0; i < reward.length; i++) {
            result[i] = multiplier(l);
            if (Double.isFinite(reward[i])) {
                speed = momentum * speed + slope(l) * (reward[i] - point);
                l -= rate * speed;
            }
        }
        return result;
    }
}
