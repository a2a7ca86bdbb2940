package rewardloom.app.command;

import java.util.List;
import java.util.Locale;
import rewardloom.model.table.Problem;

/** Problems as lines, and what they mean for the exit code. */
final class ProblemOutput {
    private ProblemOutput() {}

    /** Whether some of the input was bad: a warning or an error. */
    static boolean isBad(List<Problem> problems) {
        return problems.stream().anyMatch(p -> p.severity() != Problem.Severity.INFO);
    }

    /** One line for people. */
    static String line(Problem problem) {
        String times = problem.count() > 1 ? " (" + problem.count() + " times)" : "";
        String where = problem.where().isEmpty() ? "" : " at " + problem.where();
        return problem.severity().name().toLowerCase(Locale.ROOT) + where + times + ": " + problem.message();
    }
}
