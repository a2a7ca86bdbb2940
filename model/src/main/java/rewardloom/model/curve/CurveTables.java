package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;

/** The numbers behind the curves, from values as logged (never smoothed), over steps. */
final class CurveTables {
    private final List<List<@Nullable Object>> finals = new ArrayList<>();
    private final List<List<@Nullable Object>> coverage = new ArrayList<>();
    private final List<List<@Nullable Object>> runs = new ArrayList<>();

    /** Adds one group of one tag, not smoothed, over its steps. */
    void add(String tag, String name, GroupCurve group) {
        if (group.isSingle()) {
            addSingle(tag, name, group.runs().getFirst());
        } else {
            addSeveral(tag, name, group);
        }
        for (RunCurve run : group.runs()) {
            describe(tag, run);
        }
    }

    private void addSingle(String tag, String name, RunCurve run) {
        RunCurve.Extent extent = run.extent();
        if (extent.lastRow() >= 0) {
            finals.add(Arrays.asList(
                    name,
                    tag,
                    1,
                    (long) run.size(),
                    run.steps()[extent.lastRow()],
                    run.y()[extent.lastRow()],
                    null,
                    null,
                    run.y()[extent.maxRow()],
                    run.steps()[extent.maxRow()],
                    run.y()[extent.minRow()],
                    run.steps()[extent.minRow()]));
            coverage.add(Arrays.asList(name, tag, run.steps()[0], run.lastStep(), 1));
        }
    }

    private void addSeveral(String tag, String name, GroupCurve group) {
        int last = lastCommon(group.n());
        if (last >= 0) {
            int best = extreme(group, last, 1);
            int lowest = extreme(group, last, -1);
            finals.add(Arrays.asList(
                    name,
                    tag,
                    group.runs().size(),
                    group.points(),
                    group.x()[last],
                    group.center()[last],
                    group.isBanded() ? orNull(group.low()[last]) : null,
                    group.isBanded() ? orNull(group.high()[last]) : null,
                    group.center()[best],
                    group.x()[best],
                    group.center()[lowest],
                    group.x()[lowest]));
        }
        cover(tag, name, group);
    }

    private void cover(String tag, String name, GroupCurve group) {
        int[] n = group.n();
        int start = 0;
        for (int i = 1; i <= n.length; i++) {
            if (i == n.length || n[i] != n[start]) {
                coverage.add(Arrays.asList(name, tag, group.x()[start], group.x()[i - 1], n[start]));
                start = i;
            }
        }
    }

    List<ResultTable> tables(String band) {
        String title = "Last and extreme values (not smoothed), at the last step that all seeds reach"
                + (band.isEmpty() ? "" : "; low and high: " + band);
        return List.of(
                new ResultTable(
                        "final",
                        title,
                        List.of(
                                "group",
                                "tag",
                                "seeds",
                                "points",
                                "last_step",
                                "last",
                                "low",
                                "high",
                                "best",
                                "best_step",
                                "lowest",
                                "lowest_step"),
                        finals),
                new ResultTable(
                        "coverage",
                        "Number of seeds with a value, from step to step",
                        List.of("group", "tag", "from_step", "to_step", "seeds"),
                        coverage),
                new ResultTable(
                        "runs",
                        "What each run holds",
                        List.of(
                                "run",
                                "group",
                                "seed",
                                "tag",
                                "points",
                                "nonfinite",
                                "first_step",
                                "last_step",
                                "last",
                                "min",
                                "max",
                                "backward_steps"),
                        runs));
    }

    /** The last place that as many seeds reach as any place does; -1 when there is no finite value at all. */
    static int lastCommon(int[] n) {
        int most = Arrays.stream(n).max().orElse(0);
        for (int i = n.length - 1; i >= 0 && most > 0; i--) {
            if (n[i] == most) {
                return i;
            }
        }
        return -1;
    }

    /** The first largest (sign 1) or smallest (sign -1) middle where as many seeds are present as at the last place. */
    private static int extreme(GroupCurve group, int last, int sign) {
        int best = last;
        for (int i = last; i >= 0; i--) {
            if (group.n()[i] == group.n()[last] && sign * group.center()[i] >= sign * group.center()[best]) {
                best = i;
            }
        }
        return best;
    }

    private void describe(String tag, RunCurve run) {
        OptionalLong seed = run.run().seed();
        runs.add(Arrays.asList(
                run.run().name(),
                run.run().group(),
                seed.isPresent() ? seed.getAsLong() : null,
                tag,
                run.size(),
                run.nonfinite(),
                run.size() == 0 ? null : run.steps()[0],
                run.size() == 0 ? null : run.steps()[run.size() - 1],
                at(run, run.extent().lastRow()),
                at(run, run.extent().minRow()),
                at(run, run.extent().maxRow()),
                run.extent().backward()));
    }

    private static @Nullable Double at(RunCurve run, int row) {
        return row < 0 ? null : (Double) run.y()[row];
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
