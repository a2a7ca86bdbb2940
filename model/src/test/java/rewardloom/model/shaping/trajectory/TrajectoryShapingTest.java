package rewardloom.model.shaping.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.project.LooseFormulas;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Sheet;

/** References: the guide to methods, entries 43, 33 and 3. */
class TrajectoryShapingTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private static final LooseFormulas FORMULAS = new LooseFormulas();

    @AfterAll
    static void closeEngine() {
        FORMULAS.close();
    }

    @Test
    void clipAndDeltaBoundProcessRewards() {
        double[] r = {.9, .8, .95, .7};

        double[] clipped = ProcessShape.CLIP.apply(r, .85);
        double[] delta = ProcessShape.DELTA.apply(r, .85);

        assertThat(clipped).containsExactly(new double[] {0, -.05, 0, -.15}, CLOSE);
        assertThat(Arrays.stream(clipped).sum()).isCloseTo(-.2, CLOSE);
        assertThat(delta).containsExactly(new double[] {.1, -.15, .95, 0}, CLOSE);
        assertThat(Arrays.stream(delta).sum()).isCloseTo(.9, CLOSE);
    }

    @Property(tries = 200)
    void deltaAddsUpToTheFirstRewardHoweverManySteps(
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(min = -2, max = 2) Double> rewards) {
        double[] r = rewards.stream().mapToDouble(Double::doubleValue).toArray();

        assertThat(Arrays.stream(ProcessShape.DELTA.apply(r, 0)).sum()).isCloseTo(r[0], within(1e-9));
        assertThat(Arrays.stream(ProcessShape.CLIP.apply(r, .5))).allMatch(v -> v <= 0);
    }

    @Test
    void moreStepsEarnMoreUntilTheyAreBounded() {
        SplittableRandom random = new SplittableRandom(3);
        int n = 60;
        double[][] rewards = new double[n][];
        double[] correct = new double[n];
        for (int i = 0; i < n; i++) {
            rewards[i] = random.doubles(2 + random.nextInt(12), .6, .9).toArray();
            correct[i] = random.nextInt(2);
        }
        Outcome outcome = Outcome.of(
                new ProcessRewards(),
                Sheet.of(Kind.RESPONSES, "solutions")
                        .lists("process_rewards", rewards)
                        .numbers("correct", correct)
                        .tables());

        assertThat(outcome.finding("steps-earn").text()).startsWith("More steps earn more: each adds 0.7");
        assertThat(outcome.row("shapes", "shape", "raw").number("hack_index")).isGreaterThan(.95);
        assertThat(outcome.row("shapes", "shape", "clip").number("hack_index")).isNegative();
        assertThat(Math.abs(outcome.row("shapes", "shape", "delta").number("hack_index")))
                .isLessThan(.4);
    }

    @Test
    void repeatedStepsAreFound() {
        Outcome outcome = Outcome.of(
                new ProcessRewards(),
                Sheet.of(Kind.STEPS, "solutions")
                        .numbers("episode", 0, 0, 0, 1, 1)
                        .numbers("prm_score", .9, .9, .8, .5, .4)
                        .texts("text", "So x = 1.", "so  X = 1.", "Done.", "So x = 1.", "Done.")
                        .tables());

        assertThat(outcome.finding("repeated-steps").text())
                .isEqualTo("20 % of the steps say again what their solution said before; they earn 0.9 on average, the"
                        + " others 0.65.");
        assertThat(outcome.row("solutions").number("repeated")).isEqualTo(1);
        assertThatThrownBy(() -> Outcome.of(
                        new ProcessRewards(),
                        Sheet.of(Kind.STEPS, "solutions")
                                .numbers("episode", 0)
                                .numbers("prm_score", Double.NaN)
                                .tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("no solution has a finite process reward");
    }

    @Test
    void segmentsOfOneFeature() {
        double[] x = {0, 0, .1, 5, 5.1, 5, 9, 9.1};

        Segmentation three = Segmentation.of(new double[][] {x}, 3, 1);
        Segmentation two = Segmentation.of(new double[][] {x}, 2, 1);

        assertThat(three.cuts()).containsExactly(3, 6);
        assertThat(three.spread()).isCloseTo(.048094, CLOSE);
        assertThat(three.labels(8)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2);
        assertThat(two.cuts()).containsExactly(3);
        assertThat(two.spread()).isCloseTo(1.007745, CLOSE);
        assertThat(new FeatureScore(1, .1, 0, .2).z(5)).isCloseTo(4.7, CLOSE);
    }

    @Property(tries = 100)
    void noOtherCutIsBetter(
            @ForAll @Size(8) List<@DoubleRange(min = -1, max = 1) Double> values,
            @ForAll @IntRange(min = 1, max = 6) int first,
            @ForAll @IntRange(min = 1, max = 6) int second) {
        double[] x = values.stream().mapToDouble(Double::doubleValue).toArray();
        int a = Math.min(first, second);
        int b = Math.max(first, second) + 1;
        double other = (sd(x, 0, a) + sd(x, a, b) + sd(x, b, 8)) / 3;

        assertThat(Segmentation.of(new double[][] {x}, 3, 1).spread()).isLessThanOrEqualTo(other + 1e-7);
    }

    private static double sd(double[] x, int from, int to) {
        double mean = Arrays.stream(x, from, to).average().orElseThrow();
        return Math.sqrt(Arrays.stream(x, from, to)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }

    /** Two demonstrations in three parts; one feature tells the last part, another is noise. */
    private static Sheet demonstrations() {
        int n = 40;
        double[] episode = new double[2 * n];
        double[] height = new double[2 * n];
        double[] noise = new double[2 * n];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2 * n; i++) {
            int t = i % n;
            episode[i] = i / n;
            height[i] = (t < 15 ? 0 : t < 30 ? 1 : 4) + .05 * random.nextGaussian();
            noise[i] = random.nextGaussian();
        }
        return Sheet.of(Kind.STEPS, "demos")
                .numbers("episode", episode)
                .numbers("observation/height", height)
                .numbers("observation/noise", noise);
    }

    @Test
    void theFeatureThatTellsTheLastPartIsFound() {
        Outcome outcome = Outcome.of(new Segments(), demonstrations().tables(), "features=height", "scale=false");

        assertThat(outcome.rows("cuts").map(r -> r.text("cuts"))).containsExactly("15 30", "15 30");
        Outcome.Row last = outcome.row("features", "segment", "3");
        assertThat(last.text("feature")).isEqualTo("height");
        assertThat(last.number("mean")).isCloseTo(4, within(.1));
        assertThat(last.number("score")).isGreaterThan(15);

        Outcome both = Outcome.of(new Segments(), demonstrations().tables(), "kept=1");
        assertThat(both.row("features", "segment", "3").text("feature")).isEqualTo("height");
        assertThat(both.rows("features")).hasSize(3);
    }

    @Test
    void aColumnOfListsIsAsManyFeatures() {
        double[][] frames = IntStream.range(0, 12)
                .mapToObj(i -> new double[] {i < 6 ? 0 : 3, i % 2, 7})
                .toArray(double[][]::new);
        Outcome outcome = Outcome.of(
                new Segments(),
                Sheet.of(Kind.STEPS, "frames")
                        .numbers("episode", new double[12])
                        .lists("embedding", frames)
                        .tables(),
                "features=embedding",
                "segments=2");

        assertThat(outcome.row("cuts").text("cuts")).isEqualTo("6");
        assertThat(outcome.rows("features").map(r -> r.text("feature")))
                .contains("embedding[0]", "embedding[1]", "embedding[2]");
    }

    @Test
    void tooFewStepsForTheSegments() {
        assertThatThrownBy(() ->
                        Outcome.of(new Segments(), demonstrations().first(2).tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("no episode has enough steps with finite features for 3 segments of at least 2");
        assertThatThrownBy(() -> Outcome.of(
                        new Segments(),
                        demonstrations()
                                .without("observation/height")
                                .without("observation/noise")
                                .tables()))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("give columns the role observation/NAME");
        assertThatThrownBy(() -> Outcome.of(new Segments(), demonstrations().tables(), "features=heat"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("heat");
    }

    @Property(tries = 200)
    void shapingTelescopes(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -5, max = 5) Double> potentials,
            @ForAll @DoubleRange(min = 0, max = 1) double gamma,
            @ForAll boolean terminal) {
        double[] phi = potentials.stream().mapToDouble(Double::doubleValue).toArray();

        PotentialSteps steps = PotentialSteps.of(phi, gamma, 1, terminal);

        assertThat(steps.leak()).isCloseTo(0, within(1e-9));
    }

    @Test
    void aSlopePaysForGoingToAndFro() {
        double[] phi = new double[20];
        Arrays.setAll(phi, i -> i % 2);

        assertThat(PotentialSteps.of(phi, 1, 1, false).leak()).isCloseTo(0, CLOSE);
        // Nine of the ten ways back are in the episode; each costs half as much as the way there paid.
        assertThat(PotentialSteps.of(phi, 1, .5, false).leak()).isCloseTo(4.5, CLOSE);
    }

    @Test
    void potentialsFromColumnsAndFormulas() {
        Sheet sheet = Sheet.of(Kind.STEPS, "walk")
                .numbers("episode", 0, 0, 0)
                .numbers("reward", 0, 0, 1)
                .numbers("observation/x", 2, 1, 0)
                .numbers("terminated", 0, 0, 1)
                .numbers("shaped", 1.1, 1.0, 0.0);

        Outcome formula = Outcome.of(
                new PotentialShaping(), sheet.tables(FORMULAS), "potential=-abs(x)", "gamma=0.9", "logged=shaped");

        assertThat(formula.row("episodes").number("leak")).isCloseTo(0, CLOSE);
        assertThat(formula.row("episodes").number("must_be")).isCloseTo(2, CLOSE);
        assertThat(formula.finding("logged-shaping").text()).isEqualTo("shaped is this shaping.");
        assertThat(formula.row("runs").number("shaping")).isCloseTo(2.1, CLOSE);
        assertThat(formula.row("runs").number("share")).isCloseTo(2.1 / 3.1, CLOSE);
        assertThatThrownBy(() -> Outcome.of(new PotentialShaping(), sheet.tables(FORMULAS), "potential=-abs(y)"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("walk: ")
                .hasMessageContaining("'y'");
        assertThatThrownBy(() -> Outcome.of(new PotentialShaping(), sheet.tables(FORMULAS), "potential=1 / x"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("no episode has a finite potential at every step");
    }
}
