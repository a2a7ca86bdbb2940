package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.stream.IntStream;
import rewardloom.model.rollout.Grouping;

/**
 * Re-weighting of options by their values: π(y) ∝ p(y)·exp(Σ β_i V_i(y)) for each prompt (Han et al., Value Augmented Sampling for
 * Language Model Alignment and Personalization).
 *
 * @param prior probability of each option within its prompt
 * @param values {@code values[i][option]}
 * @param prompts the options of each prompt
 */
record Steering(double[] prior, double[][] values, Grouping prompts) {

    /**
     * What came of it, means over prompts.
     *
     * @param probabilities of each option within its prompt
     * @param kl divergence from the prior in nats
     */
    record Steered(double[] probabilities, double kl) {}

    /** With these weights, one for each value. */
    Steered with(double[] betas) {
        double[] probabilities = new double[prior.length];
        double kl = 0;
        int used = 0;
        for (int g = 0; g < prompts.size(); g++) {
            int[] rows = prompts.rowsOf(g);
            if (rows.length > 0) {
                kl += steer(rows, betas, probabilities);
                used++;
            }
        }
        return new Steered(probabilities, kl / used);
    }

    private double steer(int[] rows, double[] betas, double[] probabilities) {
        double[] base = new double[rows.length];
        double[] reward = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            base[k] = prior[rows[k]];
            for (int i = 0; i < betas.length; i++) {
                reward[k] += betas[i] * values[i][rows[k]];
            }
        }
        Tilting tilted = Tilting.of(base, reward, 1);
        for (int k = 0; k < rows.length; k++) {
            probabilities[rows[k]] = tilted.probabilities()[k];
        }
        return tilted.kl();
    }

    /** What best of n by the weighted values would come to instead, exactly: for options of one prompt. */
    Steered bestOf(int n, double[] betas) {
        double[] chosen = BestOfN.distribution(prior, weighted(betas), n);
        double kl = 0;
        for (int k = 0; k < chosen.length; k++) {
            kl += chosen[k] > 0 ? chosen[k] * Math.log(chosen[k] / prior[k]) : 0;
        }
        return new Steered(chosen, Math.max(0, kl));
    }

    /** Σ β_i V_i of each option. */
    double[] weighted(double[] betas) {
        double[] weighted = new double[prior.length];
        for (int i = 0; i < betas.length; i++) {
            for (int k = 0; k < weighted.length; k++) {
                weighted[k] += betas[i] * values[i][k];
            }
        }
        return weighted;
    }

    /** Whether all options answer one prompt. */
    boolean isOnePrompt() {
        return IntStream.range(0, prompts.size())
                        .filter(g -> prompts.sizeOf(g) > 0)
                        .count()
                == 1;
    }

    /** The mean over prompts of a quantity under some probabilities. */
    double mean(double[] quantity, double[] probabilities) {
        double sum = 0;
        int used = 0;
        for (int g = 0; g < prompts.size(); g++) {
            used += prompts.sizeOf(g) > 0 ? 1 : 0;
        }
        for (int i = 0; i < quantity.length; i++) {
            sum += quantity[i] * probabilities[i];
        }
        return sum / used;
    }

    /**
     * The factor of all weights with which the divergence is {@code wanted}: bisection, because divergence grows with it.
     *
     * @return the largest factor that was tried if no factor gets so far
     */
    double factorFor(double wanted, double[] betas) {
        double low = 0;
        double high = 1;
        while (with(scaled(betas, high)).kl < wanted && high < 1e6) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (with(scaled(betas, middle)).kl < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    static double[] scaled(double[] betas, double factor) {
        return Arrays.stream(betas).map(b -> b * factor).toArray();
    }
}
