package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Result;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;

/** Input that is not as it should be: a message, or a result that names what it assumed. */
class BadInputTest {
    private static final int STEPS = 60;
    private static final DoubleUnaryOperator PEAKED = k -> Math.sqrt(k) * (1 - 0.25 * Math.sqrt(k));

    private static long[] steps() {
        return IntStream.range(0, STEPS).asLongStream().toArray();
    }

    private static double[] kl() {
        return IntStream.range(0, STEPS)
                .mapToDouble(i -> 16.0 * i / (STEPS - 1))
                .toArray();
    }

    /** A run whose gold follows its divergence, with a little noise. */
    private static void addRun(
            MemoryTables tables, String run, String tag, double[] kl, double scale, DoubleUnaryOperator goldOfKl) {
        SplittableRandom random = new SplittableRandom(run.hashCode());
        tables.addSeries(run, tag, steps(), kl);
        tables.addSeries(
                run,
                "reward/gold",
                steps(),
                Arrays.stream(kl())
                        .map(k -> scale * (goldOfKl.applyAsDouble(k) + 0.02 * random.nextGaussian()))
                        .toArray());
    }

    private static Result analyse(MemoryTables tables, String... changes) {
        return Cells.run(new Overoptimization(), tables, changes);
    }

    @Test
    void divergencePerTokenIsConvertedByTheLengthThatIsLogged() {
        MemoryTables tables = new MemoryTables();
        addRun(tables, "a-seed0", "objective/kl", kl(), 1, PEAKED);
        addRun(
                tables,
                "b-seed0",
                "train/kl",
                Arrays.stream(kl()).map(k -> k / 20).toArray(),
                1,
                PEAKED);
        tables.addSeries(
                "b-seed0",
                "response/length",
                steps(),
                Arrays.stream(kl()).map(k -> 20).toArray());

        Result result = analyse(tables);

        assertThat(Cells.finding(result, "kl-units").text())
                .contains("compared in nats per sequence")
                .contains("The KL of 1 run was converted to nats per sequence by multiplying with the mean response"
                        + " length");
        assertThat(Cells.of(result, "peaks", "b-seed0").number("kl"))
                .isCloseTo(Cells.of(result, "peaks", "a-seed0").number("kl"), within(1.0));
        Result perToken = analyse(tables, "unit=nats-per-token");
        assertThat(perToken.figures().getFirst().x().label()).contains("nats per token");
        assertThat(Cells.of(perToken, "peaks").map(c -> c.text("run"))).containsExactly("b-seed0");
        assertThat(Cells.finding(perToken, "kl-units").text())
                .contains("could not be converted, because no response length is logged, and is left out: a-seed0");
    }

