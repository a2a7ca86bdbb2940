package rewardloom.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Analyses;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.MemoryTables;

class AlgorithmsTest {
    private static final long[] STEPS = {0, 50, 95, 100};

    /** Runs whose last tenth of steps has the scores of {@link AggregateTest#A} and B as mean. */
    private static MemoryTables tables() {
        MemoryTables tables = new MemoryTables();
        for (Scores scores : List.of(AggregateTest.A, AggregateTest.B)) {
            for (int task = 0; task < scores.tasks().size(); task++) {
                double[] runs = scores.byTask()[task];
                for (int run = 0; run < runs.length; run++) {
                    tables.addSeries(
                            scores.algorithm() + "/" + scores.tasks().get(task) + "/seed" + run,
                            "eval/return",
                            STEPS,
                            new double[] {-5, 0, runs[run] - 0.1, runs[run] + 0.1});
                }
            }
        }
        return tables;
    }

    private static Result run(MemoryTables tables, Map<String, String> settings) {
        Algorithms algorithms = new Algorithms();
        return algorithms.run(new Parameters<>(algorithms.defaults()).parse(settings), tables, Progress.NONE);
    }

    private static ResultTable table(Result result, String name) {
        return result.tables().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Figure figure(Result result, String name) {
        return result.figures().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fromRunsToAggregatesPairsAndProfiles() {
        Result result = run(tables(), Map.of("normalise", "none", "resamples", "2000"));
        List<Object> iqm = table(result, "aggregates").rows().getFirst();
        assertThat(iqm.subList(0, 2)).containsExactly("A", "interquartile mean");
        assertThat((double) iqm.get(2)).isCloseTo(0.6, within(1e-12));
        assertThat((double) iqm.get(3)).isCloseTo(0.51, within(0.02));
        assertThat(iqm.subList(5, 7)).containsExactly(20, 4);
        List<Object> pair = table(result, "improvement").rows().getFirst();
        assertThat(pair.subList(0, 2)).containsExactly("A", "B");
        assertThat((double) pair.get(2)).isCloseTo(0.69375, within(1e-12));
        Figure profile = figure(result, "performance-profile");
        Layer.Line line = (Layer.Line) profile.layers().get(2);
        assertThat(line.label()).isEqualTo("A");
        assertThat(line.y()[0]).isEqualTo(1);
        assertThat(line.y()[line.y().length - 1]).isEqualTo(0);
        assertThat(figure(result, "iqm").caption())
                .contains("36 runs of 2 algorithms on 4 tasks", "scores as logged", "2,000 resamples, seed 0");
        assertThat(figure(result, "improvement").y().categories()).containsExactly("A > B");
        assertThat(table(result, "by-task").rows()).hasSize(8);
    }

    @Test
    void ofOneRunOfEveryTaskThereIsNoIntervalAndNothingIsClaimed() {
        MemoryTables once = new MemoryTables()
                .addSeries("A/t1/seed0", "eval/return", STEPS, new double[] {0, 1, 2, 2})
                .addSeries("B/t1/seed0", "eval/return", STEPS, new double[] {0, 0, 1, 1});
        Result result = run(once, Map.of("resamples", "100"));
        assertThat(table(result, "aggregates").rows())
                .allSatisfy(row -> assertThat(row.subList(3, 5)).containsOnlyNulls());
        assertThat(table(result, "improvement").rows().getFirst().subList(3, 5)).containsOnlyNulls();
        assertThat(figure(result, "performance-profile").layers()).noneMatch(Layer.Band.class::isInstance);
        assertThat(figure(result, "iqm").caption()).contains("none where an algorithm has one run of every task");
        assertThat(result.findings()).extracting(Finding::id).contains("no-best-algorithm", "few-runs");
        assertThat(result.findings()).extracting(Finding::id).doesNotContain("best-algorithm", "likely-improvement");
        assertThat(result.findings().toString())
                .contains("there is no interval")
                .doesNotContain("NaN");
    }

    @Test
    void aMetricTakenForWantOfABetterOneIsSaid() {
        MemoryTables tables = new MemoryTables()
                .addSeries("A/t1/seed0", "epoch", STEPS, new double[] {0, 1, 2, 3})
                .addSeries("B/t1/seed0", "epoch", STEPS, new double[] {0, 1, 2, 4});
        Map<String, String> few = Map.of("resamples", "100");
        assertThat(run(tables, few).findings())
                .filteredOn(f -> f.id().equals("guessed-metric"))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("epoch"));
        assertThat(run(tables, Map.of("resamples", "100", "metric", "epoch")).findings())
                .noneMatch(f -> f.id().equals("guessed-metric"));
    }

    @Test
    void minMaxAndReferencesPutTasksOnOneScale() {
        Result minMax = run(tables(), Map.of("resamples", "100"));
        assertThat(table(minMax, "runs").rows().stream()
                        .mapToDouble(r -> (double) r.get(4))
                        .max())
                .hasValue(1);
        assertThat(figure(minMax, "iqm").caption()).contains("min-max normalised");
        Result references = run(tables(), Map.of("resamples", "100", "references", "t1:0:0.5; t2:0:1\nt3:1:2;t4:0:1"));
        assertThat((double) table(references, "runs").rows().getFirst().get(4)).isCloseTo(0.4, within(1e-12));
        assertThatThrownBy(() -> run(tables(), Map.of("references", "t1:0:1")))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no reference for the task 't2'");
        assertThatThrownBy(() -> run(tables(), Map.of("references", "t1=0"))).hasMessageContaining("TASK:LOW:HIGH");
    }

    /** At the middle every run has 0, and the last place is the mean of the points since the place before. */
    @Test
    void sampleEfficiencyIsTheInterquartileMeanAtEachStep() {
        Result result = run(tables(), Map.of("normalise", "none", "resamples", "100", "places", "3"));
        Layer.Line line =
                (Layer.Line) figure(result, "sample-efficiency").layers().get(2);
        assertThat(line.x()).containsExactly(0, 50, 100);
        assertThat(line.y()[0]).isCloseTo(-5, within(1e-12));
        assertThat(line.y()[1]).isCloseTo(0, within(1e-12));
        assertThat(line.y()[2]).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void whatCannotBeComparedIsSaid() {
        MemoryTables tables = tables().addSeries("C/t1/seed0", "eval/return", STEPS, new double[] {1, 1, 1, 1})
                .addSeries("C/t2/seed0", "eval/return", new long[] {0, 10}, new double[] {1, 1})
                .addSeries("C/t2/seed1", "eval/return", new long[] {0}, new double[] {Double.NaN});
        Result result = run(tables, Map.of("resamples", "100"));
        assertThat(result.findings())
                .extracting(Finding::id)
                .contains("tasks-left-out", "few-runs", "empty-runs", "uneven-budgets");
        assertThatThrownBy(() -> run(tables, Map.of("baseline", "D")))
                .hasMessageContaining("there is no algorithm 'D'; there are A, B, C");
        assertThatThrownBy(() -> run(tables, Map.of("metric", "x"))).hasMessageContaining("'x'");
        assertThatThrownBy(() -> run(tables(), Map.of("runs", "A/t1,B/t2")))
                .hasMessageContaining("no task was run by all");
    }

    @Test
    void aClearWinnerIsNamedAndAnUnclearOneIsNot() {
        MemoryTables clear = new MemoryTables();
        for (int seed = 0; seed < 6; seed++) {
            double[] values = new double[STEPS.length];
            Arrays.fill(values, 10 + seed);
            clear.addSeries("good/seed" + seed, "return", STEPS, values.clone());
            Arrays.fill(values, seed);
            clear.addSeries("bad/seed" + seed, "return", STEPS, values);
        }
        List<Finding> findings =
                run(clear, Map.of("resamples", "500", "metric", "return")).findings();
        assertThat(findings).extracting(Finding::id).containsExactly("best-algorithm", "likely-improvement");
        assertThat(findings.getFirst().text()).startsWith("good has the highest interquartile mean");
        assertThat(run(tables(), Map.of("resamples", "500", "runs", "A/t1,B/t1"))
                        .findings())
                .extracting(Finding::id)
                .contains("no-best-algorithm");
    }

    @Test
    void itIsInstalled() {
        assertThat(Analyses.installed().get("algorithms").help()).contains("interquartile mean");
        assertThat(new Algorithms().accepts(new MemoryTables())).isFalse();
        assertThat(new Algorithms().accepts(tables())).isTrue();
    }
}
