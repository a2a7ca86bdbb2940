package rewardloom.model.overoptimization;

import java.util.List;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Tables;

/**
 * Colours of groups of responses: those of the training runs that wrote them, whose logs may lie in another folder and so be called
 * {@code rl/mean} where the responses are called {@code mean}.
 */
record PolicyColors(RunColors colors, List<String> logged) {
    static PolicyColors of(Tables tables) {
        return new PolicyColors(
                RunColors.of(tables),
                tables.list(Kind.METRICS).stream()
                        .map(t -> RunColors.runOf(t).group())
                        .distinct()
                        .toList());
    }

    int index(String group) {
        return colors.index(
                logged.stream().filter(l -> isSame(l, group)).findFirst().orElse(group), true);
    }

    /** Whether two names of a group differ in their folders alone. */
    static boolean isSame(String one, String other) {
        return one.equals(other) || one.endsWith("/" + other) || other.endsWith("/" + one);
    }
}
