package rewardloom.model.overoptimization;

import java.util.Arrays;

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
    /** Mean less one population standard deviation. */
    MEAN_STD("mean-std", "mean − standard deviation");

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
     * The score of one sample.
     *
     * @param scores at least one model's score
     * @param lambda weight of the variance in {@link #UWO}, 0.5 for best-of-n and 0.1 for reinforcement learning in Coste et al.
     */
    public double combine(double[] scores, double lambda) {
        return switch (this) {
            case MEAN -> mean(scores);
            case WCO -> Arrays.stream(scores).min().orElseThrow();
            case UWO -> mean(scores) - lambda * variance(scores);
            case MEDIAN -> median(scores);
            case MEAN_STD -> mean(scores) - Math.sqrt(variance(scores));
        };
    }

    private static double mean(double[] scores) {
        return Arrays.stream(scores).sum() / scores.length;
    }

    private static double variance(double[] scores) {
        double mean = mean(scores);
        return Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum() / scores.length;
    }

    private static double median(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
