package rewardloom.viewers.chart;

/**
 * A range of values on an axis.
 *
 * @param low lower end, finite
 * @param high upper end, finite, above {@code low}
 */
public record Span(double low, double high) {

    public Span {
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("not a range: " + low + " to " + high);
        }
    }

    /** Whether a value lies inside, ends included. */
    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    public double length() {
        return high - low;
    }
}
