package rewardloom.model.shaping.trajectory;

/**
 * Potential-based shaping of one logged episode.
 *
 * @param shaping γΦ(s_(t+1)) − Φ(s_t) of each step; 0 at the last step where what follows is unknown
 * @param discounted Σ γ^t F_t
 * @param telescoped what that sum must be: γ^n Φ(s_n) − Φ(s_0), with n the last state whose potential is known
 */
record PotentialSteps(double[] shaping, double discounted, double telescoped) {

    /**
     * Shapes an episode.
     *
     * @param potential Φ of the state at each step, finite
     * @param gamma discount
     * @param slope factor on negative differences; 1 for true potential-based shaping
     * @param endsAtZero whether the state after the last step is terminal, so that its potential is 0; else it is unknown
     */
    static PotentialSteps of(double[] potential, double gamma, double slope, boolean endsAtZero) {
        int n = potential.length;
        double[] shaping = new double[n];
        double discounted = 0;
        double factor = 1;
        for (int t = 0; t < n; t++) {
            boolean known = t + 1 < n || endsAtZero;
            double next = t + 1 < n ? potential[t + 1] : 0;
            double difference = known ? gamma * next - potential[t] : 0;
            shaping[t] = difference < 0 ? slope * difference : difference;
            discounted += factor * shaping[t];
            factor *= gamma;
        }
        double end = endsAtZero ? 0 : Math.pow(gamma, n - 1) * potential[n - 1];
        return new PotentialSteps(shaping, discounted, end - potential[0]);
    }

    double sum() {
        double sum = 0;
        for (double f : shaping) {
            sum += f;
        }
        return sum;
    }

    /** What is earned beyond what a potential can pay: 0 for true potential-based shaping. */
    double leak() {
        return discounted - telescoped;
    }
}
