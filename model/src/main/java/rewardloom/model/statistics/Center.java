package rewardloom.model.statistics;

import java.util.Locale;

/** The middle of a sample. */
public enum Center {
    MEAN {
        @Override
        public double of(double[] values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum / values.length;
        }
    },
    MEDIAN {
        @Override
        public double of(double[] values) {
            return Quantiles.median(values);
        }
    };

    /** The middle of finite values; NaN when there are none. */
    public abstract double of(double[] values);

    /** The word for a caption. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
