package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.Optional;
import rewardloom.model.statistics.Quantiles;

/**
 * How the scores of several reward models become one (Coste et al., Reward Model Ensembles Help Mitigate Overoptimization; Eisenstein
 * et al., Helping or Herding?).
 */
public enum EnsembleRule {
    /** Mean of the scores. */
    MEAN("mean", "mean"),
    /** Worst-case optimisation: the smallest score. */
    WCO("wco", "worst case (WCO)"),
    /** Uncertainty-weighted optimisation: mean − λ·variance, with the population variance. */
    UWO("uwo", "mean − λ·variance (UWO)"),
    /** Median of the scores. */
    MEDIAN("median", "median"),
    /** Mean less κ standard deviations. */
    MEAN_STD("mean-std", "mean − κ·deviation"),
    /** A low quantile of the scores, between the median and the worst case. */
    QUANTILE("quantile", "low quantile");

    private final String id;
    private final String title;

    EnsembleRule(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The stable name in tables. */
    public String id() {
        return id;
    }

    /** The name in legends. */
    public String title() {
        return title;
    }

    /**
     * What the rules' formulas leave open.
     *
     * @param lambda weight λ of the variance in {@link #UWO}; 0.5 for best-of-n and 0.1 for reinforcement learning in Coste et al.
     * @param deviations weight κ of the standard deviation in {@link #MEAN_STD}; 1 in Eisenstein et al.
     * @param quantile which quantile {@link #QUANTILE} takes, between 0 and 1
     * @param sample whether variance and deviation divide by M − 1, as torch does, instead of M, as numpy does
     */
    public record Weights(double lambda, double deviations, double quantile, boolean sample) {
        /** Population variance with some λ, one deviation, the lower quartile. */
        public static Weights of(double lambda) {
            return new Weights(lambda, 1, 0.25, false);
        }
    }

    /** The rule with this {@link #id()}, or nothing. */
    public static Optional<EnsembleRule> find(String id) {
        return Arrays.stream(values()).filter(r -> r.id.equals(id)).findFirst();
    }

    /**
     * The score of one sample, with the population variance.
     *
     * @param scores at least one model's score
     * @param lambda weight of the variance in {@link #UWO}
     */
    public double combine(double[] scores, double lambda) {
        return combine(scores, Weights.of(lambda));
    }

    /** The score of one sample. */
    public double combine(double[] scores, Weights weights) {
        return switch (this) {
            case MEAN -> mean(scores);
            case WCO -> quantile(scores, 0);
            case UWO -> mean(scores) - weights.lambda * variance(scores, weights.sample);
            case MEDIAN -> quantile(scores, 0.5);
            case MEAN_STD -> mean(scores) - weights.deviations * Math.sqrt(variance(scores, weights.sample));
            case QUANTILE -> quantile(scores, weights.quantile);
        };
    }

    /** The scores of many samples, {@code scores[model][sample]}. */
    public double[] combineAll(double[][] scores, Weights weights) {
        double[] one = new double[scores.length];
        double[] result = new double[scores[0].length];
        for (int i = 0; i < result.length; i++) {
            for (int m = 0; m < one.length; m++) {
                one[m] = scores[m][i];
            }
            result[i] = combine(one, weights);
        }
        return result;
    }

    private static double mean(double[] scores) {
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        return sum / scores.length;
    }

    private static double variance(double[] scores, boolean sample) {
        if (scores.length == 1) {
            return 0;
        }
        double mean = mean(scores);
        double sum = 0;
        for (double score : scores) {
            sum += (score - mean) * (score - mean);
        }
        return sum / (sample ? scores.length - 1 : scores.length);
    }

    private static double quantile(double[] scores, double p) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return Quantiles.ofSorted(sorted, p);
    }
}
