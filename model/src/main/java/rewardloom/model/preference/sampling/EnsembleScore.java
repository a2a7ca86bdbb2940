package rewardloom.model.preference.sampling;

import java.util.Arrays;
import rewardloom.model.preference.choice.TieRule;

/** What members of an ensemble think of one pair, as a number by which pairs are chosen; the largest ones are asked. */
public final class EnsembleScore {
    private EnsembleScore() {}

    /** Standard deviation of the probabilities, ddof 0 (B-Pref). */
    public static double disagreement(double[] p) {
        double mean = mean(p);
        return Math.sqrt(Arrays.stream(p).map(x -> (x - mean) * (x - mean)).sum() / p.length);
    }

    /** Mean entropy of the probabilities, in nats. */
    public static double entropy(double[] p) {
        return Arrays.stream(p).map(EnsembleScore::h).sum() / p.length;
    }

    /** H(mean p) − mean H(p), in nats. */
    public static double informationGain(double[] p) {
        return h(mean(p)) - entropy(p);
    }

    /** Variance of the differences of returns, ddof 1. */
    public static double variance(double[] differences) {
        double mean = mean(differences);
        return Arrays.stream(differences).map(x -> (x - mean) * (x - mean)).sum() / (differences.length - 1);
    }

    static double of(Strategy strategy, double[] differences) {
        double[] p = Arrays.stream(differences).map(TieRule::logistic).toArray();
        return switch (strategy) {
            case DISAGREEMENT -> disagreement(p);
            case ENTROPY -> entropy(p);
            case INFORMATION_GAIN -> informationGain(p);
            case ENSEMBLE_VARIANCE -> variance(differences);
            default -> throw new IllegalArgumentException(strategy.id() + " asks no ensemble");
        };
    }

    /** Entropy of a coin with this probability. */
    static double h(double p) {
        return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
