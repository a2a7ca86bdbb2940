package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Result;
import rewardloom.model.table.MemoryTables;

/** Tail, reliability, noise, divergences and frontier of the sample study, against readings by numpy and scipy. */
class ResponseAnalysesTest {
    private static MemoryTables study = new MemoryTables();
    private static JsonNode expected = NullNode.getInstance();

    @BeforeAll
    static void read() throws Exception {
        study = SampleRuns.whole();
        expected = SampleRuns.expected().get("overoptimization");
    }

    @Test
    void tailOfTheGap() {
        Result result = Cells.run(new TailAnalysis(), study);
        Cells reference = Cells.of(result, "tail", "reference policy", "mean of 5 models");
        expected.get("tail")
                .properties()
                .forEach(e -> assertThat(reference.number(e.getKey()))
                        .as(e.getKey())
                        .isCloseTo(e.getValue().asDouble(), within(1e-6)));
        List<Cells> rows = Cells.of(result, "tail").toList();
        assertThat(rows.getLast().number("mean_gap_low")).isGreaterThan(3);
        assertThat(Cells.finding(result, "gap-grows").text()).contains("standard deviations on average at a KL of 54");
        assertThat(Cells.of(result, "gap-by-percentile")
                        .filter(c -> c.text("responses_of").equals("reference policy")))
                .hasSize(20);
        assertThatThrownBy(() -> Cells.run(new TailAnalysis(), study, "model=rm9"))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("there is no model 'rm9'; there are rm0, rm1, rm2, rm3, rm4");
    }

    @Test
    void rawGapsAreNotStandardised() {
        Result raw = Cells.run(new TailAnalysis(), study, "standardized=false", "model=rm0", "resamples=20");

        // Means of the score and of standardised gold over the pool.
        assertThat(Cells.of(raw, "tail", "reference policy", "rm0").number("mean_gap"))
                .isCloseTo(0.1048792, within(1e-5));
    }

    @Test
    void reliabilityOfTheReward() {
        Result result = Cells.run(new ReliabilityAnalysis(), study);
        JsonNode wanted = expected.get("reliability");
        Cells pool = Cells.of(result, "correctness-by-step", "reference policy");
        for (String name : List.of("auc", "precision", "recall", "score_of_incorrect", "sigmoid_of_incorrect")) {
            assertThat(pool.number(name)).as(name).isCloseTo(wanted.get(name).asDouble(), within(1e-6));
        }
        wanted.get("filters").properties().forEach(e -> {
            Cells filter = Cells.of(result, "filters", e.getKey());
            assertThat(filter.number("r2"))
                    .as(e.getKey())
                    .isCloseTo(e.getValue().asDouble(), within(1e-6))
                    .isBetween(filter.number("r2_low"), filter.number("r2_high"));
        });
        assertThat(Cells.finding(result, "filter").values()).containsEntry("best_filter", "pow");
        assertThat(Cells.finding(result, "hacking-gap").values())
                .containsEntry("groups", 7)
                .containsEntry("rising", 6);
        assertThat(Cells.finding(result, "correctness-assumed").text()).contains("No correctness is known");
    }

    /** s₊ = 2, s₋ = 0: −log σ(2). */
    @Test
    void pairLossByHand() {
        assertThat(Reliability.pairLoss(2, 0)).isCloseTo(.126928, within(1e-6));
        assertThat(Reliability.pairLoss(0, 0)).isCloseTo(Math.log(2), within(1e-12));
        assertThat(Reliability.pairLoss(-800, 0)).isEqualTo(800);
    }

