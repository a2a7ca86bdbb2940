package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.MemoryTables;

/** The analysis on the sample study, against readings made by other means. */
class OveroptimizationTest {
    private static final Overoptimization ANALYSIS = new Overoptimization();
    private static MemoryTables study = new MemoryTables();
    private static Result result = new Result(List.of(), List.of(), List.of(), List.of());
    private static JsonNode expected = NullNode.getInstance();

    @BeforeAll
    static void analyseTheSampleStudy() throws Exception {
        study = SampleRuns.withoutRollouts();
        result = ANALYSIS.run(ANALYSIS.defaults(), study, Progress.NONE);
        expected = SampleRuns.expected().get("overoptimization");
    }

    private static ResultTable table(String name) {
        return result.tables().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Figure figure(String name) {
        return result.figures().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Object cell(ResultTable table, List<@Nullable Object> row, String column) {
        return row.get(table.columns().indexOf(column));
    }

    private static double number(ResultTable table, List<@Nullable Object> row, String column) {
        return cell(table, row, column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static Stream<List<@Nullable Object>> rows(ResultTable table, String kind) {
        return table.rows().stream().filter(r -> kind.equals(cell(table, r, "kind")));
    }

    private static List<Finding> findings(String id) {
        return result.findings().stream().filter(f -> f.id().equals(id)).toList();
    }

    @Test
    void everyFitIsTheOneThatNumpyFinds() {
        ResultTable fits = table("fits");
        SoftAssertions softly = new SoftAssertions();
        rows(fits, "run").filter(r -> List.of("rl", "bon").contains(r.get(2))).forEach(row -> {
            JsonNode read = expected.get("runs").get((String) row.getFirst()).get((String) row.get(2));
            String where = row.getFirst() + " " + row.get(2);
            for (String name : List.of("alpha", "beta", "r2", "rmse", "aic")) {
                double value = read.get(name).asDouble();
                softly.assertThat(number(fits, row, name))
                        .as(where + " " + name)
                        .isCloseTo(value, within(2e-5 * Math.max(1, Math.abs(value))));
            }
            if (cell(fits, row, "peak_inside") == Boolean.TRUE) {
                softly.assertThat(number(fits, row, "peak_kl"))
                        .as(where)
                        .isCloseTo(read.get("peak_kl").asDouble(), within(1e-3))
                        .isBetween(number(fits, row, "peak_kl_low"), number(fits, row, "peak_kl_high"));
            }
        });
        softly.assertThat(rows(fits, "run")).hasSize(4 * 24);
        softly.assertAll();
    }

    @Test
    void theLogarithmicFormExplainsTheRunsWithoutPenalty() {
        ResultTable fits = table("fits");
        assertThat(rows(fits, "run").filter(r -> "rl".equals(r.get(2)) && isUnpenalised((String) r.getFirst())))
                .hasSize(18)
                .allSatisfy(r -> assertThat(number(fits, r, "r2")).isBetween(0.92, 0.99));
    }

    private static boolean isUnpenalised(@Nullable Object run) {
        return run instanceof String name && name.contains("-seed") && !name.startsWith("single-kl");
    }

    @Test
    void everyPeakIsTheOneThatPandasFinds() {
        ResultTable peaks = table("peaks");
        SoftAssertions softly = new SoftAssertions();
        rows(peaks, "run").forEach(row -> {
            JsonNode read = expected.get("runs").get((String) row.getFirst()).get("peak");
            for (String name : List.of("step", "kl", "gold", "last_gold", "proxy", "last_proxy")) {
                softly.assertThat(number(peaks, row, name))
                        .as(row.getFirst() + " " + name)
                        .isCloseTo(read.get(name).asDouble(), within(2e-5));
            }
        });
        softly.assertAll();
    }

    @Test
    void everyRunWithoutPenaltyDeclinesAndNoneWithIt() {
        ResultTable peaks = table("peaks");
        assertThat(rows(peaks, "run").filter(r -> isUnpenalised(r.getFirst())))
                .hasSize(18)
                .allSatisfy(r -> {
                    assertThat(cell(peaks, r, "declined")).isEqualTo(true);
                    assertThat(cell(peaks, r, "proxy_rises")).isEqualTo(true);
                    assertThat(number(peaks, r, "kl")).isBetween(2.0, 8.2);
                    assertThat(number(peaks, r, "step")).isBetween(60.0, 95.0);
                });
        assertThat(rows(peaks, "run").filter(r -> ((String) r.getFirst()).startsWith("single-kl")))
                .hasSize(3)
                .allSatisfy(r -> assertThat(cell(peaks, r, "declined")).isEqualTo(false));
    }

    @Test
    void saysSoInItsFindings() {
        assertThat(result.findings().getFirst().text())
                .startsWith("Gold peaks and then falls in 18 of 24 runs, at a median KL of 4.")
                .endsWith("while the proxy keeps rising: over-optimisation.");
        assertThat(findings("gold-peak"))
                .extracting(f -> f.values().get("group"))
                .containsExactly("clip", "mean", "par", "single", "uwo", "wco");
        assertThat(findings("gold-peak")).allSatisfy(f -> {
            assertThat(f.values()).containsEntry("declined", 3L).containsEntry("runs", 3);
            assertThat((double) f.values().get("kl"))
                    .isBetween((double) f.values().get("kl_low"), (double)
                            f.values().get("kl_high"));
            assertThat(f.text())
                    .contains("in 3 of 3 runs")
                    .contains("over-optimisation")
                    .contains("Stop at step 7");
        });
        assertThat(findings("no-overoptimization"))
                .extracting(f -> f.values().get("group"))
                .contains("single-kl");
        assertThat(findings("component-collapse")).singleElement().satisfies(f -> {
            assertThat(f.values()).containsEntry("component", "novelty").containsEntry("collapsed", 18L);
            assertThat(f.text()).contains("while relevance rises");
        });
        assertThat(findings("fit"))
                .singleElement()
                .satisfies(f -> assertThat(f.text()).contains("between 0.931 and 0.989"));
        assertThat(findings("ensemble-helps")).hasSize(1);
    }

    @Test
    void componentsAtThePeakAndAtTheEnd() {
        ResultTable components = table("components");
        SoftAssertions softly = new SoftAssertions();
        rows(components, "run").forEach(row -> {
            JsonNode read = expected.get("runs")
                    .get((String) row.getFirst())
                    .get("peak")
                    .get("components")
                    .get((String) row.get(2));
            softly.assertThat(number(components, row, "at_peak"))
                    .isCloseTo(read.get(0).asDouble(), within(2e-5));
            softly.assertThat(number(components, row, "last"))
                    .isCloseTo(read.get(1).asDouble(), within(2e-5));
        });
        softly.assertThat(rows(components, "run")).hasSize(21 * 4);
        softly.assertAll();
    }

    @Test
    void bestOfNIsTheSumOverAllSubsets() {
        ResultTable table = table("best-of-n");
        SoftAssertions softly = new SoftAssertions();
        for (Map.Entry<String, JsonNode> rule : expected.get("best_of_n").properties()) {
            for (Map.Entry<String, JsonNode> n : rule.getValue().properties()) {
                List<@Nullable Object> row = table.rows().stream()
                        .filter(r ->
                                rule.getKey().equals(r.get(1)) && n.getKey().equals(String.valueOf(r.get(2))))
                        .findFirst()
                        .orElseThrow();
                String where = rule.getKey() + " of " + n.getKey();
                double gold = n.getValue().get(1).asDouble();
                softly.assertThat(number(table, row, "gold"))
                        .as(where)
                        .isCloseTo(gold, within(1e-5))
                        .isBetween(number(table, row, "gold_low"), number(table, row, "gold_high"));
                if (!n.getValue().get(0).isNull()) {
                    softly.assertThat(number(table, row, "proxy"))
                            .as(where)
                            .isCloseTo(n.getValue().get(0).asDouble(), within(1e-5));
                }
            }
        }
        softly.assertAll();
    }

    @Test
    void bestOfNNeverBeatsTheFrontier() {
        ResultTable table = table("best-of-n");
        assertThat(table.rows().stream()
                        .map(r -> number(table, r, "efficiency"))
                        .filter(Double::isFinite))
                .hasSizeGreaterThan(50)
                .allSatisfy(e -> assertThat(e).isBetween(0.3, 1.0));
    }

    @Test
    void drawsGoldSolidProxyFaintAndThePeaksAsDots() {
        assertThat(result.figures())
                .extracting(Figure::name)
                .containsExactly(
                        "gold-vs-sqrt-kl",
                        "proxy-and-gold-by-step",
                        "fits",
                        "residuals",
                        "components-after-peak",
                        "scaling",
                        "mitigations",
                        "blind-spots",
                        "best-of-n");
        List<Layer> layers = figure("gold-vs-sqrt-kl").layers();
        assertThat(layers)
                .filteredOn(l -> l instanceof Layer.Line line && !line.faint())
                .hasSize(10);
        assertThat(layers)
                .filteredOn(l -> l instanceof Layer.Line line && line.faint())
                .hasSize(10);
        assertThat(layers)
                .filteredOn(Layer.Scatter.class::isInstance)
                .singleElement()
                .satisfies(l -> assertThat(((Layer.Scatter) l).x()).hasSize(6));
        assertThat(figure("gold-vs-sqrt-kl").caption()).contains("6,699 points of 24 runs");
        assertThat(figure("gold-vs-sqrt-kl").source().points()).isEqualTo(6_699);
        assertThat(figure("components-after-peak").x().categories()).hasSize(7).contains("single-kl");
        assertThat(result.findings().stream().map(Finding::figure).filter(f -> !f.isEmpty()))
                .allMatch(f -> result.figures().stream().map(Figure::name).anyMatch(f::equals));
    }

    @Test
    void theSameSeedGivesTheSameNumbersAndAnotherSeedOtherIntervals() {
        Result again = ANALYSIS.run(ANALYSIS.defaults(), study, Progress.NONE);
        Result other = ANALYSIS.run(
                new Parameters<>(ANALYSIS.defaults()).parse(Map.of("seed", "2", "groups", "single")),
                study,
                Progress.NONE);

        assertThat(again.tables()).isEqualTo(result.tables());
        assertThat(again.findings()).isEqualTo(result.findings());
        assertThat(other.tables().getFirst().rows())
                .hasSize(4)
                .doesNotContainAnyElementsOf(table("peaks").rows());
    }

    @Test
    void showsSingleRunsAndOneFormIfAsked() {
        Result runs = ANALYSIS.run(
                new Parameters<>(ANALYSIS.defaults())
                        .parse(Map.of("show", "runs", "form", "bon", "groups", "single", "resamples", "50")),
                study,
                Progress.NONE);

        assertThat(runs.figures().getFirst().layers().stream().map(Layer::label).filter(l -> !l.isEmpty()))
                .containsExactly("single-seed0", "single-seed1", "single-seed2", "peak of gold");
        // The group's colour in the whole study, whatever is left out here.
        int color = RunColors.of(study).index("single", true);
        assertThat(runs.figures().getFirst().layers()).extracting(Layer::color).containsOnly(color, -1);
        assertThat(runs.figures())
                .filteredOn(f -> f.name().equals("fits"))
                .singleElement()
                .satisfies(f -> assertThat(f.title()).contains("d(α − βd)"));
    }

    @Test
    void saysWhatIsMissing() {
        MemoryTables empty = new MemoryTables();
        assertThat(ANALYSIS.accepts(empty)).isFalse();
        assertThat(ANALYSIS.accepts(study)).isTrue();
        assertThatThrownBy(() -> ANALYSIS.run(ANALYSIS.defaults(), empty, Progress.NONE))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no run with both a gold reward and a KL");
        assertThatThrownBy(() -> ANALYSIS.run(
                        new Parameters<>(ANALYSIS.defaults()).parse(Map.of("ensembles", "best")), study, Progress.NONE))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("there is no ensemble rule 'best'; there are mean, wco, uwo, median, mean-std, quantile");
    }

    @Test
    void explainsItself() {
        assertThat(ANALYSIS.help())
                .startsWith("# Over-optimisation")
                .contains("d(α − β log d)")
                .contains("C(i−1, n−1)");
        assertThat(ANALYSIS.sources()).hasSize(4);
    }
}
