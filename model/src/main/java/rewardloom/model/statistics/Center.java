package rewardloom.model.statistics;

import java.util.Arrays;

/** The middle of a sample. */
public enum Center {
    MEAN("mean") {
        @Override
        public double ofSorted(double[] values, int n) {
            return sum(values, 0, n) / n;
        }

        @Override
        public double of(double[] values) {
            return ofSorted(values, values.length);
        }
    },
    MEDIAN("median") {
        @Override
        public double ofSorted(double[] values, int n) {
            if (n == 0) {
                return Double.NaN;
            }
            double upper = values[n / 2];
            return n % 2 == 1 ? upper : values[n / 2 - 1] + (upper - values[n / 2 - 1]) / 2;
        }
    },
    /**
     * The interquartile mean: the mean of what is left when ⌊n/4⌋ values are cut off at each end, as {@code scipy.stats.trim_mean} with
     * 0.25 has it and Agarwal et al. ("Deep Reinforcement Learning at the Edge of the Statistical Precipice", 2021) use it. Below four
     * values it is the mean.
     */
    IQM("interquartile mean") {
        @Override
        public double ofSorted(double[] values, int n) {
            int cut = n / 4;
            return sum(values, cut, n - cut) / (n - 2 * cut);
        }
    };

    private final String word;

    Center(String word) {
        this.word = word;
    }

    /** The middle of finite values in any order; NaN when there are none. */
    public double of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, sorted.length);
    }

    /** The middle of the first {@code n} values, which are finite and ascending; NaN when there are none. */
    public abstract double ofSorted(double[] values, int n);

    /** The word for a caption. */
    public String word() {
        return word;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
