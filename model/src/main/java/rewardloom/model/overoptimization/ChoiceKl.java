package rewardloom.model.overoptimization;

/**
 * The divergence {@link BestOfN#sampleKl} for many prompts with equally many samples: what samples without equal scores have is computed
 * once, and each run of equal scores costs one correction.
 */
final class ChoiceKl {
    private final int total;
    private final double[] power;
    private final double[] prefix;

    /**
     * @param total number of samples N
     * @param n how many the best is chosen from
     */
    ChoiceKl(int total, int n) {
        this.total = total;
        this.power = new double[total + 1];
        this.prefix = new double[total + 1];
        for (int i = 1; i <= total; i++) {
            power[i] = Math.exp(n * Math.log((double) i / total));
            prefix[i] = prefix[i - 1] + term(power[i] - power[i - 1], 1);
        }
    }

    private double term(double chosen, int equal) {
        return chosen > 0 ? chosen * Math.log(chosen * total / equal) : 0;
    }

    /** The divergence for scores in ascending order. */
    double of(double[] sorted) {
        double kl = prefix[total];
        int from = 0;
        while (from < total) {
            int to = from + 1;
            while (to < total && sorted[to] == sorted[from]) {
                to++;
            }
            if (to - from > 1) {
                kl += term(power[to] - power[from], to - from) - (prefix[to] - prefix[from]);
            }
            from = to;
        }
        return Math.max(0, kl);
    }
}
