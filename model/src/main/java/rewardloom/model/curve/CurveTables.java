package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.statistics.SeedBand;

/** The numbers behind the curves, from values as logged (never smoothed), over steps. */
final class CurveTables {
    private final List<List<@Nullable Object>> finals = new ArrayList<>();
    private final List<List<@Nullable Object>> coverage = new ArrayList<>();
    private final List<List<@Nullable Object>> runs = new ArrayList<>();

    /** Adds one group of one tag. */
    void add(String tag, GroupCurve group) {
        SeedBand band = group.band();
        int last = lastCommon(band.n());
        int best = extreme(band, last, 1);
        int lowest = extreme(band, last, -1);
        if (last >= 0) {
            finals.add(Arrays.asList(
                    group.name(),
                    tag,
                    group.runs().size(),
                    group.points(),
                    group.x()[last],
                    band.center()[last],
                    orNull(band.low()[last]),
                    orNull(band.high()[last]),
                    band.center()[best],
                    group.x()[best],
                    band.center()[lowest],
                    group.x()[lowest]));
        }
        cover(tag, group);
        for (RunCurve run : group.runs()) {
            describe(tag, run);
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
    private static int extreme(SeedBand band, int last, int sign) {
        int best = last;
        for (int i = last; i >= 0; i--) {
            if (band.n()[i] == band.n()[last] && sign * band.center()[i] >= sign * band.center()[best]) {
                best = i;
            }
        }
        return best;
    }

    private void cover(String tag, GroupCurve group) {
        int[] n = group.band().n();
        int start = 0;
        for (int i = 1; i <= n.length; i++) {
            if (i == n.length || n[i] != n[start]) {
                coverage.add(Arrays.asList(group.name(), tag, group.x()[start], group.x()[i - 1], n[start]));
                start = i;
            }
        }
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
                orNull(run.extent().last()),
                orNull(run.extent().min()),
                orNull(run.extent().max()),
                run.backwardSteps()));
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
