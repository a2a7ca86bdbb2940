package rewardloom.model.overoptimization;

/**
 * The best any policy can do at a given divergence: π(y) ∝ p(y)·exp(r(y)/β) maximises the mean reward among all policies with the
 * same KL to p (Yang et al., Asymptotics of Language Model Alignment). Here p is a set of weighted samples of the reference policy.
 *
 * @param probabilities the tilted distribution
 * @param reward its mean reward
 * @param kl its divergence from the base distribution, in nats
 */
public record Tilting(double[] probabilities, double reward, double kl) {

    /**
     * Tilts.
     *
     * @param base probability of each sample, adding up to 1
     * @param rewards reward of each sample
     * @param inverseBeta 1/β ≥ 0; 0 leaves the base as it is
     */
    public static Tilting of(double[] base, double[] rewards, double inverseBeta) {
        double top = Double.NEGATIVE_INFINITY;
        for (double reward : rewards) {
            top = Math.max(top, reward);
        }
        double[] tilted = new double[base.length];
        double z = 0;
        for (int i = 0; i < base.length; i++) {
            tilted[i] = base[i] * Math.exp((rewards[i] - top) * inverseBeta);
            z += tilted[i];
        }
        double mean = 0;
        for (int i = 0; i < base.length; i++) {
            tilted[i] /= z;
            mean += tilted[i] * rewards[i];
        }
        return new Tilting(tilted, mean, Math.max(0, (mean - top) * inverseBeta - Math.log(z)));
    }
}
