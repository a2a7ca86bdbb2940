package rewardloom.model.overoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;

class TiltingTest {

    @Test
    void tiltsTheBaseTowardsTheReward() {
        Tilting tilted = Tilting.of(new double[] {.5, .3, .2}, new double[] {0, 1, 2}, 1);

        assertThat(tilted.probabilities()).containsExactly(new double[] {.1790, .2919, .5291}, within(5e-5));
        assertThat(tilted.reward()).isCloseTo(1.350056, within(1e-6));
        assertThat(tilted.kl()).isCloseTo(.322834, within(1e-6));
    }

    @Test
    void withoutATiltNothingMoves() {
        Tilting tilted = Tilting.of(new double[] {.25, .75}, new double[] {4, 8}, 0);

        assertThat(tilted.reward()).isEqualTo(7);
        assertThat(tilted.kl()).isZero();
    }

    @Test
    void noChoiceByGoldItselfGetsAboveTheFrontier() {
        double[] gold = new double[4096];
        for (int i = 0; i < gold.length; i++) {
            gold[i] = Math.sin(i * 12.9898) * 3 + Math.cos(i * 4.1414);
        }
        Frontier frontier = Frontier.of(List.of(new BestOfNPool.Prompt(new double[][] {gold}, gold)));

        // A thousandth for the straight lines between the points of the frontier.
        for (int n : new int[] {2, 8, 32, 128}) {
            double best = frontier.at(BestOfN.kl(n));
            double picked = BestOfN.estimate(gold, gold, n);
            assertThat(picked).isLessThanOrEqualTo(best * 1.001).isGreaterThan(best * 0.9);
        }
        assertThat(frontier.at(Math.log(4096) - 1)).isNaN();
    }

    /** The frontier of standard normal rewards is √(2·KL). */
    @Test
    void frontierOfNormalRewards() {
        NormalDistribution normal = new NormalDistribution();
        double[] rewards = new double[50_000];
        Arrays.setAll(rewards, i -> normal.inverseCumulativeProbability((i + 0.5) / rewards.length));
        Frontier frontier = Frontier.ofRewards(List.of(rewards));

        for (double kl : new double[] {0.25, 1, 2, 4}) {
            assertThat(frontier.at(kl)).isCloseTo(Math.sqrt(2 * kl), within(0.02));
        }
        assertThat(frontier.most()).isGreaterThan(5);
    }

    @Property(tries = 50)
    void aPathIsWhatEachOfItsPointsIs(
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -30, max = 30) Double> rewards,
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double first) {
        double[] values = rewards.stream().mapToDouble(Double::doubleValue).toArray();
        double[] base = new double[values.length];
        Arrays.fill(base, 1.0 / base.length);

        TiltedPath path = TiltedPath.of(values, first);

        for (int i = 1; i <= TiltedPath.POINTS; i++) {
            // 1/β doubles every six points, in equal steps between.
            double inverseBeta = first * Math.pow(2, (i - 1) / 6) * (1 + (i - 1) % 6 / 6.0);
            Tilting one = Tilting.of(base, values, inverseBeta);
            assertThat(path.reward()[i]).isCloseTo(one.reward(), within(1e-8));
            assertThat(path.kl()[i]).isCloseTo(one.kl(), within(1e-8));
        }
        assertThat(path.kl()[0]).isZero();
        assertThat(path.reward()[0]).isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-12));
    }
}