    @Test
    void mixedUnitsWithoutALengthAreNotCompared() {
        MemoryTables tables = new MemoryTables();
        addRun(tables, "a-seed0", "objective/kl", kl(), 1, PEAKED);
        addRun(
                tables,
                "b-seed0",
                "train/kl",
                Arrays.stream(kl()).map(k -> k / 20).toArray(),
                1,
                PEAKED);

        Result result = analyse(tables);

        assertThat(Cells.finding(result, "kl-units"))
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Finding.Severity.WARNING))
                .satisfies(f -> assertThat(f.text()).contains("left out: b-seed0"));
        assertThat(Cells.of(result, "peaks").map(c -> c.text("run"))).containsExactly("a-seed0");
    }

    @Test
    void aUnitThatIsNotStatedIsNamed() {
        MemoryTables tables = new MemoryTables();
        addRun(tables, "a-seed0", "kl", kl(), 1, PEAKED);

        assertThat(analyse(tables).figures().getFirst().caption())
                .contains("does not state whether it is counted per token or per sequence");
        assertThat(Cells.finding(analyse(tables, "unstated=nats-per-sequence", "unit=nats-per-sequence"), "kl-units")
                        .text())
                .contains("it is taken to be in nats per sequence");
    }

    @Test
    void divergenceThatIsNeverAboveZeroIsToldAndNotFitted() {
        MemoryTables tables = new MemoryTables();
        addRun(tables, "zero-seed0", "objective/kl", new double[STEPS], 1, PEAKED);
        addRun(
                tables,
                "negative-seed0",
                "objective/kl",
                Arrays.stream(kl()).map(k -> -k).toArray(),
                1,
                PEAKED);

        Result result = analyse(tables);

        assertThat(Cells.finding(result, "kl-not-above-zero").text())
                .contains("never above zero in 2 runs (zero-seed0, negative-seed0)")
                .contains("its sign");
        assertThat(Cells.of(result, "fits")).isEmpty();
    }

    @Test
    void missingAndInfiniteDivergencesAreCounted() {
        MemoryTables tables = new MemoryTables();
        double[] holes = kl();
        holes[10] = Double.NaN;
        holes[11] = Double.POSITIVE_INFINITY;
        addRun(tables, "a-seed0", "objective/kl", holes, 1, PEAKED);
        addRun(
                tables,
                "b-seed0",
                "objective/kl",
                Arrays.stream(kl()).map(k -> Double.NaN).toArray(),
                1,
                PEAKED);

        Result result = analyse(tables);

        assertThat(result.figures().getFirst().source().nonfinite()).isEqualTo(2);
        assertThat(Cells.finding(result, "no-common-steps").text()).endsWith("b-seed0.");
        MemoryTables none = new MemoryTables();
        addRun(
                none,
                "b-seed0",
                "objective/kl",
                Arrays.stream(kl()).map(k -> Double.NaN).toArray(),
                1,
                PEAKED);
        assertThatThrownBy(() -> analyse(none)).isInstanceOf(AnalysisException.class);
    }

    @Test
    void goldOnAnotherScaleIsNamed() {
        MemoryTables tables = new MemoryTables();
        for (int seed = 0; seed < 3; seed++) {
            addRun(tables, "a-seed" + seed, "objective/kl", kl(), 1, PEAKED);
        }
        addRun(tables, "b-seed0", "objective/kl", kl(), 1, k -> 40 + PEAKED.applyAsDouble(k));

        Result result = analyse(tables);

        assertThat(Cells.finding(result, "gold-on-another-scale").text())
                .contains("in b-seed0: it seems to be on another scale");
        assertThat(Cells.finding(Cells.run(new Mitigations(), tables), "gold-on-another-scale")
                        .text())
                .contains("b-seed0");
    }

    @Test
    void winRatesStandInForGoldAndStartFromOneHalf() {
        MemoryTables tables = new MemoryTables();
        double[] kl = Arrays.stream(kl()).map(k -> k + 0.5).toArray();
        tables.addSeries("dpo", "kl", steps(), kl);
        tables.addSeries(
                "dpo",
                "eval/win_rate",
                steps(),
                Arrays.stream(kl).map(k -> .5 + .2 * PEAKED.applyAsDouble(k)).toArray());

        Result result = analyse(tables);

        assertThat(Cells.finding(result, "win-rate-as-gold").text()).contains("from one half");
        Cells fit = Cells.of(result, "fits", "dpo", "run", "bon");
        assertThat(fit.number("alpha")).isCloseTo(.2, within(1e-9));
        assertThat(fit.number("beta")).isCloseTo(.05, within(1e-9));
    }

    @Test
    void resultsOfBestOfNAreRowsOfNProxyAndGold() {
        MemoryTables tables = new MemoryTables();
        List<double[]> rows = new ArrayList<>();
        for (int n = 1; n <= 4096; n *= 2) {
            double d = Math.sqrt(BestOfN.kl(n));
            rows.add(new double[] {n, d, d * (0.9 - 0.2 * d)});
        }
        Responses.add(tables, Kind.SCORES, "bon.json", "", List.of("n", "proxy_score", "gold"), rows);

        Cells fit = Cells.of(analyse(tables), "fits", "bon.json", "run", "bon");

        assertThat(fit.number("alpha")).isCloseTo(.9, within(1e-9));
        assertThat(fit.number("beta")).isCloseTo(.2, within(1e-9));
        assertThat(fit.number("peak_kl")).isCloseTo(Math.pow(.9 / .4, 2), within(1e-6));
    }

    @Test
    void fewPointsAreToldAndTheirFitsSpeak() {
        List<double[]> rows = new ArrayList<>();
        for (int n = 1; n <= 256; n *= 2) {
            double d = Math.sqrt(BestOfN.kl(n));
            rows.add(new double[] {n, d, d * (0.9 - 0.3 * d)});
        }
        List<String> names = List.of("n", "proxy_score", "gold");
        Result fitted = analyse(Responses.add(new MemoryTables(), Kind.SCORES, "bon.json", "", names, rows));
        Result few = analyse(Responses.add(new MemoryTables(), Kind.SCORES, "few.json", "", names, rows.subList(0, 3)));

        assertThat(Cells.finding(fitted, "fitted-peak").text())
                .startsWith("bon.json has 9 points, too few to look for a peak without a formula (10).")
                .contains("d(α − βd) fits best, R² 1; it is highest at KL 2.25 nats");
        assertThat(Cells.finding(few, "few-points").text())
                .isEqualTo("few.json has 3 points with both gold and KL: a fit needs 5 above zero KL, a search for the"
                        + " peak 10.");
    }

    /** Samples of some prompts: prompt, gold and one score. */
    private static MemoryTables pool(int prompts, int samples, DoubleUnaryOperator scoreOfGold) {
        SplittableRandom random = new SplittableRandom(3);
        List<double[]> rows = new ArrayList<>();
        for (int p = 0; p < prompts; p++) {
            for (int s = 0; s < samples; s++) {
                double gold = random.nextGaussian();
                rows.add(new double[] {p, gold, scoreOfGold.applyAsDouble(gold + random.nextGaussian())});
            }
        }
        return Responses.add(new MemoryTables(), "pool", "", List.of("prompt_id", "gold", "rm0"), rows);
    }

    @Test
    void onePromptHasNoIntervals() {
        Result result = Cells.run(new BestOfNAnalysis(), pool(1, 50, s -> s));

        assertThat(Cells.finding(result, "one-prompt").text()).contains("there are no intervals");
        assertThat(Cells.of(result, "best-of-n", "pool", "rm0", 16).get("gold_low"))
                .isNull();
        assertThat(Cells.of(result, "best-of-n", "pool", "rm0", 16).number("gold"))
                .isPositive();
    }

    @Test
    void tiesAreNamedAndChosenAtRandom() {
        Result result = Cells.run(new BestOfNAnalysis(), pool(20, 50, s -> s > 0 ? 1 : 0));

        assertThat(Cells.finding(result, "ties").text()).contains("equal scores are chosen at random");
        Cells last = Cells.of(result, "best-of-n", "pool", "rm0", 50);
        // With two scores, choosing cannot narrow further than to the better half.
        assertThat(last.number("kl_of_samples")).isBetween(0.5, 0.9).isLessThan(last.number("kl"));
        Result constant = Cells.run(new BestOfNAnalysis(), pool(20, 50, s -> 1));
        assertThat(Cells.of(constant, "best-of-n", "pool", "rm0", 50).number("gold"))
                .isCloseTo(Cells.of(constant, "best-of-n", "pool", "rm0", 1).number("gold"), within(1e-12));
    }

    @Test
    void nLargerThanThePoolIsNamed() {
        Result result = Cells.run(new BestOfNAnalysis(), pool(20, 50, s -> s), "maxN=1000");

        assertThat(Cells.finding(result, "n-larger-than-pool").text())
                .startsWith("Best of 1,000 cannot be estimated from 50 samples of each prompt");
        assertThat(Cells.of(result, "best-of-n").mapToDouble(c -> c.number("n")).max())
                .hasValue(50);
    }

    @Test
    void missingScoresAndShortPromptsAreCounted() {
        List<double[]> rows = new ArrayList<>();
        for (int p = 0; p < 20; p++) {
            for (int s = 0; s < (p == 0 ? 2 : 30); s++) {
                rows.add(new double[] {p, s == 3 ? Double.NaN : s, s});
            }
        }
        Result result = Cells.run(
                new BestOfNAnalysis(),
                Responses.add(new MemoryTables(), "pool", "", List.of("prompt_id", "gold", "rm0"), rows));

        assertThat(Cells.finding(result, "missing-scores").text()).startsWith("19 of 572 samples");
        assertThat(Cells.finding(result, "small-prompts").text()).startsWith("1 prompt of pool is left out");
    }

    @Test
    void onePromptEachIsRefused() {
        assertThatThrownBy(() -> Cells.run(new BestOfNAnalysis(), pool(30, 1, s -> s)))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("no prompt of pool has two samples with finite scores and gold; best of n needs several"
                        + " samples of each prompt");
        assertThatThrownBy(() -> Cells.run(new NoiseAnalysis(), pool(30, 1, s -> s)))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("groups of several responses");
    }

    @Test
    void accuracyOfBestOfNWhereGoldIsCorrectness() {
        List<double[]> rows = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 400; i++) {
            double correct = random.nextInt(4) == 0 ? 1 : 0;
            rows.add(new double[] {i / 20, correct, correct + random.nextGaussian()});
        }
        MemoryTables tables =
                Responses.add(new MemoryTables(), "pool", "", List.of("prompt_id", "correct", "rm0"), rows);

        Result result = Cells.run(new BestOfNAnalysis(), tables);

        assertThat(Cells.finding(result, "correctness-as-gold").text()).contains("pass@n");
        assertThat(result.figures().getFirst().y().label()).startsWith("accuracy");
        Result reliability = Cells.run(new ReliabilityAnalysis(), tables);
        assertThat(reliability.findings()).extracting(Finding::id).doesNotContain("correctness-assumed");
    }

    @Test
    void logProbabilitiesThatDoNotFitAreRefused() {
        MemoryTables tables = Responses.add(
                new MemoryTables(), "pool", "", List.of("prompt_id", "gold", "rm0"), List.of(new double[] {0, 1, 1}));

        assertThat(new KlAnalysis().accepts(tables)).isFalse();
    }
}
