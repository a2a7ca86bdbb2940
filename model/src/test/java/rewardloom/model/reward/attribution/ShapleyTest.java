package rewardloom.model.reward.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import rewardloom.model.reward.attribution.Game.Combination;
import rewardloom.model.reward.attribution.Game.Value;

class ShapleyTest {

    /** By hand, as in ProMed: v(∅) = .2, v(a) = .5, v(b) = .4, v(ab) = .9. */
    @Test
    void twoFactsShareWhatTheyAchieve() {
        Shapley shapley = Shapley.exact(new double[] {.2, .5, .4, .9}, 2);

        assertThat(shapley.values()).containsExactly(new double[] {.4, .3}, within(1e-12));
        assertThat(Arrays.stream(shapley.values()).sum()).isCloseTo(.7, within(1e-12));
        assertThat(shapley.softmax(2)).containsExactly(new double[] {.5125, .4875}, within(5e-5));
        assertThat(shapley.leaveOneOut()).containsExactly(new double[] {.5, .4}, within(1e-12));
    }

    /** The glove game: one left glove (0), two right ones (1, 2); a pair is worth 1. Known values 2/3, 1/6, 1/6. */
    @Test
    void theRareGloveIsWorthMost() {
        double[] v = new double[8];
        Arrays.setAll(v, m -> (m & 1) != 0 && (m & 6) != 0 ? 1 : 0);
        assertThat(Shapley.exact(v, 3).values())
                .containsExactly(new double[] {2 / 3.0, 1 / 6.0, 1 / 6.0}, within(1e-12));
    }

    @Property(tries = 50)
    void theValuesAddUpAndTheSampledOnesComeNear(
            @ForAll @Size(32) List<@DoubleRange(min = -5, max = 5) Double> values) {
        double[] v = values.stream().mapToDouble(Double::doubleValue).toArray();
        Shapley exact = Shapley.exact(v, 5);
        Shapley sampled = Shapley.sampled(m -> v[(int) m], 5, 2000, 7);

        assertThat(Arrays.stream(exact.values()).sum()).isCloseTo(v[31] - v[0], within(1e-9));
        assertThat(Arrays.stream(sampled.values()).sum()).isCloseTo(v[31] - v[0], within(1e-9));
        for (int k = 0; k < 5; k++) {
            assertThat(sampled.values()[k]).isCloseTo(exact.values()[k], within(5 * sampled.errors()[k] + 1e-9));
        }
    }

    @Property(tries = 40)
    void oneCoalitionAtATimeGivesTheSameAsAllAtOnce(
            @ForAll @IntRange(min = 2, max = 6) int players,
            @ForAll Combination combination,
            @ForAll Value value,
            @ForAll @DoubleRange(min = 0, max = 1000) double seed) {
        java.util.SplittableRandom random = new java.util.SplittableRandom((long) seed);
        int rows = 2500;
        double[][] columns = new double[players][rows];
        double[] gold = new double[rows];
        for (int i = 0; i < rows; i++) {
            gold[i] = random.nextInt(4);
            for (int k = 0; k < players; k++) {
                columns[k][i] = random.nextInt(-2, 3) * 0.1;
            }
        }
        List<int[]> groups = IntStream.range(0, rows / 5)
                .mapToObj(g -> IntStream.range(5 * g, 5 * g + 5).toArray())
                .toList();
        Game game = new Game(columns, gold, groups, combination, value, 100_000, 1);
        double[] all = game.all();
        for (int mask = 0; mask < all.length; mask++) {
            assertThat(game.of(mask)).as(combination + " " + value + " " + mask).isCloseTo(all[mask], within(1e-9));
        }
    }

    /** Two prompts; the first model knows, the second is noise. Winners by hand: 1 and 1 against 0.5. */
    @Test
    void theModelThatKnowsEarnsTheWinners() {
        double[][] columns = {{1, 0, 0, 1}, {0, 0, 0, 0}};
        double[] gold = {1, 0, 0, 1};
        Game game = new Game(
                columns, gold, List.of(new int[] {0, 1}, new int[] {2, 3}), Combination.SUM, Value.WINNER_GOLD, 100, 1);
        Shapley shapley = Shapley.exact(game.all(), 2);
        assertThat(shapley.none()).isEqualTo(.5);
        assertThat(shapley.all()).isEqualTo(1);
        assertThat(shapley.values()).containsExactly(.5, 0);
    }

    @Test
    void kinestheticCombinationIsCountedAsDefined() {
        double[][] columns = {{.5, .5, 1}, {.8, -.8, 1}, {.1, .1, 0}};
        Game game = new Game(columns, new double[0], List.of(), Combination.KRC, Value.MEAN, 100, 1);
        // KRC(.5,.8,.1) = .341995, with one negative −.341995, KRC(1,1,0) = 0.
        assertThat(game.of(7)).isCloseTo(0, within(1e-12));
        assertThat(game.of(3)).isCloseTo((Math.sqrt(.4) - Math.sqrt(.4) + 1) / 3, within(1e-12));
    }

    @Test
    void explainedVarianceIsThatOfLeastSquares() {
        double[] a = {1, 2, 3, 4, 5, 6};
        double[] b = {1, -1, 1, -1, 1, -1};
        double[] target = new double[6];
        Arrays.setAll(target, i -> 2 * a[i] + 3 * b[i]);
        java.util.Map<String, double[]> columns = new java.util.LinkedHashMap<>();
        columns.put("a", a);
        columns.put("b", b);
        columns.put("target", target);
        var moments = rewardloom.model.statistics.Comoments.of(columns);
        assertThat(Explained.of(moments, 0)).isZero();
        assertThat(Explained.of(moments, 3)).isCloseTo(1, within(1e-12));
        double r = rewardloom.model.statistics.Correlation.pearson(a, target);
        assertThat(Explained.of(moments, 1)).isCloseTo(r * r, within(1e-12));
    }
}
