package rewardloom.model.statistics;

/**
 * Mean, variance and extremes of a stream, one value or one batch after the other. Batches are merged as Chan, Golub and LeVeque
 * (1983) do, in which Welford's update of single values is the case of batches of one. Non-finite values are left out.
 */
public final class RunningMoments {
    private long n;
    private double mean;
    private double squares;
    private double min = Double.NaN;
    private double max = Double.NaN;

    /** Takes one value in. */
    public void add(double value) {
        if (Double.isFinite(value)) {
            n++;
            double from = value - mean;
            mean += from / n;
            squares += from * (value - mean);
            extend(value, value);
        }
    }

    /** Takes {@code values[rows[from]]} to {@code values[rows[to - 1]]} in as one batch. */
    public void add(double[] values, int[] rows, int from, int to) {
        long count = 0;
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double value = values[rows[i]];
            if (Double.isFinite(value)) {
                count++;
                sum += value;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (count == 0) {
            return;
        }
        double batchMean = sum / count;
        double batchSquares = 0;
        for (int i = from; i < to; i++) {
            double value = values[rows[i]];
            batchSquares += Double.isFinite(value) ? (value - batchMean) * (value - batchMean) : 0;
        }
        double apart = batchMean - mean;
        long both = n + count;
        squares += batchSquares + apart * apart * ((double) n * count / both);
        mean += apart * count / both;
        n = both;
        extend(low, high);
    }

    private void extend(double low, double high) {
        min = Double.isNaN(min) ? low : Math.min(min, low);
        max = Double.isNaN(max) ? high : Math.max(max, high);
    }

    /** Number of values so far. */
    public long n() {
        return n;
    }

    /** Their mean, 0 when there is none. */
    public double mean() {
        return mean;
    }

    /** Their variance with n − {@code ddof} in the denominator; 0 when that is not positive. */
    public double variance(int ddof) {
        return n > ddof ? squares / (n - ddof) : 0;
    }

    /** Square root of the variance. */
    public double deviation(int ddof) {
        return Math.sqrt(variance(ddof));
    }

    /** The smallest so far, NaN when there is none. */
    public double min() {
        return min;
    }

    /** The largest so far, NaN when there is none. */
    public double max() {
        return max;
    }
}
