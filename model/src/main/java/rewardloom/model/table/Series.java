package rewardloom.model.table;

/**
 * One tag of one run, in file order: steps may repeat and go backwards, values may be non-finite.
 *
 * @param run name of the run
 * @param tag name of the metric
 * @param steps step of each point
 * @param wallTimes seconds since 1970 of each point, NaN where not logged
 * @param values value of each point
 */
public record Series(String run, String tag, long[] steps, double[] wallTimes, double[] values) {

    public Series {
        if (steps.length != values.length || wallTimes.length != values.length) {
            throw new IllegalArgumentException("steps, wall times and values must be equally long");
        }
    }

    public int size() {
        return values.length;
    }
}
