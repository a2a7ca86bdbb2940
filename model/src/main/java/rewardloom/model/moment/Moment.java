package rewardloom.model.moment;

/**
 * A time in a run's training at which something was logged.
 *
 * @param what what was logged
 * @param run the run that logged it, as it is called there
 * @param step the training step, NaN when nothing says it
 * @param episode the first episode, for {@link What#EPISODES}
 * @param count number of episodes or responses
 */
public record Moment(What what, String run, double step, long episode, int count) {

    /** What can be looked at. */
    public enum What {
        /** The curves of the run, at the step. */
        CURVES,
        /** Episodes with their steps. */
        EPISODES,
        /** Sampled texts. */
        RESPONSES
    }

    /** A point of the curves of a run. */
    public static Moment ofCurves(String run, double step) {
        return new Moment(What.CURVES, run, step, -1, 0);
    }

    /** Whether it is known when it was. */
    public boolean hasStep() {
        return !Double.isNaN(step);
    }
}
