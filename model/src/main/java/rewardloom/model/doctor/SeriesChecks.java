package rewardloom.model.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;

/** What the points of single tags show: samples in place of logs, bursts of NaN, steps that go back. */
final class SeriesChecks {
    private static final List<Long> SAMPLE_SIZES = List.of(500L, 1500L);
    private static final long BURST = 2;

    private SeriesChecks() {}

    private static List<Pulse> of(Checkup table, Predicate<Pulse> wanted) {
        return table.pulses().stream().filter(wanted).toList();
    }

    private static List<String> names(List<Pulse> pulses) {
        return pulses.stream().map(Pulse::tag).toList();
    }

    /**
     * Exports of Weights and Biases are samples of exactly 500 points ({@code run.history()}) or 1,500 (charts) at uneven steps: what
     * lies between them is lost.
     */
    static List<Problem> sampled(Checkup table) {
        if (table.kind() != Kind.METRICS) {
            return List.of();
        }
        List<Pulse> found = of(
                table,
                p -> p.hasSteps()
                        && SAMPLE_SIZES.contains(p.count())
                        && p.smallestGap() > 0
                        && p.largestGap() > p.smallestGap()
                        && p.backward() == 0);
        if (found.isEmpty()) {
            return List.of();
        }
        Pulse first = found.getFirst();
        return List.of(new Problem(
                Severity.WARNING,
                "sampled-export",
                Places.tags(names(found)),
                found.size(),
                "exactly " + first.count() + " points at uneven steps (" + first.smallestGap() + " to "
                        + first.largestGap() + " apart): this looks like a random sample of the run, so peaks may be"
                        + " missing; import the run's own log, or export its full history"));
    }

    /** NaN and infinite values, and whether they come in a row. */
    static List<Problem> nonfinite(Checkup table) {
        List<Pulse> found = of(table, p -> p.nonfinite().total() > 0);
        if (found.isEmpty()) {
            return List.of();
        }
        Pulse worst = found.stream()
                .max(Comparator.comparingLong(p -> p.nonfinite().longest()))
                .orElseThrow();
        Pulse.Burst burst = worst.nonfinite();
        long total = found.stream().mapToLong(p -> p.nonfinite().total()).sum();
        boolean whole = burst.total() == worst.count();
        String longest = whole
                ? ": all values of " + worst.tag()
                : burst.longest() >= BURST
                        ? ", up to " + burst.longest() + " in a row (" + worst.tag() + ", "
                                + Places.steps(worst, burst.from(), burst.to()) + ")"
                        : ", one at a time";
        return List.of(new Problem(
                burst.longest() >= BURST ? Severity.WARNING : Severity.INFO,
                burst.longest() >= BURST ? "nonfinite-burst" : "nonfinite",
                Places.tags(names(found)) + ", first at " + Places.steps(worst, burst.from(), burst.from()),
                total,
                "NaN or infinite values" + longest
                        + "; they are kept and drawn as gaps: look at what the run did just before"));
    }

    /** Steps that go back: the run was started again from a checkpoint, or several runs wrote into one log. */
    static List<Problem> backward(Checkup table) {
        if (table.kind() != Kind.METRICS) {
            return List.of();
        }
        List<Pulse> found = of(table, p -> p.backward() > 0);
        if (found.isEmpty()) {
            return List.of();
        }
        Pulse most =
                found.stream().max(Comparator.comparingLong(Pulse::backward)).orElseThrow();
        Pulse.Restart first = most.restarts().getFirst();
        boolean unordered = most.backward() > PulseTaker.MOST_RESTARTS;
        return List.of(new Problem(
                Severity.WARNING,
                unordered ? "steps-unordered" : "steps-go-back",
                Places.tags(names(found)) + ", first from step " + first.from() + " to " + first.to(),
                most.backward(),
                unordered
                        ? "the steps are in no order: several processes may have written into one log; every"
                                + " point is kept in the order of the file"
                        : "the steps go back, as when a run is started again from a checkpoint: every point is"
                                + " kept; on import you can keep only the last writing of each step, or split"
                                + " the run there"));
    }
}
