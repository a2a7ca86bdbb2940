package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Figure;
import rewardloom.model.table.MemoryTables;

/** Responses that say too little: what the analyses tell of them, and that none of them fails for a reason nobody understands. */
class BadResponsesTest {
    private static final List<String> NAMES = List.of("prompt_id", "gold", "rm0", "rm1");

    /** Samples of some prompts, scored by two models. */
    private static MemoryTables pool(
            int prompts,
            int samples,
            ToDoubleFunction<SplittableRandom> gold,
            ToDoubleFunction<SplittableRandom> score) {
        SplittableRandom random = new SplittableRandom(5);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < prompts * samples; i++) {
            rows.add(new double[] {
                i / samples, gold.applyAsDouble(random), score.applyAsDouble(random), score.applyAsDouble(random)
            });
        }
        return Responses.add(new MemoryTables(), "pool", "", NAMES, rows);
    }

    private static List<CardAnalysis<?>> all() {
        return List.of(
                new BestOfNAnalysis(),
                new Ensembles(),
                new FrontierAnalysis(),
                new TailAnalysis(),
                new ReliabilityAnalysis(),
                new NoiseAnalysis(),
                new SteeringAnalysis(),
                new Overoptimization());
    }

    private static void isReadable(Result result) {
        assertThat(result.findings())
                .extracting(Finding::text)
                .allSatisfy(t -> assertThat(t).doesNotContain("NaN", "unknown", " 1 prompts", " 1 groups"));
        assertThat(result.findings().stream().map(Finding::figure).filter(f -> !f.isEmpty()))
                .allMatch(f -> result.figures().stream().map(Figure::name).anyMatch(f::equals));
    }

    @Test
    void whatIsConstantNeverFailsAndIsNeverToldAsANumber() {
        Stream.of(
                        pool(5, 12, r -> 2, SplittableRandom::nextGaussian),
                        pool(5, 12, SplittableRandom::nextGaussian, r -> 1),
                        pool(5, 12, r -> 2, r -> 1),
                        pool(1, 30, SplittableRandom::nextGaussian, SplittableRandom::nextGaussian))
                .forEach(tables -> all().forEach(analysis -> isReadable(Cells.run(analysis, tables))));
    }

    @Test
    void constantGoldDoesNotFallByRounding() {
        Result result = Cells.run(new BestOfNAnalysis(), pool(5, 12, r -> .1, SplittableRandom::nextGaussian));

        assertThat(result.findings()).extracting(Finding::id).doesNotContain("best-of-n-peak");
    }

    @Test
    void oneResponseToEachPromptHasNoGroups() {
        MemoryTables tables = pool(40, 1, SplittableRandom::nextGaussian, SplittableRandom::nextGaussian);

        Result result = Cells.run(new ReliabilityAnalysis(), tables);

        assertThat(Cells.finding(result, "no-groups").text()).startsWith("Every prompt has one response");
        assertThat(result.tables()).extracting(ResultTable::name).doesNotContain("filters");
        isReadable(result);
        assertThatThrownBy(() -> Cells.run(new SteeringAnalysis(), tables))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("every prompt of pool has one option");
    }

    @Test
    void tooFewOrNoFiniteRowsAreToldByNumber() {
        MemoryTables few = pool(2, 2, SplittableRandom::nextGaussian, SplittableRandom::nextGaussian);
        MemoryTables none = pool(5, 5, SplittableRandom::nextGaussian, r -> Double.NaN);
        for (CardAnalysis<?> analysis : List.of(new TailAnalysis(), new ReliabilityAnalysis())) {
            assertThatThrownBy(() -> Cells.run(analysis, few))
                    .isInstanceOf(AnalysisException.class)
                    .hasMessage("there are only 4 responses with finite scores and gold; at least 10 are needed");
            assertThatThrownBy(() -> Cells.run(analysis, none))
                    .isInstanceOf(AnalysisException.class)
                    .hasMessageContaining("no response has finite scores and gold (25 lack one of them)");
        }
    }

    @Test
    void missingScoresAreCountedByEveryAnalysis() {
        MemoryTables tables =
                pool(10, 30, SplittableRandom::nextGaussian, r -> r.nextInt(10) == 0 ? Double.NaN : r.nextGaussian());

        for (CardAnalysis<?> analysis : List.of(
                new BestOfNAnalysis(),
                new Ensembles(),
                new FrontierAnalysis(),
                new TailAnalysis(),
                new ReliabilityAnalysis())) {
            Result result = Cells.run(analysis, tables);
            assertThat(Cells.finding(result, "missing-scores").text()).contains(" of 300 ");
            assertThat(result.findings().stream().filter(f -> f.id().equals("missing-scores")))
                    .hasSize(1);
        }
    }

    /** The second policy's samples are all better: chosen among both, the first one's would never be. */
    @Test
    void samplesOfTwoPoliciesAreNoAlternativesToOneAnother() {
        List<double[]> rows = new ArrayList<>();
        for (int policy = 0; policy < 2; policy++) {
            for (int i = 0; i < 40; i++) {
                rows.add(new double[] {policy, i / 8, 10 * policy, 10 * policy + i % 8});
            }
        }
        MemoryTables tables = Responses.add(
                new MemoryTables(), "pool", "", List.of("policy_id=run", "prompt_id", "gold", "rm0"), rows);

        Result result = Cells.run(new BestOfNAnalysis(), tables);

        assertThat(Cells.finding(result, "several-policies").text()).startsWith("pool has samples of 2 policies");
        assertThat(Cells.of(result, "best-of-n", "pool", "rm0", 8).number("gold"))
                .isCloseTo(5, within(1e-12));
        assertThat(Cells.of(result, "best-of-n").mapToDouble(c -> c.number("n")).max())
                .hasValue(8);
    }

    @Test
    void onePromptSaysNothingAboutOthers() {
        Result result =
                Cells.run(new Ensembles(), pool(1, 50, SplittableRandom::nextGaussian, SplittableRandom::nextGaussian));

        assertThat(Cells.finding(result, "ensemble-unknown").text()).endsWith("one prompt says nothing about others.");
        assertThat(Cells.finding(result, "held-out-models").text()).contains("has no interval");
    }

    /** Responses of a run at some steps, with a divergence of each if there is a name for it. */
    private static MemoryTables run(String kl) {
        SplittableRandom random = new SplittableRandom(6);
        List<String> names = new ArrayList<>(List.of("prompt_id", "step", "length", "gold", "rm0", "rm1"));
        if (!kl.isEmpty()) {
            names.add(kl);
        }
        List<double[]> rows = new ArrayList<>();
        for (int step : new int[] {0, 100, 200, 300, 400}) {
            for (int i = 0; i < 40; i++) {
                double gold = random.nextGaussian() - .004 * step;
                List<Double> row = new ArrayList<>(List.of(
                        (double) (i / 5),
                        (double) step,
                        200.0,
                        gold,
                        gold + .01 * step + random.nextGaussian(),
                        gold + .01 * step + random.nextGaussian()));
                if (!kl.isEmpty()) {
                    row.add(2e-5 * step);
                }
                rows.add(row.stream().mapToDouble(Double::doubleValue).toArray());
            }
        }
        return Responses.add(new MemoryTables(), "run-seed0", "run-seed0", names, rows);
    }

    @Test
    void withoutADivergenceStepsTellHowFarAPolicyIs() {
        Result tail = Cells.run(new TailAnalysis(), run(""));
        Result ensembles = Cells.run(new Ensembles(), run(""));

        assertThat(Cells.finding(tail, "gap-grows").text()).contains("on average at step 400", "; at step 0 by");
        assertThat(Cells.of(tail, "tail").map(c -> c.text("responses_of"))).contains("step 100", "step 400");
        assertThat(Cells.finding(ensembles, "agreement-under-optimisation").text())
                .contains("at step 0", "at step 400");
        isReadable(tail);
        isReadable(ensembles);
    }

    /** 0.008 nats per token are no reference policy at 200 tokens, but 1.6 nats. */
    @Test
    void divergencePerTokenIsCountedOverTheResponse() {
        MemoryTables tables = run("divergence=kl/nats-per-token");

        Result result = Cells.run(new TailAnalysis(), tables);

        assertThat(Cells.of(result, "tail").map(c -> c.number("kl")).toList())
                .last()
                .satisfies(kl -> assertThat(kl).isCloseTo(1.6, within(1e-9)));
        assertThat(Cells.of(result, "tail", "reference policy in training").number("responses"))
                .isEqualTo(40);
    }

    @Test
    void flippedMarksNeedGroupsThatAreNotAlike() {
        Result result = Cells.run(new NoiseAnalysis(), pool(5, 8, r -> 2, SplittableRandom::nextGaussian));

        assertThat(Cells.finding(result, "groups-alike").text()).startsWith("All 5 groups are all correct");
        assertThat(result.findings()).extracting(Finding::id).doesNotContain("reward-noise");
    }
}
