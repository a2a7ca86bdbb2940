package rewardloom.model.reward.recipe;

import java.util.Locale;

/** A way to make one number of several rewards. */
enum Way {
    /** Σ r_k. */
    SUM("Σ r_k", false),
    /** ± (Π |r_k|)^(1/n), positive only if all are: a logical and (Lucy-SKG). */
    KRC("± (Π |r_k|)^(1/n)", false),
    /** Π r_k. */
    PRODUCT("Π r_k", true),
    /** The smallest. */
    MINIMUM("min r_k", false),
    /** Σ log σ(r_k − ref_k): log-probability of being good on all (Transforming and Combining Rewards). */
    CONJUNCTION("Σ log σ(r_k − ref_k)", false),
    /** 1/Σ (w_k/r_k): a low value is hardly made up for (λ-harmonic reward). */
    HARMONIC("1/Σ (w_k/r_k)", true),
    /** Π r_k^w_k: Cobb-Douglas, mutual welfare (GTAlign). */
    COBB_DOUGLAS("Π r_k^w_k", true);

    private final String formula;
    private final boolean positive;

    Way(String formula, boolean positive) {
        this.formula = formula;
        this.positive = positive;
    }

    String formula() {
        return formula;
    }

    /** Whether it has a meaning for numbers from 0 on only. */
    boolean needsPositive() {
        return positive;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Combines.
     *
     * @param r the rewards
     * @param references what is just good enough of each, for the conjunction
     * @param weights weights that sum to 1, for the means
     */
    double of(double[] r, double[] references, double[] weights) {
        double result = start();
        boolean all = true;
        for (int k = 0; k < r.length; k++) {
            all &= r[k] >= 0;
            result = switch (this) {
                case SUM -> result + r[k];
                case KRC -> result * Math.abs(r[k]);
                case PRODUCT -> result * r[k];
                case MINIMUM -> Math.min(result, r[k]);
                case CONJUNCTION -> result + logSigmoid(r[k] - references[k]);
                case HARMONIC -> result + (weights[k] == 0 ? 0 : weights[k] / r[k]);
                case COBB_DOUGLAS -> result * Math.pow(r[k], weights[k]);
            };
        }
        return switch (this) {
            case KRC -> (all ? 1 : -1) * Math.pow(result, 1.0 / r.length);
            case HARMONIC -> 1 / result;
            default -> result;
        };
    }

    private double start() {
        return switch (this) {
            case SUM, CONJUNCTION, HARMONIC -> 0;
            case MINIMUM -> Double.POSITIVE_INFINITY;
            default -> 1;
        };
    }

    private static double logSigmoid(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }
}
