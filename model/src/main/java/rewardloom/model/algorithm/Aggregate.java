package rewardloom.model.algorithm;

import java.util.Arrays;

/**
 * Aggregate metrics over tasks and runs as Agarwal et al. ("Deep Reinforcement Learning at the Edge of the Statistical Precipice", 2021)
 * define them and their library computes them (google-research/rliable, {@code rliable/metrics.py}).
 */
public enum Aggregate {
    /** Median over tasks of the mean over runs. */
    MEDIAN("median", true) {
        @Override
        double of(Sample sample) {
            double[] means = sample.taskMeans();
            Arrays.sort(means);
            int n = means.length;
            return n % 2 == 1 ? means[n / 2] : (means[n / 2 - 1] + means[n / 2]) / 2;
        }
    },
    /** Interquartile mean: the mean of all scores without ⌊N/4⌋ at each end. */
    IQM("interquartile mean", true) {
        @Override
        double of(Sample sample) {
            return sample.trimmedMean();
        }
    },
    /** Mean over tasks of the mean over runs. */
    MEAN("mean", true) {
        @Override
        double of(Sample sample) {
            double sum = 0;
            for (double mean : sample.taskMeans()) {
                sum += mean;
            }
            return sum / sample.tasks();
        }
    },
    /** How much is missing to the target on average: γ − mean(min(score, γ)); less is better. */
    OPTIMALITY_GAP("optimality gap", false) {
        @Override
        double of(Sample sample) {
            return sample.gap();
        }
    };

    private final String word;
    private final boolean moreIsBetter;

    Aggregate(String word, boolean moreIsBetter) {
        this.word = word;
        this.moreIsBetter = moreIsBetter;
    }

    /** The word for a caption. */
    public String word() {
        return word;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    abstract double of(Sample sample);
}
