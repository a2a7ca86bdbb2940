package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.RoleType;

/** What the divergence from the reference policy cannot be: negative, or anything but zero before the first update. */
final class KlChecks {
    /** Share of the largest value that a first value may have: estimates are noisy, and the first log may come after some updates. */
    private static final double START_SHARE = 0.1;

    private static final double START = 0.02;
    /** Share of the largest value below which a negative one is no more than the noise of an estimate. */
    private static final double NOISE = 0.01;

    private static final String UNKNOWN = "unit not known";

    private KlChecks() {}

    private static List<Pulse> kl(Checkup table) {
        return table.pulses().stream()
                .filter(p -> p.role().is(RoleType.KL) && p.count() > 0)
                .toList();
    }

    /** A divergence is never negative; its estimate k1 can be, and a mean that is negative over many samples tells of a fault. */
    static List<Problem> negative(Checkup table) {
        // Single responses scatter around their mean; the mean must not be negative.
        List<Pulse> found = kl(table).stream()
                .filter(p -> p.negative().total() > 0
                        && (table.kind() == Kind.METRICS || p.sample().mean(0, 1) < 0))
                .toList();
        if (found.isEmpty()) {
            return List.of();
        }
        Pulse first = found.stream().min(Comparator.comparingDouble(Pulse::min)).orElseThrow();
        Pulse.Burst negative = first.negative();
        long total = found.stream().mapToLong(p -> p.negative().total()).sum();
        return List.of(new Problem(
                -first.min() < NOISE * first.max() ? Severity.INFO : Severity.WARNING,
                "negative-kl",
                Places.tags(names(found)) + ", longest at " + Places.steps(first, negative.from(), negative.to()),
                total,
                "the KL divergence is negative, down to " + Places.number(first.min()) + ": a true divergence cannot"
                        + " be. It is an estimate from"
                        + " few samples (k1), or the"
                        + " responses were not sampled"
                        + " from the policy (top-k,"
                        + " temperature, padding); √KL"
                        + " leaves these points out"));
    }

    /** The policy starts as the reference policy: the first value should be about 0. */
    static List<Problem> start(Checkup table) {
        List<Pulse> found = kl(table).stream()
                .filter(p -> p.count() > 2 && p.first() > START && p.first() > START_SHARE * p.max())
                .toList();
        if (found.isEmpty()) {
            return List.of();
        }
        Pulse pulse = found.getFirst();
        return List.of(new Problem(
                Severity.WARNING,
                "kl-start",
                Places.tags(names(found)) + ", " + Places.steps(pulse, pulse.firstStep(), pulse.firstStep()),
                found.size(),
                "the KL divergence begins at " + Places.number(pulse.first()) + " and not at 0 (largest "
                        + Places.number(pulse.max())
                        + "): the policy was not started from the reference policy, the log begins late, or the"
                        + " log-probabilities of the two differ (dropout, precision, padding)"));
    }

    /** Runs whose divergences have different units, or none that is known. */
    static List<Problem> units(List<Checkup> tables) {
        List<String> seen = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        long runs = 0;
        for (Checkup table : tables) {
            for (Pulse pulse : kl(table)) {
                runs++;
                String unit =
                        pulse.role().detail().isEmpty() ? UNKNOWN : pulse.role().detail();
                if (!seen.contains(unit)) {
                    seen.add(unit);
                    examples.add(unit + " (" + pulse.tag() + " of " + table.table() + ")");
                }
            }
        }
        if (seen.size() < 2) {
            return List.of();
        }
        boolean known = seen.stream().filter(u -> !u.equals(UNKNOWN)).count() > 1;
        return List.of(new Problem(
                known ? Severity.WARNING : Severity.INFO,
                "kl-units",
                examples.stream().limit(3).collect(Collectors.joining("; ")),
                runs,
                "the runs log KL in different units: they cannot share an axis before they are converted with the mean"
                        + " length of a response; check the roles of these tags"));
    }

    private static List<String> names(List<Pulse> pulses) {
        return pulses.stream().map(Pulse::tag).toList();
    }
}
