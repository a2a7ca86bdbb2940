package rewardloom.model.statistics;

/** What a band around the middle of several runs is. */
public enum Spread {
    /** No band. */
    NONE,
    /** Mean ± sample standard deviation (n - 1 in the denominator): how far single runs lie apart. */
    STANDARD_DEVIATION,
    /** Mean ± standard deviation / √n: about 68 % coverage of the mean for many runs, less for few. */
    STANDARD_ERROR,
    /** Student's t interval of the mean. */
    T_INTERVAL,
    /** Percentile bootstrap of the middle, runs drawn with replacement. */
    BOOTSTRAP,
    /** From the smallest to the largest run. */
    MIN_MAX
}
