package rewardloom.model.shaping;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.shaping.LengthSwitch.Decision;
import rewardloom.model.statistics.Moments;

/** What the length switch decided, and whether accuracy falls with the length. */
record LengthSwitchResults(LengthSwitch decided) {
    private static final int LISTED = 200;
    private static final double FALL = 0.05;

    private TreeMap<Double, List<Decision>> bySteps() {
        return decided.groups().stream()
                .filter(d -> Double.isFinite(d.step()))
                .collect(Collectors.groupingBy(Decision::step, TreeMap::new, Collectors.toList()));
    }

    private static double mean(List<Decision> groups, ToDoubleFunction<Decision> value) {
        return Moments.of(groups.stream().mapToDouble(value).toArray()).mean();
    }

    /** Accuracy, length and the share of groups in which it counts, over the training; nothing without several steps. */
    Optional<Figure> figure() {
        TreeMap<Double, List<Decision>> steps = bySteps();
        if (steps.size() < 2) {
            return Optional.empty();
        }
        double[] x = steps.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double longest = steps.values().stream()
                .mapToDouble(g -> mean(g, Decision::length))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return Optional.of(new Figure(
                "length-switch",
                "Accuracy and length, and where length counts",
                Axis.linear("step"),
                Axis.linear("share").range(0, 1.02),
                List.of(
                        line("accuracy", 0, x, steps, Decision::correct),
                        line("length / longest", 1, x, steps, d -> d.length() / longest),
                        line("groups with the switch on", 2, x, steps, d -> d.isOn() ? 1 : 0)),
                "Mean over the groups of each step: share of correct responses, mean length of the correct ones over"
                        + " the largest such"
                        + " mean"
                        + " (" + Digits.three(longest) + "), and share of groups in which length counts.",
                FigureSource.NONE.counting(decided.values().length, 0)));
    }

    private static Layer.Line line(
            String label,
            int color,
            double[] x,
            TreeMap<Double, List<Decision>> steps,
            ToDoubleFunction<Decision> value) {
        double[] y = steps.values().stream().mapToDouble(g -> mean(g, value)).toArray();
        return new Layer.Line(label, color, x, y, false);
    }

    /** Accuracy that falls while responses become shorter. */
    Optional<Finding> finding() {
        TreeMap<Double, List<Decision>> steps = bySteps();
        if (steps.size() < 2) {
            return Optional.empty();
        }
        List<Decision> first = steps.firstEntry().getValue();
        List<Decision> last = steps.lastEntry().getValue();
        double accuracy = mean(last, Decision::correct) - mean(first, Decision::correct);
        double length = mean(last, Decision::length) / mean(first, Decision::length) - 1;
        boolean collapses = accuracy < -FALL && length < -FALL;
        return Optional.of(new Finding(
                "length-collapse",
                collapses ? Severity.WARNING : Severity.INFO,
                "From the first to the last step accuracy changes by " + Digits.three(accuracy)
                        + " and the length of correct responses by " + Digits.percent(length)
                        + (collapses ? ": shorter answers are paid for with wrong ones." : "."),
                "Warns if accuracy falls by more than .05 while the mean length of correct responses falls by more"
                        + " than 5 %.",
                Map.of("accuracy", accuracy, "length", length),
                "length-switch"));
    }

    ResultTable table() {
        ResultRows rows = ResultRows.of(
                "length-switch",
                "Groups and whether length counts",
                "group",
                "step",
                "responses",
                "correct",
                "on",
                "length_correct");
        List<Decision> groups = decided.groups().stream()
                .sorted(Comparator.comparing(Decision::isOn).reversed())
                .limit(LISTED)
                .toList();
        for (int g = 0; g < groups.size(); g++) {
            Decision d = groups.get(g);
            rows.add(g, d.step(), d.rows().length, d.correct(), d.isOn(), d.length());
        }
        return rows.table();
    }
}
