package rewardloom.model.reward.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.input.Rows;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Proportion;

/** Why episodes fail, and whether a later round of design fails less. */
final class Failures {
    private static final int LISTED = 50;

    private Failures() {}

    /** Adds what the causes of failure say. */
    static void causes(List<Rows> tables, List<Finding> findings, List<Figure> figures, List<ResultTable> results) {
        Map<String, Integer> counts = new HashMap<>();
        int failures = 0;
        for (Rows rows : tables) {
            double[] success = rows.numbers("success", 0);
            for (int i = 0; i < rows.size(); i++) {
                String cause = rows.texts("cause").text(i).strip();
                if (!(success[i] > 0) && !cause.isEmpty()) {
                    counts.merge(cause, 1, Integer::sum);
                    failures++;
                }
            }
        }
        if (failures == 0) {
            return;
        }
        List<Map.Entry<String, Integer>> sorted = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(LISTED)
                .toList();
        ResultRows rows = ResultRows.of("causes", "Causes of failure", "cause", "failures", "share");
        for (Map.Entry<String, Integer> entry : sorted) {
            rows.add(entry.getKey(), entry.getValue(), (double) entry.getValue() / failures);
        }
        results.add(rows.table());
        List<Map.Entry<String, Integer>> shown = sorted.subList(0, Math.min(15, sorted.size()));
        figures.add(new Figure(
                "causes",
                "Causes of failure",
                Axis.linear("failures"),
                Axis.categories("", shown.stream().map(Map.Entry::getKey).toList()),
                List.of(new Layer.Bars(
                        "", 0, shown.stream().mapToDouble(Map.Entry::getValue).toArray())),
                "How often each cause is given among " + Digits.count(failures) + " rows without success.",
                FigureSource.NONE.counting(failures, 0)));
        Map.Entry<String, Integer> first = sorted.getFirst();
        findings.add(new Finding(
                "failure-cause",
                Severity.INFO,
                "The most frequent cause of failure is " + first.getKey() + ": "
                        + Digits.percent((double) first.getValue() / failures) + " of " + Digits.count(failures)
                        + " failures.",
                "Causes among the rows without success.",
                Map.of("cause", first.getKey(), "failures", failures),
                "causes"));
    }

    /** Adds what the rounds of design say. */
    static void rounds(List<Rows> tables, List<Finding> findings, List<Figure> figures, List<ResultTable> results) {
        TreeMap<Double, double[]> sums = new TreeMap<>();
        for (Rows rows : tables) {
            double[] round = rows.numbers("round");
            double[] success = rows.numbers("success");
            for (int i = 0; i < rows.size(); i++) {
                if (Double.isFinite(round[i]) && Double.isFinite(success[i])) {
                    double[] sum = sums.computeIfAbsent(round[i], k -> new double[2]);
                    sum[0] += success[i];
                    sum[1]++;
                }
            }
        }
        if (sums.isEmpty()) {
            return;
        }
        ResultRows rows =
                ResultRows.of("rounds", "Success by round of design", "round", "rows", "success", "low", "high");
        List<double[]> points = new ArrayList<>();
        sums.forEach((round, sum) -> {
            double share = sum[0] / sum[1];
            Interval interval = share >= 0 && share <= 1 ? Proportion.wilson(sum[0], sum[1], 0.95) : Interval.NONE;
            rows.add(round, (long) sum[1], share, interval.low(), interval.high());
            points.add(new double[] {round, share, interval.low(), interval.high()});
        });
        results.add(rows.table());
        double[] x = points.stream().mapToDouble(p -> p[0]).toArray();
        double[] y = points.stream().mapToDouble(p -> p[1]).toArray();
        figures.add(new Figure(
                "rounds",
                "Success by round of design",
                Axis.linear("round"),
                Axis.linear("success"),
                List.of(
                        new Layer.Line("", 0, x, y, false),
                        new Layer.Scatter(
                                "",
                                0,
                                x,
                                y,
                                points.stream().mapToDouble(p -> p[2]).toArray(),
                                points.stream().mapToDouble(p -> p[3]).toArray())),
                "Mean success of each round; bars: Wilson's 95 % interval.",
                FigureSource.NONE));
        findings.add(new Finding(
                "rounds",
                Severity.INFO,
                "Success goes from " + Digits.text(y[0]) + " in round " + Digits.text(x[0]) + " to "
                        + Digits.text(y[y.length - 1]) + " in round " + Digits.text(x[x.length - 1]) + ".",
                "Mean success of each round of design.",
                Map.of("first", y[0], "last", y[y.length - 1], "rounds", y.length),
                "rounds"));
    }
}
