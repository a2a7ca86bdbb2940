package rewardloom.model.algorithm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import rewardloom.model.algorithm.Standing.Estimate;
import rewardloom.model.algorithm.Standing.Pair;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.statistics.Interval;

/** What can be said of the comparison, and what cannot. */
final class AlgorithmFindings {
    /** Below so many runs an interval from a bootstrap is too narrow to be believed. */
    static final int FEW_RUNS = 5;

    private final Contest contest;
    private final Standing standing;
    private final AlgorithmParameters parameters;
    private final List<Finding> findings = new ArrayList<>();

    AlgorithmFindings(Contest contest, Standing standing, AlgorithmParameters parameters) {
        this.contest = contest;
        this.standing = standing;
        this.parameters = parameters;
    }

    /** @param guessed whether the metric was taken for want of a better one */
    List<Finding> findings(boolean guessed) {
        if (guessed) {
            guess();
        }
        if (contest.algorithms().size() > 1) {
            best();
        }
        few();
        leftOut();
        uneven();
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        return findings;
    }

    private void guess() {
        findings.add(new Finding(
                "guessed-metric",
                Severity.WARNING,
                "No metric is known as a return, reward, gold or success rate, so the first one, " + contest.metric()
                        + ", is compared as if more of it were better: choose the metric that scores a run.",
                "No metric named, and none with such a role.",
                Map.of("metric", contest.metric()),
                "iqm"));
    }

    private Estimate iqm(int algorithm) {
        return Objects.requireNonNull(standing.aggregates().get(algorithm).get(Aggregate.IQM));
    }

    private static String text(Estimate estimate) {
        Interval interval = estimate.interval();
        if (!estimate.hasInterval()) {
            return Digits.three(estimate.value());
        }
        return Digits.three(estimate.value()) + " [" + Digits.three(interval.low()) + ", "
                + Digits.three(interval.high()) + "]";
    }

    private void best() {
        List<Integer> ranked = new ArrayList<>();
        for (int i = 0; i < contest.algorithms().size(); i++) {
            ranked.add(i);
        }
        ranked.sort(Comparator.comparingDouble((Integer i) -> iqm(i).value()).reversed());
        int first = ranked.get(0);
        int second = ranked.get(1);
        String winner = contest.algorithms().get(first);
        boolean known = iqm(first).hasInterval() && iqm(second).hasInterval();
        boolean apart =
                known && iqm(first).interval().low() > iqm(second).interval().high();
        findings.add(new Finding(
                apart ? "best-algorithm" : "no-best-algorithm",
                Severity.INFO,
                winner + " has the highest interquartile mean, " + text(iqm(first)) + ", before "
                        + contest.algorithms().get(second) + ", " + text(iqm(second))
                        + (apart
                                ? ": their intervals do not overlap."
                                : known
                                        ? ": their intervals overlap, so the order may be chance."
                                        : ": with one run of every task there is no interval, and the order may be"
                                                + " chance."),
                "The two highest interquartile means and their " + Digits.percent(parameters.level()) + " intervals.",
                Map.of(
                        "best",
                        winner,
                        "iqm",
                        iqm(first).value(),
                        "second_iqm",
                        iqm(second).value()),
                "iqm"));
        likely(winner);
    }

    /** Over whom a run of the best algorithm more likely than not wins. */
    private void likely(String winner) {
        Map<String, Estimate> over = new LinkedHashMap<>();
        for (Pair pair : standing.pairs()) {
            boolean first = pair.better().equals(winner);
            if (first || pair.than().equals(winner)) {
                Estimate won = first ? pair.probability() : opposite(pair.probability());
                if (won.interval().low() > 0.5) {
                    over.put(first ? pair.than() : pair.better(), won);
                }
            }
        }
        if (!over.isEmpty()) {
            findings.add(new Finding(
                    "likely-improvement",
                    Severity.INFO,
                    "A run of " + winner + " scores above a run of another algorithm on the same task with probability "
                            + over.entrySet().stream()
                                    .map(e -> text(e.getValue()) + " (" + e.getKey() + ")")
                                    .collect(Collectors.joining(", "))
                            + ".",
                    "Pairs whose interval of the probability of improvement leaves out 0.5.",
                    Map.of("best", winner, "algorithms", over.size()),
                    "improvement"));
        }
    }

    private static Estimate opposite(Estimate estimate) {
        return new Estimate(
                1 - estimate.value(),
                new Interval(
                        1 - estimate.interval().high(), 1 - estimate.interval().low()));
    }

    private void few() {
        List<String> few = standing.scores().stream()
                .filter(s -> s.fewest() < FEW_RUNS)
                .map(s -> s.algorithm() + " (" + s.fewest() + ")")
                .toList();
        if (!few.isEmpty()) {
            findings.add(new Finding(
                    "few-runs",
                    Severity.WARNING,
                    "There are fewer than " + FEW_RUNS + " runs of a task of " + String.join(", ", few)
                            + ": a bootstrap over so few is too narrow, and over one there is none.",
                    "Fewest runs of any task below " + FEW_RUNS + ".",
                    Map.of("algorithms", few.size(), "threshold", FEW_RUNS),
                    "iqm"));
        }
    }

    private void leftOut() {
        if (!contest.leftOutTasks().isEmpty()) {
            findings.add(new Finding(
                    "tasks-left-out",
                    Severity.WARNING,
                    contest.leftOutTasks().size() + (contest.leftOutTasks().size() == 1 ? " task is" : " tasks are")
                            + " left out because not every algorithm has runs of "
                            + (contest.leftOutTasks().size() == 1 ? "it: " : "them: ")
                            + String.join(
                                    ", ",
                                    contest.leftOutTasks().stream().limit(8).toList()) + ".",
                    "Only tasks that all algorithms have are compared.",
                    Map.of("tasks", contest.leftOutTasks().size()),
                    ""));
        }
        if (!contest.emptyRuns().isEmpty()) {
            findings.add(new Finding(
                    "empty-runs",
                    Severity.WARNING,
                    contest.emptyRuns().size() + " runs have no finite value of " + contest.metric() + " and no score: "
                            + String.join(
                                    ", ", contest.emptyRuns().stream().limit(5).toList()) + ".",
                    "A score needs a finite value.",
                    Map.of("runs", contest.emptyRuns().size()),
                    ""));
        }
    }

    private void uneven() {
        double shortest = contest.entries().stream()
                .mapToDouble(e -> e.points().lastStep())
                .min()
                .orElse(0);
        double longest = contest.entries().stream()
                .mapToDouble(e -> e.points().lastStep())
                .max()
                .orElse(0);
        if (shortest < 0.8 * longest) {
            findings.add(new Finding(
                    "uneven-budgets",
                    Severity.WARNING,
                    "Runs end between step " + Digits.three(shortest) + " and " + Digits.three(longest)
                            + ": scores at the end compare different budgets.",
                    "The shortest run ends before 80 % of the longest one.",
                    Map.of("shortest", shortest, "longest", longest),
                    "sample-efficiency"));
        }
    }
}
