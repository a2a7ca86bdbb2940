package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Result;
import rewardloom.model.figure.Figure;
import rewardloom.model.table.MemoryTables;

/** The ensemble of the sample study: a little help in best of n, none under optimisation, and why. */
class EnsemblesTest {
    private static final List<String> NAMES = List.of("rm0", "rm1", "rm2", "rm3", "rm4");
    private static MemoryTables study = new MemoryTables();
    private static Result result = new Result(List.of(), List.of(), List.of(), List.of());
    private static JsonNode expected = NullNode.getInstance();

    @BeforeAll
    static void analyse() throws Exception {
        study = SampleRuns.whole();
        result = Cells.run(new Ensembles(), study);
        expected = SampleRuns.expected().get("overoptimization");
    }

    @Test
    void helpsBestOfNALittle() {
        Finding helps = Cells.finding(result, "ensemble-helps");

        assertThat(helps.text())
                .startsWith("In best of 1,024 an ensemble helps: gold 1.40 by mean of 5 models against 1.21 to 1.34");
        assertThat((double) helps.values().get("difference_low")).isPositive();
    }

    @Test
    void doesNotPreventTheCollapseAndSaysWhy() {
        assertThat(Cells.finding(result, "ensemble-does-not-prevent"))
                .satisfies(f ->
                        assertThat(f.values()).containsEntry("declined", 9L).containsEntry("runs", 9L))
                .satisfies(f -> assertThat(f.severity()).isEqualTo(Finding.Severity.WARNING));
        assertThat(Cells.finding(result, "shared-blind-spot").values())
                .containsEntry("components", "fluency, novelty")
                .containsEntry("members", 5);
        Finding shared = Cells.finding(result, "shared-errors");
        assertThat((double) shared.values().get("shared")).isGreaterThan(0.25);
        assertThat((double) shared.values().get("best_of_n_shared")).isLessThan(0.02);
        assertThat(result.findings())
                .allSatisfy(f -> assertThat(f.figure().isEmpty()
                                || result.figures().stream().map(Figure::name).anyMatch(f.figure()::equals))
                        .isTrue());
    }

    @Test
    void membersWeighComponentsAsNumpyFinds() {
        SoftAssertions softly = new SoftAssertions();
        JsonNode weights = expected.get("ensembles").get("weights");
        Cells.of(result, "blind-spots").forEach(c -> {
            String component = c.text("component");
            softly.assertThat(c.number("weight"))
                    .isCloseTo(weights.get(c.text("model")).get(component).asDouble(), within(1e-5));
            softly.assertThat(c.number("gold_weight"))
                    .isCloseTo(weights.get("gold").get(component).asDouble(), within(1e-5));
            softly.assertThat(c.get("blind_in_all"))
                    .isEqualTo(List.of("fluency", "novelty").contains(component));
        });
        softly.assertThat(Cells.of(result, "blind-spots")).hasSize(20);
        softly.assertAll();
    }

    @Test
    void membersAgreeAsScipyFinds() {
        JsonNode rank = expected.get("ensembles").get("rank");
        double members = 0;
        double gold = 0;
        for (int i = 0; i < NAMES.size(); i++) {
            gold += rank.get(5).get(i).asDouble() / 5;
            for (int j = 0; j < i; j++) {
                members += rank.get(i).get(j).asDouble() / 10;
            }
        }
        Cells reference = Cells.of(result, "agreement", "reference policy");

        assertThat(reference.number("members"))
                .isCloseTo(members, within(1e-6))
                .isBetween(reference.number("members_low"), reference.number("members_high"));
        assertThat(reference.number("gold_correlation")).isCloseTo(gold, within(1e-6));
        List<Cells> levels = Cells.of(result, "agreement").toList();
        assertThat(levels).hasSize(5);
        assertThat(levels.getLast().number("members_high")).isLessThan(reference.number("members_low"));
    }

