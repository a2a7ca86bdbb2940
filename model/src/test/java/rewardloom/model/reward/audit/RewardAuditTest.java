package rewardloom.model.reward.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.reward.Decomposition;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Sheet;

/** References: the guide to methods, entry 49. */
class RewardAuditTest {

    @Test
    void signsOfASparseAndADenseReward() {
        assertThat(SignReward.of(1, -.3)).isEqualTo(.9);
        assertThat(SignReward.of(-5, -.3)).isEqualTo(-1.1);
        assertThat(SignReward.of(0, 0)).isZero();
        assertThat(SignReward.ALLOWED).hasSize(9);
    }

    @Test
    void valuesOutsideTheSetAreReported() {
        Outcome outcome = Outcome.of(
                new RewardAudit(),
                Sheet.of(Kind.STEPS, "minecraft")
                        .numbers("episode", 0, 0, 1, 1)
                        .numbers("reward", .9, .1, 1, .5)
                        .numbers("component/sparse", 1, 0, 1, 0)
                        .numbers("component/dense", -.3, 2, 0, .5)
                        .tables());

        assertThat(outcome.finding("values-allowed").text())
                .contains("not allowed in 1 of 4 rows")
                .contains("differs from it in 1 rows");
        assertThat(outcome.row("values", "value", "0.5").truth("allowed")).isFalse();
        assertThat(outcome.row("values", "value", "0.9").truth("allowed")).isTrue();
        assertThatThrownBy(() -> Outcome.of(
                        new RewardAudit(),
                        Sheet.of(Kind.STEPS, "minecraft")
                                .numbers("component/a", 1)
                                .tables(),
                        "allowed=±1 some"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("not 'some'");
    }

    @Test
    void termsThatNeverFireAreConstantOrNotFinite() {
        Outcome outcome = Outcome.of(
                new RewardAudit(),
                Sheet.of(Kind.STEPS, "terms")
                        .numbers("episode", 0, 0, 1, 1)
                        .numbers("component/dead", 0, 0, 0, 0)
                        .numbers("component/constant", 2, 2, 2, 2)
                        .numbers("component/holes", 1, Double.NaN, 3, Double.POSITIVE_INFINITY)
                        .numbers("component/alive", 1, 0, 0, 0)
                        .numbers("success", 0, 1, 0, 0)
                        .tables());

        assertThat(outcome.row("components", "component", "dead").text("verdict"))
                .isEqualTo("never fires");
        assertThat(outcome.row("components", "component", "constant").text("verdict"))
                .isEqualTo("constant");
        assertThat(outcome.row("components", "component", "holes").text("verdict"))
                .isEqualTo("not always finite");
        Outcome.Row alive = outcome.row("components", "component", "alive");
        assertThat(alive.text("verdict")).isEmpty();
        assertThat(alive.number("firing_success"))
                .as("of the episode that succeeds")
                .isEqualTo(.5);
        assertThat(alive.number("firing_failure")).isZero();
    }

    @Test
    void causesAndRounds() {
        Outcome outcome = Outcome.of(
                new RewardAudit(),
                Sheet.of(Kind.EPISODES, "rounds")
                        .numbers("design_round", 1, 1, 1, 2, 2, 2)
                        .numbers("success", 0, 0, 1, 1, 1, 0)
                        .texts("failure_cause", "lava", "lava", "", "", "", "hunger")
                        .tables());

        assertThat(outcome.row("causes", "cause", "lava").number("share")).isEqualTo(2 / 3.0);
        assertThat(outcome.row("rounds", "round", "2.0").number("success")).isEqualTo(2 / 3.0);
        assertThat(outcome.finding("failure-cause").text()).contains("lava: 67 % of 3 failures");
    }

    /** Mean score 1.2, KL 8, coefficient .05: a penalty of .4 and a total of .8. */
    @Test
    void thePenaltyForTheDivergenceIsAccountedFor() {
        long[] steps = {0, 1};
        MemoryTables tables = new MemoryTables()
                .addSeries("ppo", "ppo/mean_score_total", steps, new double[] {.8, .7})
                .addSeries("ppo", "ppo/mean_scores", steps, new double[] {1.2, 1.2})
                .addSeries("ppo", "ppo/mean_non_score_reward_sum", steps, new double[] {-.4, -.5})
                .addSeries("ppo", "objective/kl", steps, new double[] {8, 10})
                .addSeries("ppo", "objective/kl_coef", steps, new double[] {.05, .05});

        assertThat(Outcome.of(new RewardAudit(), tables).finding("kl-account").text())
                .contains("is the coefficient times the KL at all 2 steps");
        assertThat(Outcome.of(new Decomposition(), tables).ids()).contains("residual-holds");

        MemoryTables other = new MemoryTables()
                .addSeries("ppo", "ppo/mean_score_total", steps, new double[] {.8, .7})
                .addSeries("ppo", "ppo/mean_scores", steps, new double[] {1.2, 1.2})
                .addSeries("ppo", "ppo/mean_non_score_reward_sum", steps, new double[] {-.4, -.5})
                .addSeries("ppo", "objective/kl", steps, new double[] {.8, 1})
                .addSeries("ppo", "objective/kl_coef", steps, new double[] {.05, .05});
        assertThat(Outcome.of(new RewardAudit(), other).finding("kl-account").text())
                .contains("another unit");
    }
}
