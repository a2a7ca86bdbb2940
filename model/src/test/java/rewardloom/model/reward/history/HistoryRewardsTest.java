package rewardloom.model.reward.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Sheet;

/** References: the guide to methods, entries 63 and 27. */
class HistoryRewardsTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    private static Sheet four() {
        return Sheet.of(Kind.STEPS, "visits").numbers("episode", 0, 0, 0, 0).texts("items", "1;2;3", "3;4", "1;2", "5");
    }

    @Test
    void whatWasVisitedBeforeBringsNothing() {
        Outcome outcome = Outcome.of(new Submodular(), four().tables());

        assertThat(outcome.rows("gains").mapToDouble(r -> r.number("gain"))).containsExactly(3.0, 1.0, 0.0, 1.0);
        Outcome.Row episode = outcome.row("episodes");
        assertThat(episode.number("value")).isEqualTo(5);
        assertThat(episode.number("sum_of_single_visits")).isEqualTo(8);
        assertThat(episode.number("redundancy")).isCloseTo(.375, CLOSE);
        assertThat(outcome.finding("diminishing-returns").text()).contains("in all 1,000 random pairs");
        assertThat(outcome.row("greedy").number("at_least_of_best")).isCloseTo(1 - 1 / Math.E, CLOSE);
    }

    @Test
    void demandsAndWeights() {
        Outcome demand = Outcome.of(
                new Submodular(),
                Sheet.of(Kind.STEPS, "visits")
                        .numbers("episode", 0, 0, 0, 0)
                        .texts("items", "wood#1", "wood#2", "wood#3", "gold#1")
                        .tables(),
                "kind=demand",
                "demands=wood=2");
        assertThat(demand.rows("gains").mapToDouble(r -> r.number("gain"))).containsExactly(1.0, 1.0, 0.0, 1.0);

        Outcome weighted = Outcome.of(new Submodular(), four().tables(), "weights=3=10; 5=0.5");
        assertThat(weighted.rows("gains").mapToDouble(r -> r.number("gain"))).containsExactly(12.0, 1.0, 0.0, .5);
        assertThatThrownBy(() -> Outcome.of(new Submodular(), four().tables(), "weights=3=much"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("'3=much' is not of the form name=number");
    }

    @Test
    void loggedGainsAreChecked() {
        Outcome outcome = Outcome.of(
                new Submodular(), four().numbers("reward", 3, 1, 0, 1).tables(), "logged=reward");
        assertThat(outcome.finding("logged-gains").text()).isEqualTo("The logged reward is the marginal gain.");
        Outcome modular = Outcome.of(
                new Submodular(), four().numbers("reward", 3, 2, 2, 1).tables(), "logged=reward");
        assertThat(modular.finding("logged-gains").values()).containsEntry("largest_difference", 2.0);
    }

    /** ½ log det(I + K/σ²) by a determinant. */
    @Property(tries = 100)
    void informationIsTheLogOfADeterminant(
            @ForAll @Size(min = 1, max = 6) List<@DoubleRange(min = -2, max = 2) Double> places,
            @ForAll @DoubleRange(min = .05, max = 2) double noise) {
        double[][] positions = places.stream().map(p -> new double[] {p, p * p}).toArray(double[][]::new);
        int n = positions.length;
        SimpleMatrix matrix = SimpleMatrix.identity(n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double dx = positions[i][0] - positions[j][0];
                double dy = positions[i][1] - positions[j][1];
                matrix.set(i, j, matrix.get(i, j) + Math.exp(-(dx * dx + dy * dy) / 2) / noise);
            }
        }

        double[] gains = SetFunction.gains(
                new SetFunction.Information(positions, 1, noise),
                IntStream.range(0, n).toArray());

        assertThat(Arrays.stream(gains).sum()).isCloseTo(.5 * Math.log(matrix.determinant()), within(1e-6));
        assertThat(Arrays.stream(gains)).as("nothing is ever lost by looking").allMatch(g -> g >= 0);
    }

    @Property(tries = 100)
    void gainsTelescopeAndDiminish(
            @ForAll @Size(min = 1, max = 12) List<@Size(max = 4) List<@DoubleRange(min = 0, max = 5) Double>> visits) {
        int[][] items = visits.stream()
                .map(v -> v.stream().mapToInt(Double::intValue).distinct().toArray())
                .toArray(int[][]::new);
        double[] weights = {1, 2, 3, 4, 5, 6};
        int[] order = IntStream.range(0, items.length).toArray();
        double[] gains = SetFunction.gains(new SetFunction.Coverage(items, weights), order);
        double[] alone = SetFunction.alone(new SetFunction.Coverage(items, weights), order);
        double covered = Arrays.stream(items)
                .flatMapToInt(Arrays::stream)
                .distinct()
                .mapToDouble(i -> weights[i])
                .sum();

        assertThat(Arrays.stream(gains).sum()).isCloseTo(covered, CLOSE);
        for (int i = 0; i < gains.length; i++) {
            assertThat(gains[i]).isLessThanOrEqualTo(alone[i]);
        }
    }

    @Test
    void cellsAroundPositions() {
        Outcome outcome = Outcome.of(
                new Submodular(),
                Sheet.of(Kind.STEPS, "walk")
                        .numbers("episode", 0, 0, 0)
                        .numbers("x", .5, 1.5, 1.6)
                        .numbers("y", .5, .5, .5)
                        .tables(),
                "radius=1");

        // The cell itself and its four neighbours; then three new ones; then nothing.
        assertThat(outcome.rows("gains").mapToDouble(r -> r.number("gain"))).containsExactly(5.0, 3.0, 0.0);
    }

    @Test
    void intrinsicRewardWearsOff() {
        // The second time a message comes it counts 2^−3.
        assertThat(Novelty.intrinsic(new double[] {1, 1}, new int[] {1, 2}, 3)).containsExactly(1, .125);
        Outcome outcome = Outcome.of(
                new IntrinsicReward(),
                Sheet.of(Kind.STEPS, "nethack")
                        .numbers("episode", 0, 0, 1)
                        .texts("message", "a door opens", "a door opens", "a door opens")
                        .numbers("llm_label", 1, 1, 1)
                        .numbers("reward", 0, 0, 0)
                        .tables());

        Outcome.Row row = outcome.row("messages");
        // .4 in each of the two episodes, and .4·2^−3 = .05 for the second time in the first one.
        assertThat(row.number("intrinsic")).isCloseTo(.4 + .05 + .4, CLOSE);
    }

    @Test
    void messagesWithoutALabelEarnNothing() {
        assertThat(Novelty.intrinsic(new double[] {Double.NaN}, new int[] {1}, 3))
                .containsExactly(0);
        assertThat(Novelty.counts(new int[] {0, 1, 0, 0}, new int[] {0, 0, 0, 1}, 2))
                .containsExactly(1, 1, 2, 1);
        // Of 1, 2, 3 so far: (3 − 2)/√(2/3).
        assertThat(Novelty.normalised(new double[] {1, 2, 3})[2]).isCloseTo(Math.sqrt(1.5), CLOSE);
    }
}
