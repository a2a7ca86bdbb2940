package rewardloom.model.overoptimization;

import java.util.Arrays;

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

    /** Where runs of equal scores begin and end, one after the other, in scores in ascending order. */
    static int[] ties(double[] sorted) {
        int[] ends = new int[16];
        int n = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                if (i - from > 1) {
                    if (n == ends.length) {
                        ends = Arrays.copyOf(ends, 2 * n);
                    }
                    ends[n++] = from;
                    ends[n++] = i;
                }
                from = i;
            }
        }
        return Arrays.copyOf(ends, n);
    }

    /**
     * The divergence.
     *
     * @param ties of the scores, see {@link #ties}
     */
    double of(int[] ties) {
        double kl = prefix[total];
        for (int k = 0; k < ties.length; k += 2) {
            int from = ties[k];
            int to = ties[k + 1];
            kl += term(power[to] - power[from], to - from) - (prefix[to] - prefix[from]);
        }
        return Math.max(0, kl);
    }
}