    @Test
    void noiseInGroupsOfEight() {
        Result result = Cells.run(new NoiseAnalysis(), study);
        Map<String, Object> values = Cells.finding(result, "reward-noise").values();

        assertThat((double) values.get("retained_group")).isCloseTo(.2, within(1e-12));
        assertThat((double) values.get("retained_response")).isBetween(.19, .2);
        assertThat((double) values.get("snr_response")).isGreaterThan((double) values.get("snr_group"));
        assertThat(Cells.of(result, "groups")
                        .mapToDouble(c -> c.number("groups"))
                        .sum())
                .isEqualTo(8192);
        assertThatThrownBy(() -> Cells.run(new NoiseAnalysis(), study, "table=nothing"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("'nothing'");
    }

    @Test
    void divergencesFromLogProbabilities() {
        Result result = Cells.run(new KlAnalysis(), study);
        expected.get("divergences")
                .properties()
                .forEach(run -> run.getValue().properties().forEach(step -> {
                    Cells row = Cells.of(result, "kl-estimates", run.getKey(), step.getKey() + ".0");
                    List<String> names = List.of("tokens", "k1", "k2", "k3");
                    for (int i = 0; i < names.size(); i++) {
                        double value = step.getValue().get(i).asDouble();
                        assertThat(row.number(names.get(i)))
                                .as(run.getKey() + names.get(i))
                                .isCloseTo(value, within(1e-6 * Math.max(1, Math.abs(value))));
                    }
                    assertThat(row.number("k1_per_token") * row.number("tokens"))
                            .isCloseTo(row.number("k1"), within(1e-9));
                }));
        assertThat(Cells.finding(result, "logged-kl").text())
                .isEqualTo("The logged KL is k1 per sequence at 125 of 125 steps.");
    }

    @Test
    void recognisesWhatALogShows() {
        double[] sums = {10, 14, 9};
        double[] perToken = {1, 1.4, .9};
        double[] ofMeans = {1.1, 1.5, .95};

        assertThat(KlAnalysis.is(10.0001, sums, perToken, ofMeans)).isEqualTo("k1 per sequence");
        assertThat(KlAnalysis.is(.9, sums, perToken, ofMeans)).isEqualTo("k3 per token");
        assertThat(KlAnalysis.is(1.1, sums, perToken, ofMeans)).isEqualTo("k1 per token, mean of means");
        assertThat(KlAnalysis.is(5, sums, perToken, ofMeans)).isEmpty();
    }

    @Test
    void frontierOfThePool() {
        BestOfNPool pool = study.list().stream()
                .filter(BestOfNPool::accepts)
                .map(t -> BestOfNPool.read(t, study))
                .findFirst()
                .orElseThrow();
        Frontier frontier = Frontier.of(pool.prompts());
        expected.get("frontier")
                .properties()
                .forEach(e -> assertThat(frontier.at(e.getValue().get(0).asDouble()))
                        .isCloseTo(e.getValue().get(1).asDouble(), within(2e-3)));
        assertThat(frontier.most()).isBetween(4.5, Math.log(1024) - 2);

        Result result = Cells.run(new FrontierAnalysis(), study);
        assertThat(Cells.of(result, "efficiency", "best of 256 by gold").number("efficiency"))
                .isBetween(.98, 1.0);
        assertThat(Cells.of(result, "efficiency", "best of 256 by mean").number("efficiency_low"))
                .isGreaterThan(.7);
        assertThat(Cells.of(result, "efficiency", "single-kl").number("efficiency"))
                .isBetween(.5, .75);
        assertThat(Cells.of(result, "frontier").map(c -> c.number("reward")).toList())
                .isSorted();
        Result other = Cells.run(new FrontierAnalysis(), study, "reward=rm0", "resamples=20");
        assertThat(other.figures().getFirst().title()).startsWith("The most rm0");
        assertThatThrownBy(() -> Cells.run(new FrontierAnalysis(), study, "reward=rm9"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("has no column 'rm9'");
    }

    @Test
    void steersThePool() {
        Result result = Cells.run(
                new SteeringAnalysis(), study, "values=component_novelty,rm0", "beta1=2", "beta2=1", "kl=1.5");

        assertThat(Cells.of(result, "steering", "novelty").number("kl")).isCloseTo(1.5, within(1e-6));
        assertThat(Cells.of(result, "steering", "novelty").number("change")).isPositive();
        assertThat(Cells.of(result, "steering", "gold").number("change")).isPositive();
        assertThatThrownBy(() -> Cells.run(new SteeringAnalysis(), study, "beta1=0"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("all weights are zero");
        assertThat(Cells.finding(Cells.run(new SteeringAnalysis(), study, "kl=20"), "kl-out-of-reach")
                        .text())
                .contains("20 nats");
    }
}
