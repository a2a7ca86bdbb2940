package rewardloom.model.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Made-up runs of which we know whether a component is farmed. */
class FarmingTest {
    private static final Farming.Rule RULE = new Farming.Rule(0.1, 0.25, 0.5);

    private interface Course {
        double at(double progress);
    }

    /** Success and components follow their courses with correlated noise, as the means of a training do. */
    private static Farming run(long seed, double noise, Course success, Course touch, Course approach) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 240;
        double[] x = new double[n];
        double[] rate = new double[n];
        double[] goal = new double[n];
        double[] t = new double[n];
        double[] a = new double[n];
        double[] total = new double[n];
        double drift = 0;
        for (int i = 0; i < n; i++) {
            double progress = i / (n - 1.0);
            drift = 0.8 * drift + 0.6 * random.nextGaussian();
            x[i] = i;
            rate[i] = Math.clamp(success.at(progress) + 0.03 * noise * drift, 0, 1);
            goal[i] = 20 * rate[i];
            t[i] = touch.at(progress) + noise * random.nextGaussian();
            a[i] = approach.at(progress) + noise * random.nextGaussian();
            total[i] = goal[i] + t[i] + a[i];
        }
        RewardTrace trace =
                new RewardTrace(x, total, Map.of("goal", goal, "touch", t, "approach", a), Map.of("goal_rate", rate));
        return Farming.of(trace, "goal_rate", RULE);
    }

    @Test
    void successThatRisesAndFallsWhileTouchGrowsIsFarming() {
        Farming farming = run(1, 1, p -> p < 0.3 ? 2 * p : 0.6 - 0.7 * (p - 0.3), p -> 60 * p, p -> 5);
        assertThat(farming.isFarmed(RULE)).isTrue();
        assertThat(farming.farmed()).isEqualTo("touch");
        assertThat(farming.peakX()).isBetween(55.0, 90.0);
        assertThat(farming.explained()).isGreaterThan(0.8);
    }

    @Test
    void twoComponentsThatShareTheRiseGiveNoCulprit() {
        Farming farming = run(2, 1, p -> 0.6 - 0.5 * p, p -> 24 * p, p -> 25 * p);
        assertThat(farming.diverges(RULE)).isTrue();
        assertThat(farming.isFarmed(new Farming.Rule(0.1, 0.25, 0.9))).isFalse();
    }

    @Property(tries = 300)
    void aHealthyTrainingIsNotFarming(@ForAll long seed) {
        Farming farming = run(seed, 1, p -> 0.1 + 0.7 * Math.min(1, 2 * p), p -> 30 * p, p -> 10 * p);
        assertThat(farming.diverges(RULE)).isFalse();
    }

    @Property(tries = 300)
    void aSmallLossAtTheEndIsNotFarming(@ForAll long seed) {
        Farming farming = run(seed, 1, p -> 0.9 - 0.08 * p, p -> 30 * p, p -> 10 * p);
        assertThat(farming.isFarmed(RULE)).isFalse();
    }

    @Property(tries = 300)
    void noiseAloneIsNotFarming(@ForAll long seed) {
        Farming farming = run(seed, 1, p -> 0.5, p -> 20, p -> 5);
        assertThat(farming.isFarmed(RULE)).isFalse();
    }

    @Property(tries = 300)
    void everythingFallingIsNotFarming(@ForAll long seed) {
        Farming farming = run(seed, 1, p -> 0.8 - 0.7 * p, p -> 20 - 10 * p, p -> 5);
        assertThat(farming.diverges(RULE)).isFalse();
    }

    @Test
    void namesThatMarkSuccess() {
        assertThat(SuccessNames.mark("goal")).isTrue();
        assertThat(SuccessNames.mark("task_success")).isTrue();
        assertThat(SuccessNames.mark("outcome_reward")).isTrue();
        assertThat(SuccessNames.mark("ball_to_goal")).isFalse();
        assertThat(SuccessNames.mark("goal_distance")).isFalse();
        assertThat(SuccessNames.mark("winding")).isFalse();
    }
}
