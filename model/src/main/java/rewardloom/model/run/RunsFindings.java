package rewardloom.model.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.statistics.Moments;

/** What can be said of many runs at once. */
final class RunsFindings {
    private static final int FEWEST = 8;

    private final RunTable runs;
    private final RunsParameters parameters;
    private final List<Finding> findings = new ArrayList<>();

    RunsFindings(RunTable runs, RunsParameters parameters) {
        this.runs = runs;
        this.parameters = parameters;
    }

    List<Finding> findings() {
        return findings;
    }

    /** How many runs a condition left. */
    void filtered(int all) {
        if (!parameters.filter().isBlank()) {
            findings.add(new FindingBuilder("filtered", Severity.INFO)
                    .text(Digits.count(runs.size()) + " of " + Digits.count(all) + " runs meet "
                            + parameters.filter().strip() + ".")
                    .rule("Runs for which the filter is true; a comparison with a missing value is not.")
                    .value("runs", runs.size())
                    .value("all", all)
                    .build());
        }
    }

    /** The run that reached most of a metric of which more is better. */
    void best(RunColumn metric) {
        double[] numbers = metric.numbers();
        int[] finite = IntStream.range(0, numbers.length)
                .filter(i -> Double.isFinite(numbers[i]))
                .toArray();
        if (finite.length < 2) {
            return;
        }
        int best = Arrays.stream(finite)
                .reduce((a, b) -> numbers[b] > numbers[a] ? b : a)
                .orElseThrow();
        Moments moments = Moments.of(numbers);
        String run = runs.column(RunTable.RUN).shown(best);
        findings.add(new FindingBuilder("best-run", Severity.INFO)
                .text(run + " has the highest " + metric.name() + ", " + Digits.three(numbers[best]) + "; the mean of "
                        + Digits.count(finite.length) + " runs is " + Digits.three(moments.mean()) + ".")
                .rule("The largest of the runs' numbers ("
                        + parameters.measure().meaning()
                        + "). The best of many runs is better than it would be if it were run again.")
                .value("run", run)
                .value("best", numbers[best])
                .value("mean", moments.mean())
                .value("runs", finite.length)
                .figure("parallel")
                .build());
    }

    /** The setting that goes with a metric most. */
    void strongest(List<Association> associations, RunColumn metric, String figure) {
        List<Association> own = associations.stream()
                .filter(a -> a.metric().equals(metric.name()) && a.n() >= FEWEST)
                .toList();
        own.stream()
                .filter(a -> a.isClear(parameters.level(), own.size()))
                .min(Association.BY_STRENGTH)
                .ifPresent(a -> findings.add(new FindingBuilder("strongest-setting", Severity.INFO)
                        .text("Of " + own.size() + (own.size() == 1 ? " setting, " : " settings, ") + a.setting()
                                + " goes with " + a.metric() + " most: " + a.sentence() + " over "
                                + Digits.count(a.n()) + " runs.")
                        .rule("The largest of |ρ| and √ε² (Kelley's, corrected for the number of values) over at least "
                                + FEWEST + " runs, if p of the F test times the number of settings is below "
                                + Digits.three(1 - parameters.level())
                                + ". It is no cause: settings that were changed together go with the same metrics.")
                        .value("setting", a.setting())
                        .value("metric", a.metric())
                        .value("explained", a.explained())
                        .value("p", a.p())
                        .value("rho", a.correlation())
                        .interval("rho", a.interval())
                        .value("runs", a.n())
                        .figure(figure)
                        .build()));
    }

    /** Metrics that some of the runs lack. */
    void missing() {
        for (RunColumn metric : runs.of(RunColumn.Source.METRIC)) {
            long without = Arrays.stream(metric.numbers())
                    .filter(v -> !Double.isFinite(v))
                    .count();
            if (without > 0 && without < runs.size()) {
                findings.add(new FindingBuilder("missing-metric", Severity.WARNING)
                        .text(Digits.count(without) + " of " + Digits.count(runs.size()) + " runs have no "
                                + metric.name() + ".")
                        .rule("Runs that never logged it, or no finite value of it.")
                        .value("metric", metric.name())
                        .value("without", without)
                        .value("runs", runs.size())
                        .build());
            }
        }
    }
}