    @Test
    void rulesAndWeights() {
        for (String rule : List.of("mean", "wco", "uwo")) {
            Cells row = Cells.of(result, "ensemble-rules", rule);
            assertThat(row.number("gold"))
                    .isCloseTo(
                            expected.get("best_of_n")
                                    .get(rule)
                                    .get("1024")
                                    .get(1)
                                    .asDouble(),
                            within(1e-5))
                    .isBetween(row.number("gold_low"), row.number("gold_high"));
        }
        Cells.of(result, "weight-sweep")
                .filter(c -> c.text("rule").equals("uwo"))
                .forEach(c -> assertThat(c.number("weight_sample"))
                        .isCloseTo(c.number("weight_population") * 4 / 5, within(1e-12)));
        assertThat(Cells.of(result, "ensemble-size").map(c -> c.number("gold")))
                .hasSize(5)
                .satisfies(g -> assertThat(g.getFirst()).isLessThan(g.getLast()));
        // The sample's convention with λ·4/5 is the population's with λ.
        Result sample = Cells.run(new Ensembles(), study, "variance=sample", "lambda=0.4", "resamples=20", "rules=uwo");
        assertThat(Cells.of(sample, "ensemble-rules", "uwo").number("gold"))
                .isCloseTo(Cells.of(result, "ensemble-rules", "uwo").number("gold"), within(1e-9));
    }

    @Test
    void modelsThatDidNotChooseConfirmLess() {
        for (String n : List.of("16", "1024")) {
            JsonNode wanted = expected.get("held_out").get(n);
            Cells row = Cells.of(result, "held-out-models", n);
            assertThat(row.number("own_score")).isCloseTo(wanted.get(0).asDouble(), within(1e-5));
            assertThat(row.number("held_out_score"))
                    .isCloseTo(wanted.get(1).asDouble(), within(1e-5))
                    .isBetween(row.number("held_out_score_low"), row.number("held_out_score_high"));
            assertThat(row.number("gold")).isCloseTo(wanted.get(2).asDouble(), within(1e-5));
        }
        assertThat((double) Cells.finding(result, "held-out-models").values().get("gap_low"))
                .isPositive();
    }

    @Test
    void bestOfNIsWhatItSaysAndNotTheBestFew() {
        Cells best = Cells.of(result, "shared-errors", "best of 1,024");

        assertThat(best.number("top")).isEqualTo(64);
        assertThat(best.number("kl")).isCloseTo(Math.log(1024) - 1023.0 / 1024, within(1e-12));
        Result fewer = Cells.run(new Ensembles(), study, "maxN=16", "resamples=20", "rules=mean");
        assertThat(Cells.of(fewer, "shared-errors", "best of 16").number("all_approve"))
                .isBetween(.05, best.number("all_approve") + .2);
    }

    @Test
    void namesGoldOnAnotherScale() {
        assertThat(Cells.finding(result, "gold-on-another-scale").text())
                .contains("standardised on its own reference responses");
    }

    @Test
    void groupsMayBeNamedAndRulesMustExist() throws Exception {
        Result named =
                Cells.run(new Ensembles(), study, "ensembleGroups=single-kl", "resamples=20", "rules=mean", "maxN=16");
        assertThat(Cells.finding(named, "ensemble-prevents").values()).containsEntry("declined", 0L);
        assertThatThrownBy(() -> Cells.run(new Ensembles(), study, "rules=best"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("there is no ensemble rule 'best'");
        assertThat(new Ensembles().accepts(SampleRuns.rl())).isFalse();
    }

    @Test
    void subsetsAreAllOrSome() {
        assertThat(EnsembleSweeps.subsets(5, 2, 1))
                .hasSize(10)
                .allSatisfy(s -> assertThat(s).hasSize(2));
        assertThat(EnsembleSweeps.subsets(8, 4, 1)).hasSize(20);
        assertThat(EnsembleSweeps.subsets(30, 3, 1))
                .hasSize(20)
                .allSatisfy(s -> assertThat(s).hasSize(3));
    }
}
