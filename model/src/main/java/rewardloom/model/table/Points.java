package rewardloom.model.table;

/**
 * The points of one tag in file order: what a curve needs of a {@link Series}. The arrays are not copied: do not write to them.
 *
 * @param steps step of each point
 * @param seconds seconds since 1970 of each point, NaN where not logged; empty when they were not asked for
 * @param values value of each point
 */
public record Points(double[] steps, double[] seconds, double[] values) {

    public Points {
        if (steps.length != values.length || (seconds.length != values.length && seconds.length != 0)) {
            throw new IllegalArgumentException("steps, seconds and values must be equally long");
        }
    }

    /** The points of a series, with or without their times. */
    public static Points of(Series series, boolean timed) {
        double[] steps = new double[series.size()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = series.steps()[i];
        }
        return new Points(steps, timed ? series.wallTimes() : new double[0], series.values());
    }

    public int size() {
        return values.length;
    }
}
