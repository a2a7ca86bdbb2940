package rewardloom.model.statistics;

/**
 * Smooths a series as it was logged, before anything is reduced or averaged over runs. Non-finite values stay where they are and count
 * for nothing.
 */
public sealed interface Smoother
        permits Smoothing, TimeWeightedAverage, SymmetricAverage, GaussianKernel, RunningMean, RunningMedian {

    /** Leaves everything as it is. */
    Smoother NONE = new Smoothing(0);

    /**
     * The smoothed values as a new array.
     *
     * @param x place of each point; not changed
     * @param y as many values; not changed
     */
    double[] apply(double[] x, double[] y);

    /** Whether it leaves everything as it is. */
    boolean isNone();

    /** What it does, formula included, as sentences for a caption; empty when it does nothing. */
    String meaning();
}
