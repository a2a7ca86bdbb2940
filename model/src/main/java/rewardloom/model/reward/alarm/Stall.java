package rewardloom.model.reward.alarm;

import java.util.Optional;
import rewardloom.model.reward.Farming;
import rewardloom.model.statistics.Moments;

/** The end of a training against the earliest window from which on the total rises and the outcome does not. */
record Stall(String marker, double since, Farming.Change total, Farming.Change outcome) {
    private static final double LATEST = 0.8;

    /** A difference counts beyond so many pooled standard errors. */
    private static final double SIGNIFICANT = 2;

    static Optional<Stall> of(Watched run, String marker, double share) {
        double[] total = run.curve().total();
        double[] outcome = run.curve().markers().getOrDefault(marker, new double[0]);
        int n = total.length;
        int window = Math.max(5, (int) Math.round(n * share));
        if (outcome.length != n || n < Farming.FEWEST || n < 3 * window) {
            return Optional.empty();
        }
        Moments lastTotal = Moments.of(total, n - window, n);
        Moments lastOutcome = Moments.of(outcome, n - window, n);
        for (int start = 0; start + window <= n * LATEST; start += Math.max(1, window / 2)) {
            Farming.Change t = Farming.Change.between(Moments.of(total, start, start + window), lastTotal);
            Farming.Change o = Farming.Change.between(Moments.of(outcome, start, start + window), lastOutcome);
            if (t.z() >= SIGNIFICANT && o.z() < SIGNIFICANT) {
                return Optional.of(new Stall(marker, run.curve().x()[start], t, o));
            }
        }
        return Optional.empty();
    }
}
