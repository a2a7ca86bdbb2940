package rewardloom.model.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rewardloom.model.algorithm.Standing.Estimate;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Moments;

/** The numbers behind the comparison. */
final class AlgorithmTables {
    private static final double LEVEL = 0.95;

    private final Contest contest;
    private final Standing standing;
    private final double gamma;

    AlgorithmTables(Contest contest, Standing standing, double gamma) {
        this.contest = contest;
        this.standing = standing;
        this.gamma = gamma;
    }

    List<ResultTable> tables() {
        return List.of(aggregates(), improvement(), byTask(), runs());
    }

    private ResultTable aggregates() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < standing.scores().size(); i++) {
            Scores scores = standing.scores().get(i);
            for (Aggregate aggregate : contest.aggregates(gamma)) {
                Estimate estimate =
                        Objects.requireNonNull(standing.aggregates().get(i).get(aggregate));
                rows.add(Arrays.asList(
                        scores.algorithm(),
                        aggregate.word(),
                        estimate.value(),
                        orNull(estimate.interval().low()),
                        orNull(estimate.interval().high()),
                        scores.runs(),
                        scores.tasks().size()));
            }
        }
        return new ResultTable(
                "aggregates",
                "Aggregate metrics over tasks and runs",
                List.of("algorithm", "metric", "value", "low", "high", "runs", "tasks"),
                rows);
    }

    private ResultTable improvement() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Standing.Pair pair : standing.pairs()) {
            Estimate estimate = pair.probability();
            rows.add(Arrays.asList(
                    pair.better(),
                    pair.than(),
                    estimate.value(),
                    orNull(estimate.interval().low()),
                    orNull(estimate.interval().high())));
        }
        return new ResultTable(
                "improvement",
                "Probability that a run of x scores above a run of y",
                List.of("x", "y", "probability", "low", "high"),
                rows);
    }

    /** As logged, with t intervals over runs: what result tables of papers show. */
    private ResultTable byTask() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String algorithm : contest.algorithms()) {
            for (String task : contest.tasks()) {
                double[] scores = contest.entries(algorithm, task).stream()
                        .mapToDouble(Contest.Entry::score)
                        .toArray();
                Moments moments = Moments.of(scores);
                Interval interval = moments.tInterval(LEVEL);
                rows.add(Arrays.asList(
                        algorithm,
                        task,
                        scores.length,
                        moments.mean(),
                        orNull(interval.low()),
                        orNull(interval.high()),
                        orNull(moments.standardDeviation())));
            }
        }
        return new ResultTable(
                "by-task",
                "Scores as logged: mean over runs, low and high: 95 % t interval",
                List.of("algorithm", "task", "runs", "mean", "low", "high", "deviation"),
                rows);
    }

    private ResultTable runs() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Contest.Entry entry : contest.entries()) {
            String task = entry.identity().task();
            rows.add(Arrays.asList(
                    entry.run(),
                    entry.identity().algorithm(),
                    task,
                    entry.score(),
                    contest.scales().getOrDefault(task, Contest.Scale.NONE).of(entry.score())));
        }
        return new ResultTable(
                "runs", "The score of every run", List.of("run", "algorithm", "task", "score", "normalised"), rows);
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
