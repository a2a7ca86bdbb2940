package rewardloom.model.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.table.Problem;

/** Problems, those of one kind counted together; what was said first stays. Bounded, whatever the input. */
final class ProblemTally {
    private static final int KINDS = 100;

    private final Map<String, Problem> byKind = new LinkedHashMap<>();
    private long others;

    void add(Problem problem) {
        String key = problem.severity() + "/" + problem.kind();
        Problem before = byKind.get(key);
        if (before == null && byKind.size() >= KINDS) {
            others += problem.count();
        } else {
            byKind.put(key, before == null ? problem : counted(before, before.count() + problem.count()));
        }
    }

    private static Problem counted(Problem problem, long count) {
        return new Problem(problem.severity(), problem.kind(), problem.where(), count, problem.message());
    }

    List<Problem> list() {
        List<Problem> result = new ArrayList<>(byKind.values());
        if (others > 0) {
            result.add(new Problem(
                    Problem.Severity.WARNING,
                    "more-problems",
                    "",
                    others,
                    "There are more kinds of problems than are listed."));
        }
        return result;
    }
}
