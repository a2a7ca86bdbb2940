package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.statistics.SeedGrid;

/** What is wrong with the data behind curves: gaps, short runs, steps that differ or go back. */
final class CurveFindings {
    /** A run is short when it ends before this share of its longest sibling, or has fewer points than this share of their median. */
    static final double SHORT = 0.8;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Set<String>> differing = new LinkedHashMap<>();
    private final Set<String> shortRuns = new LinkedHashSet<>();

    /** Looks at one group of one tag; {@code figure} shows it. */
    void add(String tag, String name, GroupCurve group, String figure) {
        for (RunCurve run : group.runs()) {
            nonfinite(tag, run, figure);
            backward(tag, run, figure);
            unmatched(tag, run, figure);
        }
        if (group.runs().size() > 1) {
            siblings(tag, name, group, figure);
            if (group.grid().method() == SeedGrid.Method.INTERPOLATED) {
                differing.computeIfAbsent(name, g -> new LinkedHashSet<>()).add(tag);
            }
        }
    }

    /** Names the runs that lack the metric on the x axis. */
    void leftOut(Set<String> runs, String need) {
        if (!runs.isEmpty()) {
            findings.add(new Finding(
                    "runs-left-out",
                    Severity.INFO,
                    runs.size() + (runs.size() == 1 ? " run is" : " runs are") + " left out for want of " + need
                            + ": " + String.join(", ", runs.stream().limit(5).toList())
                            + (runs.size() > 5 ? " …" : "."),
                    "A run must have what stands on the x axis.",
                    Map.of("runs", runs.size(), "x", need),
                    ""));
        }
    }

    /** Everything found, warnings first. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        differing.forEach((group, tags) -> all.add(new Finding(
                "different-steps",
                Severity.INFO,
                "The seeds of " + group + " are not logged at the same steps for " + String.join(", ", tags)
                        + "; they are interpolated between their own points.",
                "The steps of the seeds of a group differ.",
                Map.of("group", group, "tags", tags.size()),
                "")));
        all.sort(Comparator.comparing(Finding::severity).reversed());
        return all;
    }

    private void nonfinite(String tag, RunCurve run, String figure) {
        long count = run.nonfinite();
        if (count == 0) {
            return;
        }
        int first = run.extent().firstNonfinite();
        findings.add(new Finding(
                "nonfinite-values",
                Severity.WARNING,
                Digits.count(count) + " of " + Digits.count(run.size()) + " values of " + tag + " in "
                        + run.run().name()
                        + " are NaN or infinite, the first (" + run.y()[first] + ") at step "
                        + Digits.count(run.steps()[first]) + "; they are gaps in the curve.",
                "Any value that is not finite.",
                Map.of("run", run.run().name(), "tag", tag, "count", count, "step", run.steps()[first]),
                figure));
    }

    private void backward(String tag, RunCurve run, String figure) {
        long count = run.extent().backward();
        if (count > 0) {
            findings.add(new Finding(
                    "backward-steps",
                    Severity.WARNING,
                    "The steps of " + tag + " in " + run.run().name() + " go back " + count
                            + (count == 1 ? " time" : " times")
                            + ": it was restarted, or two runs write to one place.",
                    "A step smaller than the one before it in the file.",
                    Map.of("run", run.run().name(), "tag", tag, "count", count),
                    figure));
        }
    }

    private void unmatched(String tag, RunCurve run, String figure) {
        if (run.extent().unmatched() > 0) {
            findings.add(new Finding(
                    "unmatched-points",
                    Severity.INFO,
                    Digits.count(run.extent().unmatched()) + " of " + Digits.count(run.size()) + " points of " + tag
                            + " in " + run.run().name()
                            + " have no finite value on the x axis at their step and are left out.",
                    "Points are joined by step within a run.",
                    Map.of(
                            "run",
                            run.run().name(),
                            "tag",
                            tag,
                            "count",
                            run.extent().unmatched()),
                    figure));
        }
    }

    private void siblings(String tag, String name, GroupCurve group, String figure) {
        double longest =
                group.runs().stream().mapToDouble(RunCurve::lastStep).max().orElseThrow();
        double median = Quantiles.median(
                group.runs().stream().mapToDouble(RunCurve::size).toArray());
        for (RunCurve run : group.runs()) {
            boolean isShort = run.lastStep() < SHORT * longest || run.size() < SHORT * median;
            if (isShort && shortRuns.add(run.run().name())) {
                findings.add(new Finding(
                        "short-run",
                        Severity.WARNING,
                        run.run().name() + " has " + Digits.count(run.size()) + " points of " + tag + " up to step "
                                + Digits.count(run.lastStep()) + ", where its siblings have "
                                + Digits.count(median) + " up to step " + Digits.count(longest)
                                + ": beyond that the line of " + name + " stands on fewer seeds.",
                        "Ends before " + Digits.percent(SHORT) + " of the longest seed, or has fewer points than "
                                + Digits.percent(SHORT) + " of the median seed.",
                        Map.of("run", run.run().name(), "tag", tag, "points", run.size(), "last_step", run.lastStep()),
                        figure));
            }
        }
    }
}
