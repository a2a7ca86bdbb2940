package rewardloom.model.shaping;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;
import rewardloom.model.analysis.AnalysisException;

/**
 * The numbers of a sample of rewards that shaping functions depend on.
 *
 * @param mean mean of all rewards
 * @param sd their standard deviation
 * @param min smallest
 * @param max largest
 * @param reference the reference reward
 * @param referenceSd standard deviation of the reference rewards
 * @param referenceMeaning what the reference is, for captions
 * @param isByRow whether each reward has references of its own, whose mean {@code reference} is
 */
record Calibration(
        double mean,
        double sd,
        double min,
        double max,
        double reference,
        double referenceSd,
        String referenceMeaning,
        boolean isByRow) {

    /** Keeps the quantile of constant rewards apart from their mean, as the authors' code does. */
    private static final double QUANTILE_MARGIN = 1e-5;

    static Calibration of(RewardSample sample, ShapingParameters parameters) {
        int ddof = parameters.deviation().ddof();
        return switch (parameters.reference()) {
            case AUTO -> {
                if (sample.references().length > 0) {
                    yield byRow(sample, parameters);
                }
                double[] first = sample.firstStepRewards();
                yield first.length == 0
                        ? of(sample, ddof, mean(sample.rewards()), "the mean reward")
                        : atFirstStep(sample, ddof, first);
            }
            case COLUMNS -> byRow(sample, parameters);
            case FIRST_STEP -> {
                double[] first = sample.firstStepRewards();
                if (first.length == 0) {
                    throw new AnalysisException("table '" + sample.table().name()
                            + "' has no step column, so there is no first step; choose another reference");
                }
                yield atFirstStep(sample, ddof, first);
            }
            case MEAN -> of(sample, ddof, mean(sample.rewards()), "the mean reward");
            case ZERO -> of(sample, ddof, 0, "zero");
            case VALUE -> of(sample, ddof, parameters.referenceValue(), "a given value");
        };
    }

    private static Calibration of(RewardSample sample, int ddof, double reference, String meaning) {
        double[] all = sample.rewards();
        double sd = sd(all, ddof);
        return new Calibration(mean(all), sd, min(all), max(all), reference, sd, meaning, false);
    }

    private static Calibration atFirstStep(RewardSample sample, int ddof, double[] first) {
        double[] all = sample.rewards();
        return new Calibration(
                mean(all),
                sd(all, ddof),
                min(all),
                max(all),
                mean(first),
                sd(first, ddof),
                "the mean reward at the first step",
                false);
    }

    private static Calibration byRow(RewardSample sample, ShapingParameters parameters) {
        double[] references = Arrays.stream(sample.references())
                .flatMapToDouble(r -> Arrays.stream(r).filter(Double::isFinite).limit(parameters.mostReferences()))
                .toArray();
        if (references.length == 0) {
            throw new AnalysisException("table '" + sample.table().name()
                    + "' has no column with rewards of reference responses; name it with referenceColumns, or choose"
                    + " another reference");
        }
        double[] all = sample.rewards();
        int ddof = parameters.deviation().ddof();
        return new Calibration(
                mean(all),
                sd(all, ddof),
                min(all),
                max(all),
                mean(references),
                sd(references, ddof),
                "the mean of the rows' own reference rewards",
                true);
    }

    /** A quantile of the normal distribution with the reference rewards' mean and standard deviation. */
    double quantile(double p) {
        return quantile(p, reference, referenceSd);
    }

    /** The same for the reference rewards of one row; a single one has no deviation. */
    static double quantile(double p, double[] references, int ddof) {
        return quantile(p, mean(references), references.length > ddof ? sd(references, ddof) : 0);
    }

    private static double quantile(double p, double mean, double sd) {
        return mean + new NormalDistribution().inverseCumulativeProbability(p) * (sd + QUANTILE_MARGIN);
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Population standard deviation. */
    static double sd(double[] values) {
        return sd(values, 0);
    }

    private static double sd(double[] values, int ddof) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - ddof));
    }
}
