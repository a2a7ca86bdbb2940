package rewardloom.model.shaping;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import rewardloom.model.analysis.AnalysisException;

/**
 * The numbers of a sample of rewards that shaping functions depend on.
 *
 * @param mean mean of all rewards
 * @param sd their population standard deviation
 * @param min smallest
 * @param max largest
 * @param reference the reference reward
 * @param referenceSd population standard deviation of the reference rewards
 * @param referenceMeaning what the reference is, for captions
 */
record Calibration(
        double mean, double sd, double min, double max, double reference, double referenceSd, String referenceMeaning) {

    private static final List<String> NAMES = List.of(
            "identity",
            "centred",
            "clip",
            "ceil",
            "min-max",
            "mean-std",
            "tanh",
            "arctan",
            "sigmoid",
            "sgfc",
            "log-sigmoid",
            "polynomial");
    private static final double SLOW_GROWTH_SHIFT = 3;
    /** Keeps the quantile of constant rewards apart from their mean, as the authors' code does. */
    private static final double QUANTILE_MARGIN = 1e-5;

    static Calibration of(RewardSample sample, ShapingParameters parameters) {
        double[] all = sample.rewards();
        double mean = mean(all);
        double sd = sd(all);
        double[] first = sample.firstStepRewards();
        double min = Arrays.stream(all).min().orElse(Double.NaN);
        double max = Arrays.stream(all).max().orElse(Double.NaN);
        return switch (parameters.reference()) {
            case AUTO ->
                first.length == 0
                        ? new Calibration(mean, sd, min, max, mean, sd, "the mean reward")
                        : atFirstStep(mean, sd, min, max, first);
            case FIRST_STEP -> {
                if (first.length == 0) {
                    throw new AnalysisException("table '" + sample.table().name()
                            + "' has no step column, so there is no first step; choose another reference");
                }
                yield atFirstStep(mean, sd, min, max, first);
            }
            case MEAN -> new Calibration(mean, sd, min, max, mean, sd, "the mean reward");
            case ZERO -> new Calibration(mean, sd, min, max, 0, sd, "zero");
            case VALUE -> new Calibration(mean, sd, min, max, parameters.referenceValue(), sd, "a given value");
        };
    }

    private static Calibration atFirstStep(double mean, double sd, double min, double max, double[] first) {
        return new Calibration(mean, sd, min, max, mean(first), sd(first), "the mean reward at the first step");
    }

    /**
     * The shaping function with this name.
     *
     * @throws AnalysisException if there is none; the message lists those there are
     */
    Shaping shaping(String name, ShapingParameters parameters) {
        return switch (name) {
            case "identity" -> new Shaping.Identity();
            case "centred" -> new Shaping.Centred(reference);
            case "clip" -> new Shaping.Clip(mean - parameters.clipLow() * sd, mean + parameters.clipHigh() * sd);
            case "ceil" -> new Shaping.Ceiling(mean + parameters.ceiling() * sd);
            case "min-max" -> new Shaping.MinMax(min, max);
            case "mean-std" -> new Shaping.MeanStd(mean, sd);
            case "tanh" -> new Shaping.Tanh(reference);
            case "arctan" -> new Shaping.Arctan(reference);
            case "sigmoid" -> new Shaping.Sigmoid(parameters.k(), 0, reference);
            case "sgfc" -> new Shaping.Sigmoid(parameters.k(), SLOW_GROWTH_SHIFT, reference);
            case "log-sigmoid" -> new Shaping.LogSigmoid(quantile(parameters.quantile()));
            case "polynomial" -> Shaping.Polynomial.fitted(reference);
            default ->
                throw new AnalysisException(
                        "there is no shaping function '" + name + "'; there are " + String.join(", ", NAMES));
        };
    }

    /** A quantile of the normal distribution with the reference rewards' mean and standard deviation. */
    double quantile(double p) {
        return reference + new NormalDistribution().inverseCumulativeProbability(p) * (referenceSd + QUANTILE_MARGIN);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    static double sd(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
    }
}
