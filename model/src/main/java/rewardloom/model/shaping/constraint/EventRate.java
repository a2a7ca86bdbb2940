package rewardloom.model.shaping.constraint;

import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Proportion;

/**
 * How often an event happened, against how often it may: J = E[1{event}] ≤ d.
 *
 * @param events number of trials with the event
 * @param trials number of trials
 * @param limit d
 * @param level coverage of the interval
 */
record EventRate(long events, long trials, double limit, double level) {
    private static final long MOST_TRIALS = 100_000_000;

    /** What can be said of a constraint. */
    enum Verdict {
        /** The whole interval is within the limit. */
        MET("met"),
        /** The limit is in the interval. */
        OPEN("not yet certain"),
        /** The whole interval is beyond the limit. */
        BROKEN("broken");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    double rate() {
        return trials == 0 ? Double.NaN : (double) events / trials;
    }

    /** Wilson's score interval. */
    Interval interval() {
        return Proportion.wilson(events, trials, level);
    }

    Verdict verdict() {
        Interval interval = interval();
        return trials == 0
                ? Verdict.OPEN
                : interval.high() <= limit ? Verdict.MET : interval.low() > limit ? Verdict.BROKEN : Verdict.OPEN;
    }

    /** Trials in all at which the verdict would be certain if the rate stays as it is; NaN if it never would, or is already. */
    double trialsNeeded() {
        if (verdict() != Verdict.OPEN || trials == 0 || rate() == limit) {
            return Double.NaN;
        }
        long low = trials;
        long high = trials;
        while (high < MOST_TRIALS && isOpenAt(high)) {
            low = high;
            high *= 2;
        }
        if (isOpenAt(high)) {
            return Double.NaN;
        }
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (isOpenAt(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private boolean isOpenAt(long n) {
        Interval interval = Proportion.wilson(rate() * n, n, level);
        return interval.high() > limit && interval.low() <= limit;
    }
}
