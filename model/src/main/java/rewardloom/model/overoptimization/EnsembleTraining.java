package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * A statistic of the members' scores over one group's training.
 *
 * @param group the runs
 * @param statistic which: mean, min, var …
 * @param start its mean over the first twentieth of the steps
 * @param atPeak its mean in the window around the peak of gold
 * @param last its mean over the last tenth
 */
record EnsembleTraining(String group, String statistic, double start, double atPeak, double last) {

    static boolean accepts(Table table) {
        return table.kind() == Kind.METRICS
                && GoldCurveReader.accepts(table)
                && !table.tags(RoleType.ENSEMBLE).isEmpty();
    }

    /** Those of every group, the mean over its runs. */
    static List<EnsembleTraining> read(RlStudy runs, Tables tables) {
        Map<String, Table> byRun = new LinkedHashMap<>();
        tables.list(Kind.METRICS).forEach(t -> byRun.put(t.run().isEmpty() ? t.name() : t.run(), t));
        List<EnsembleTraining> all = new ArrayList<>();
        for (GroupStudy group : runs.groups()) {
            Map<String, List<double[]>> byStatistic = new LinkedHashMap<>();
            for (RunStudy run : group.runs()) {
                Table table = byRun.get(run.curve().run());
                Optional<Peak> peak = run.thePeak();
                if (table != null && peak.isPresent()) {
                    for (SeriesSummary tag : table.tags(RoleType.ENSEMBLE)) {
                        byStatistic
                                .computeIfAbsent(tag.role().detail(), k -> new ArrayList<>())
                                .add(read(tables.series(table, tag.tag()), run.curve(), peak.get()));
                    }
                }
            }
            byStatistic.forEach((statistic, rows) -> all.add(
                    new EnsembleTraining(group.name(), statistic, mean(rows, 0), mean(rows, 1), mean(rows, 2))));
        }
        return all;
    }

    private static double[] read(Series series, GoldCurve curve, Peak peak) {
        double[] steps = curve.steps();
        double firstEnd = steps[Math.max(0, steps.length / 20)];
        return new double[] {
            between(series, steps[0], firstEnd),
            between(series, steps[peak.from()], steps[peak.to() - 1]),
            between(series, steps[peak.tail()], steps[steps.length - 1])
        };
    }

    private static double between(Series series, double from, double to) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < series.size(); i++) {
            if (series.steps()[i] >= from && series.steps()[i] <= to && Double.isFinite(series.values()[i])) {
                sum += series.values()[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private static double mean(List<double[]> rows, int at) {
        return rows.stream().mapToDouble(r -> r[at]).average().orElse(Double.NaN);
    }
}
