package rewardloom.model.shaping.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Sheet;

/** References: the guide to methods, entries 38 and 21. */
class DesignTest {
    private static final Offset<Double> CLOSE = within(1e-4);

    private static Sheet rounds() {
        return Sheet.of(Kind.SCORES, "rounds")
                .numbers("round", 1, 1, 2, 2, 2, 3)
                .numbers("candidate", 1, 2, 1, 2, 3, 1)
                .numbers("task_score", .2, .1, .3, .5, .1, .4)
                .numbers("human_rank", 1, 2, 1, 2, 3, 1)
                .numbers("weight/touch", 1, 2, .5, .4, 3, .1)
                .numbers("weight/goal", 1, 1, 2, 2, 1, 5);
    }

    @Test
    void theFinalTaskScoreIsTheLargestOfAllRounds() {
        Outcome outcome = Outcome.of(new DesignRounds(), rounds().tables());

        assertThat(outcome.finding("rounds").values()).containsEntry("final_task_score", .5);
        assertThat(outcome.rows("rounds").mapToDouble(r -> r.number("task_score")))
                .containsExactly(.2, .5, .4);
        assertThat(outcome.rows("rounds").mapToDouble(r -> r.number("best_so_far")))
                .containsExactly(.2, .5, .5);
    }

    @Test
    void peopleAgainstTheTask() {
        Outcome outcome = Outcome.of(new DesignRounds(), rounds().tables());

        assertThat(outcome.row("rounds", "round", "1.0").truth("top1_match")).isTrue();
        assertThat(outcome.row("rounds", "round", "2.0").truth("top1_match")).isFalse();
        // Of the three pairs of round 2 two are ordered alike.
        assertThat(outcome.row("rounds", "round", "2.0").number("kendall")).isCloseTo(1 / 3.0, CLOSE);
        assertThat(outcome.finding("human-agreement").text()).contains("in 1 of 2 rounds");
        Outcome.Row change = outcome.row("changes", "from", "2.0");
        assertThat(change.text("component")).isEqualTo("goal");
        assertThat(change.number("change")).isEqualTo(3);
        assertThat(outcome.finding("weights-change").text()).contains("goal changes most, from 1 to 5");
    }

    @Test
    void withoutRanksOrWeightsTheScoresRemain() {
        Outcome outcome = Outcome.of(
                new DesignRounds(),
                rounds().without("human_rank")
                        .without("weight/touch")
                        .without("weight/goal")
                        .tables());

        assertThat(outcome.ids()).containsExactly("rounds");
        assertThat(outcome.result().figures()).hasSize(1);
    }

    @Test
    void aLossCountsLessWhereReadingsDisagree() {
        assertThat(UncertaintyWeight.best(2, 1)).isCloseTo(.6931, CLOSE);
        assertThat(UncertaintyWeight.total(2, UncertaintyWeight.best(2, 1), 1)).isCloseTo(1.6931, CLOSE);
        assertThat(UncertaintyWeight.total(2, 0, 1)).isEqualTo(2);
        assertThat(UncertaintyWeight.best(.5, 1)).isZero();
        assertThat(UncertaintyWeight.total(.5, 0, 1)).isEqualTo(.5);
        assertThat(UncertaintyWeight.effectiveSize(new double[] {1, 1, 1, 1})).isEqualTo(4);
        assertThat(UncertaintyWeight.effectiveSize(new double[] {1, 0, 0, 0})).isEqualTo(1);
        // log(1/2 · …): KL of (.5, .5) from (.9, .1).
        assertThat(UncertaintyWeight.divergence(new double[] {0, 0}, new double[] {Math.log(.9), Math.log(.1)}))
                .isCloseTo(.5 * Math.log(.5 / .9) + .5 * Math.log(.5 / .1), CLOSE);
    }

    @Test
    void disagreementFindsErrorsOrNot() {
        int n = 400;
        SplittableRandom random = new SplittableRandom(9);
        double[] first = new double[n];
        double[] second = new double[n];
        double[] loss = new double[n];
        double[] other = new double[n];
        for (int i = 0; i < n; i++) {
            double spread = i % 10 / 5.0;
            first[i] = spread * random.nextDouble();
            second[i] = -spread * random.nextDouble();
            loss[i] = first[i] - second[i] + .1 * random.nextDouble();
            other[i] = random.nextDouble();
        }
        Sheet sheet = Sheet.of(Kind.SCORES, "items").numbers("pred_1", first).numbers("pred_2", second);

        Outcome found = Outcome.of(
                new UncertaintyWeight(),
                sheet.with("pred_1", v -> v).numbers("loss", loss).tables());
        assertThat(found.row("uncertainty").number("correlation_disagreement_loss"))
                .isGreaterThan(.95);
        assertThat(found.row("reliability", "bin", "10").number("loss"))
                .isGreaterThan(found.row("reliability", "bin", "1").number("loss"));
        Outcome blind = Outcome.of(
                new UncertaintyWeight(),
                sheet.with("pred_1", v -> v).numbers("loss", other).tables());
        assertThat(blind.finding("uncertainty-weight").text()).endsWith("do not find the errors.");
    }

    @Test
    void readingsAsLogitsAndAsScores() {
        Outcome logits = Outcome.of(
                new UncertaintyWeight(),
                Sheet.of(Kind.SCORES, "masks")
                        .lists("logits_1", new double[] {0, 0}, new double[] {1, 1})
                        .lists("logits_2", new double[] {1, 0}, new double[] {5, 5})
                        .tables());
        assertThat(logits.row("uncertainty").number("items")).isEqualTo(2);
        assertThat(logits.row("reliability", "bin", "1").number("disagreement")).isZero();

        double[] a = {1, 2, 3};
        Outcome scores = Outcome.of(
                new UncertaintyWeight(),
                Sheet.of(Kind.RESPONSES, "answers")
                        .numbers("score/rm0", a)
                        .numbers("score/rm1", Arrays.stream(a).map(v -> v + .5).toArray())
                        .tables());
        assertThat(scores.row("uncertainty").number("mean_disagreement")).isEqualTo(.5);
        assertThatThrownBy(() -> Outcome.of(
                        new UncertaintyWeight(),
                        Sheet.of(Kind.SCORES, "one").numbers("pred_1", 1).tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("the second reading");
    }
}
