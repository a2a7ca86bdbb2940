package rewardloom.model.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Problem.Severity;
import rewardloom.model.table.RunName;

/** What only several runs together show: copies, and seeds that were not logged at the same steps. */
final class RunChecks {
    private static final long FEWEST_ROWS = 3;

    private RunChecks() {}

    /** Tables with exactly the same numbers. */
    static List<Problem> copies(List<Checkup> tables) {
        Map<List<Long>, List<String>> same = new LinkedHashMap<>();
        for (Checkup table : tables) {
            if (table.rows() >= FEWEST_ROWS && !table.pulses().isEmpty() && !isConstant(table)) {
                List<Long> marks =
                        table.pulses().stream().map(Pulse::mark).sorted().toList();
                same.computeIfAbsent(marks, m -> new ArrayList<>()).add(name(table));
            }
        }
        List<List<String>> copies =
                same.values().stream().filter(names -> names.size() > 1).toList();
        if (copies.isEmpty()) {
            return List.of();
        }
        return List.of(new Problem(
                Severity.WARNING,
                "duplicate-runs",
                Places.names(copies.getFirst()) + (copies.size() > 1 ? "; and " + (copies.size() - 1) + " more" : ""),
                copies.size(),
                "these hold exactly the same numbers: as repetitions they would make intervals too narrow; remove all"
                        + " but one"));
    }

    private static String name(Checkup table) {
        return table.run().isEmpty() ? table.table() : "run " + table.run() + " in " + table.table();
    }

    /** Numbers that never change say nothing about where they come from. */
    private static boolean isConstant(Checkup table) {
        return table.pulses().stream().allMatch(p -> p.min() == p.max() || Double.isNaN(p.first()));
    }

    /** Repetitions of one run that log the same tag at different steps: a mean over them needs interpolation. */
    static List<Problem> unsharedSteps(List<Checkup> tables) {
        Map<String, Map<String, Pulse>> byTag = new LinkedHashMap<>();
        for (Checkup table : tables) {
            RunName run = RunName.parse(table.run());
            if (table.kind() == Kind.METRICS && run.seed().isPresent()) {
                table.pulses()
                        .forEach(p -> byTag.computeIfAbsent(run.group() + "\n" + p.tag(), k -> new LinkedHashMap<>())
                                .putIfAbsent(table.run(), p));
            }
        }
        Set<String> groups = new LinkedHashSet<>();
        String example = "";
        long count = 0;
        for (Map.Entry<String, Map<String, Pulse>> entry : byTag.entrySet()) {
            Optional<String> different = different(entry.getValue());
            if (different.isPresent()) {
                count++;
                String[] key = entry.getKey().split("\n", 2);
                groups.add(key[0]);
                if (example.isEmpty()) {
                    example = key[1] + ": " + different.get();
                }
            }
        }
        if (count == 0) {
            return List.of();
        }
        return List.of(new Problem(
                Severity.INFO,
                "seeds-differ-in-steps",
                "group " + Places.names(List.copyOf(groups)),
                count,
                "seeds of one group are logged at different steps (" + example
                        + "): a mean over them is taken on a common grid, and the figure says so"));
    }

    private static Optional<String> different(Map<String, Pulse> runs) {
        Map.Entry<String, Pulse> first = null;
        for (Map.Entry<String, Pulse> entry : runs.entrySet()) {
            if (first == null) {
                first = entry;
            } else if (!first.getValue().sharesSteps(entry.getValue())) {
                return Optional.of(described(first) + ", " + described(entry));
            }
        }
        return Optional.empty();
    }

    private static String described(Map.Entry<String, Pulse> run) {
        Pulse pulse = run.getValue();
        return run.getKey() + " has " + Places.points(pulse.count()) + " from step " + pulse.firstStep() + " to "
                + pulse.lastStep();
    }
}
