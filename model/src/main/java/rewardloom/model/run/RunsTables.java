package rewardloom.model.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.statistics.Moments;

/** Runs, groups of runs, and what their settings go with, as tables of results. */
final class RunsTables {
    /** Column that says which group of {@link #groups} a run is in. */
    static final String GROUPING = "grouping";

    private RunsTables() {}

    /** Every run with its columns; in groups also with the group it is in. */
    static ResultTable runs(RunTable runs, List<RunTable.Group> groups, RunsParameters parameters) {
        @Nullable String[] labels = new String[runs.size()];
        for (RunTable.Group group : groups) {
            for (int row : group.rows()) {
                labels[row] = label(parameters.groupBy(), group);
            }
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (RunColumn column : runs.columns()) {
                row.add(column.cell(i));
            }
            if (!groups.isEmpty()) {
                row.add(labels[i]);
            }
            rows.add(row);
        }
        List<String> names = new ArrayList<>(runs.names());
        if (!groups.isEmpty()) {
            names.add(GROUPING);
        }
        return new ResultTable(
                "runs", "Runs with the " + parameters.measure().meaning() + " of each metric", names, rows);
    }

    /** The mean of each metric in each group. */
    static ResultTable groups(RunTable runs, List<RunTable.Group> groups, RunsParameters parameters) {
        ResultRows rows = new ResultRows(
                "groups",
                "Mean over the runs that agree in " + String.join(", ", parameters.groupBy()) + "; low and high: "
                        + Digits.percent(parameters.level()) + " t interval",
                "group",
                "metric",
                "runs",
                "mean",
                "low",
                "high",
                "deviation");
        for (RunTable.Group group : groups) {
            for (RunColumn metric : metrics(runs)) {
                Moments moments = Moments.of(Arrays.stream(group.rows())
                        .mapToDouble(r -> metric.numbers()[r])
                        .toArray());
                rows.add(
                        label(parameters.groupBy(), group),
                        metric.name(),
                        moments.n(),
                        moments.mean(),
                        moments.tInterval(parameters.level()).low(),
                        moments.tInterval(parameters.level()).high(),
                        moments.standardDeviation());
            }
        }
        return rows.table();
    }

    /** What is measured of runs. */
    static List<RunColumn> metrics(RunTable runs) {
        List<RunColumn> metrics = new ArrayList<>(runs.of(RunColumn.Source.METRIC));
        metrics.addAll(runs.of(RunColumn.Source.FORMULA));
        return metrics;
    }

    /** What a group is called: the value of its one column, or each with its name. */
    static String label(List<String> columns, RunTable.Group group) {
        if (columns.size() == 1) {
            String value = group.values().getFirst();
            return value.isEmpty() ? "no " + columns.getFirst() : value;
        }
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i) + "="
                        + (group.values().get(i).isEmpty()
                                ? "–"
                                : group.values().get(i)))
                .collect(Collectors.joining(", "));
    }

    /** How far each setting goes with each metric. */
    static ResultTable associations(List<Association> associations, double level) {
        ResultRows rows = new ResultRows(
                "associations",
                "Settings against metrics: Spearman's ρ with its " + Digits.percent(level)
                        + " interval, explained variance ε², p of the F test",
                "setting",
                "metric",
                "runs",
                "values",
                "rho",
                "rho±",
                "explained",
                "p");
        for (Association a : associations) {
            rows.add(a.setting(), a.metric(), a.n(), a.values(), a.correlation(), a.interval(), a.explained(), a.p());
        }
        return rows.table();
    }
}
