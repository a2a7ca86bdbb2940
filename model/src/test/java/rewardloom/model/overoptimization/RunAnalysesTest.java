package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Result;
import rewardloom.model.table.MemoryTables;

/** Mitigations, proxy points and early warning on the sample study's training runs. */
class RunAnalysesTest {
    private static MemoryTables study = new MemoryTables();

    @BeforeAll
    static void read() throws Exception {
        study = SampleRuns.withoutRollouts();
    }

    @Test
    void mitigationsWithStudentIntervals() throws Exception {
        Result result = Cells.run(new Mitigations(), study);
        JsonNode expected = SampleRuns.expected().get("overoptimization").get("mitigations");
        expected.properties().forEach(group -> {
            Cells row = Cells.of(result, "mitigations", group.getKey(), "group");
            group.getValue().properties().forEach(e -> {
                double mean = e.getValue().get(0).asDouble();
                double half = e.getValue().get(1).asDouble();
                assertThat(row.number(e.getKey())).as(group.getKey()).isCloseTo(mean, within(2e-5));
                assertThat(row.number(e.getKey() + "_low"))
                        .as(group.getKey())
                        .isCloseTo(e.getKey().equals("peak_kl") ? Math.max(0, mean - half) : mean - half, within(1e-4));
            });
            assertThat(row.number("declined")).isEqualTo(group.getKey().equals("single-kl") ? 0 : 3);
        });
        // A run that never gets that far has no gold there.
        assertThat(Cells.of(result, "mitigations", "single-kl").get("gold_at_kl"))
                .isNull();
        assertThat(Cells.of(result, "mitigations", "single").text("against")).isEmpty();
        assertThat(Cells.of(result, "mitigations", "wco", "group").text("against"))
                .isEqualTo("single");
        assertThat(Cells.finding(result, "mitigations").values()).containsEntry("lost", "wco");
        Result small = Cells.run(new Mitigations(), study, "atKl=1", "against=par", "bestOfN=false");
        assertThat(Cells.of(small, "mitigations", "single-kl").number("gold_at_kl"))
                .isBetween(.4, .8);
        assertThat(Cells.of(small, "mitigations", "mean", "group").text("against"))
                .isEqualTo("par");
        assertThat(Cells.of(small, "mitigations")).noneMatch(c -> c.text("kind").equals("best-of-n"));
        assertThatThrownBy(() -> Cells.run(new Mitigations(), study, "against=nobody"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("there is no objective 'nobody'");
    }

    @Test
    void areaIsTheMeanOverTheDistance() {
        // Gold √KL from 0 to 4 has a mean of 1 over d from 0 to 2.
        double[] kl = new double[401];
        double[] gold = new double[401];
        for (int i = 0; i < kl.length; i++) {
            kl[i] = 4.0 * i / 400;
            gold[i] = Math.sqrt(kl[i]);
        }
        Reach reach = Reach.of(kl, gold);

        assertThat(reach.area(4)).isCloseTo(1, within(1e-3));
        assertThat(reach.at(1)).isCloseTo(1, within(1e-9));
        assertThat(reach.at(5)).isNaN();
        assertThat(Reach.of(new double[] {0, 2, 1, 3}, new double[] {0, 2, 9, 3})
                        .at(2.5))
                .isEqualTo(2.5);
    }

    @Test
    void whatIsBoughtAndSold() throws Exception {
        Result result = Cells.run(new ProxyPointAnalysis(), study);

        assertThat(Cells.finding(result, "bought-and-sold").text())
                .startsWith("After the peak the optimiser bought proxy by 1.1")
                .contains("relevance by 0.16", "sold novelty by 0.31", "fluency by 0.28", "in all 6 groups");
        JsonNode runs = SampleRuns.expected().get("overoptimization").get("runs");
        for (String part : List.of("relevance", "novelty")) {
            double mean = 0;
            for (int seed = 0; seed < 3; seed++) {
                mean += runs.get("wco-seed" + seed)
                                .get("peak")
                                .get("components")
                                .get(part)
                                .get(0)
                                .asDouble()
                        / 3;
            }
            Cells point = Cells.of(result, "proxy-points", "wco", part);
            assertThat(point.number("proxy_point"))
                    .isCloseTo(mean, within(2e-5))
                    .isBetween(point.number("proxy_point_low"), point.number("proxy_point_high"));
        }
        assertThat(Cells.of(result, "proxy-points", "single-kl", "novelty").get("peak_reached"))
                .isEqualTo(false);
        // Above its point at the end, the proxy would have been given little weight.
        assertThat(Cells.of(result, "multipliers", "single-seed0", "proxy").number("last_multiplier"))
                .isLessThan(0.1);
        assertThat(result.figures()).extracting(f -> f.name()).contains("evaluation-map", "multipliers");
    }

    @Test
    void lagrangianByHand() {
        Lagrangian inequality = new Lagrangian(Lagrangian.Kind.INEQUALITY, .1, 0);

        assertThat(Lagrangian.mixedAdvantage(new double[] {.3, .2}, .1, new double[] {1, -.5}))
                .isCloseTo(.35, within(1e-12));
        assertThat(inequality.multiplier(0)).isEqualTo(.5);
        assertThat(new Lagrangian(Lagrangian.Kind.EQUALITY, .1, 0).multiplier(1))
                .isCloseTo(.761594, within(1e-6));
        // One step from ℓ = 0: ℓ = −.1·.25·(2 − 1) = −.025.
        assertThat(inequality.follow(new double[] {2, 2}, 1)[1]).isCloseTo(1 / (1 + Math.exp(.025)), within(1e-12));
    }

    @Test
    void stoppingByKlKeepsTheGold() throws Exception {
        Result result = Cells.run(new EarlyWarning(), study);
        Cells kl = Cells.of(result, "warning-rules", "kl");

        JsonNode kept = SampleRuns.expected().get("overoptimization").get("early_warning");
        assertThat(kl.number("kept")).isCloseTo(kept.get(0).asDouble(), within(1e-4));
        assertThat(kl.number("kept_high") - kl.number("kept"))
                .isCloseTo(kept.get(1).asDouble(), within(1e-4));
        assertThat(kl.number("declining")).isEqualTo(18);
        assertThat(kl.number("useful")).isGreaterThanOrEqualTo(15);
        assertThat(kl.number("useful_rate_low")).isLessThan(kl.number("useful") / 18);
        assertThat(Cells.of(result, "warning-rules", "never").number("kept")).isNegative();
        assertThat(Cells.finding(result, "best-warning").text()).contains("never stopping keeps −");
        assertThat(Cells.finding(result, "best-warning").rule())
                .contains("the best of "
                        + result.tables().getFirst().rows().stream()
                                .filter(r -> !List.of("never", "training-step").contains(r.getFirst()))
                                .count()
                        + " on the same groups");
        assertThat(Cells.of(result, "warnings").filter(c -> c.text("signal").equals("kl")))
                .hasSize(24);
        assertThat(Cells.of(result, "alarms-without-gold")).isEmpty();
    }

    @Test
    void theSameRulesRunWhereGoldIsHidden() {
        Result result = Cells.run(new EarlyWarning(), study, "hideGold=wco,single-kl", "resamples=50");

        assertThat(Cells.finding(result, "warned-without-gold").values())
                .containsEntry("runs", 6)
                .containsEntry("alarmed", 3);
        assertThat(Cells.of(result, "warnings")).noneMatch(c -> c.text("run").startsWith("wco"));
        assertThat(Cells.of(result, "alarms-without-gold", "wco-seed0", "kl").number("alarm_step"))
                .isBetween(60.0, 100.0);
        assertThat(Cells.of(result, "alarms-without-gold", "single-kl-seed0", "kl")
                        .get("alarm_step"))
                .isNull();
    }

    @Test
    void withoutGoldNoErrorRateIsClaimed() {
        MemoryTables blind = new MemoryTables();
        long[] steps = new long[40];
        double[] kl = new double[40];
        for (int i = 0; i < 40; i++) {
            steps[i] = i;
            kl[i] = i * .5;
        }
        blind.addSeries("run-seed0", "objective/kl", steps, kl);

        Result result = Cells.run(new EarlyWarning(), blind);

        assertThat(Cells.finding(result, "no-error-rates").text()).contains("no alarm is raised");
        assertThat(Cells.of(result, "alarms-without-gold").map(c -> c.get("alarm_step")))
                .containsOnlyNulls();
    }

    @Test
    void alarmsNeedPointsInARowAndOnlyThePast() {
        WarningSignal signal =
                new WarningSignal("s", "", new double[] {0, 1, 2, 3, 4, 5, 6}, new double[] {0, 5, 0, 5, 5, 5, 0});

        assertThat(signal.alarm(5, 1)).isEqualTo(1);
        assertThat(signal.alarm(5, 3)).isEqualTo(5);
        assertThat(signal.alarm(6, 1)).isEqualTo(-1);
        assertThat(WarningSignal.trailing(new double[] {1, 3, 100}, 2)).containsExactly(1, 2, 51.5);
    }

    @Test
    void nothingMovesBeforeItIsKnownWhereARunBegan() {
        double[] values = new double[100];
        values[0] = 50;
        WarningSignal signal = WarningSignal.of("s", "", WarningSignal.Scale.CHANGE, new double[100], values, 1);

        // The first five of a hundred points have a mean of ten.
        assertThat(signal.moved()).startsWith(0, 0, 0, 0, 10, 10);
    }

    @Test
    void runsThatNeverDeclineLeaveNothingToWarnOf() {
        MemoryTables steady = new MemoryTables();
        MemoryTables falling = new MemoryTables();
        long[] steps = LongStream.range(0, 60).toArray();
        for (String run : List.of("a-seed0", "a-seed1", "b-seed0", "b-seed1")) {
            double[] kl = Arrays.stream(steps).mapToDouble(s -> .2 * s).toArray();
            steady.addSeries(run, "objective/kl", steps, kl);
            steady.addSeries(run, "reward/gold", steps, kl);
            falling.addSeries(run, "objective/kl", steps, kl);
            falling.addSeries(
                    run, "reward/gold", steps, Arrays.stream(kl).map(k -> -k).toArray());
        }

        assertThat(Cells.finding(Cells.run(new EarlyWarning(), steady), "best-warning")
                        .text())
                .startsWith("Gold declines in none of the runs")
                .doesNotContain("NaN");
        assertThatThrownBy(() -> Cells.run(new EarlyWarning(), falling))
                .isInstanceOf(AnalysisException.class)
                .hasMessageStartingWith("gold never rises above its start in a-seed0, a-seed1, b-seed0, b-seed1");
    }

    @Test
    void repetitionIsWhatWasKnownAtAStep() {
        Repetition repetition = new Repetition(new java.util.TreeMap<>(java.util.Map.of(0.0, .1, 50.0, .4)));

        assertThat(repetition.knownAt(new double[] {-1, 0, 49, 50, 99})).containsExactly(.1, .1, .1, .4, .4);
        assertThat(Repetition.repeated(List.of("a", "b", "a", "a"))).isEqualTo(.5);
        assertThat(Repetition.repeated(List.of())).isZero();
    }
}
