package rewardloom.model.statistics;

/**
 * A closed interval of numbers; both ends are NaN when it cannot be computed.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

    /** No interval: both ends NaN. */
    public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    public double width() {
        return high - low;
    }
}
