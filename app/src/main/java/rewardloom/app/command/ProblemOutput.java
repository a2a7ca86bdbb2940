package rewardloom.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rewardloom.model.table.Problem;

/** Problems as lines, and what they mean for the exit code. */
final class ProblemOutput {
    private ProblemOutput() {}

    /** Whether some of the input was bad: a warning or an error. */
    static boolean isBad(List<Problem> problems) {
        return problems.stream().anyMatch(p -> p.severity() != Problem.Severity.INFO);
    }

    /** One line for each thing that was wrong, however many places it was seen at. */
    static List<String> lines(List<Problem> problems) {
        Map<String, List<Problem>> same = new LinkedHashMap<>();
        problems.forEach(p -> same.computeIfAbsent(p.severity() + p.message(), k -> new ArrayList<>())
                .add(p));
        return same.values().stream()
                .map(group -> line(group.getFirst())
                        + (group.size() == 1 ? "" : " (and at " + (group.size() - 1) + " more places)"))
                .toList();
    }

    /** One line for people. */
    static String line(Problem problem) {
        String times = problem.count() > 1 ? " (" + problem.count() + " times)" : "";
        String where = problem.where().isEmpty() ? "" : " at " + problem.where();
        return problem.severity().name().toLowerCase(Locale.ROOT) + where + times + ": " + problem.message();
    }
}
