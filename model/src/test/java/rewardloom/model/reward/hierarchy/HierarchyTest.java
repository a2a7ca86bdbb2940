package rewardloom.model.reward.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.figure.Figure;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Sheet;

/** References: the guide to methods, entries 16 and 61. */
class HierarchyTest {
    private static final Offset<Double> CLOSE = within(1e-6);

    private static MemoryTables three() {
        return Sheet.of(Kind.EPISODES, "three")
                .integers("episode", 0, 1, 2)
                .numbers("component/outcome", 10, 10.05, 8)
                .numbers("component/speed", 3, 1, 9)
                .tables();
    }

    @Test
    void theFirstLevelThatTellsThemApartDecides() {
        Outcome outcome = Outcome.of(new Hierarchy(), three());

        assertThat(outcome.row("levels", "factor", "outcome").number("margin")).isCloseTo(.1169402, CLOSE);
        assertThat(outcome.row("levels", "factor", "speed").number("margin")).isCloseTo(.4163332, CLOSE);
        assertThat(outcome.row("levels", "factor", "outcome").number("decided")).isEqualTo(2);
        assertThat(outcome.row("levels", "factor", "speed").number("decided")).isEqualTo(1);
        assertThat(outcome.rows("preferences")
                        .map(r -> r.text("better").replaceAll(".*\\D", "") + ">"
                                + r.text("worse").replaceAll(".*\\D", "")))
                .containsExactlyInAnyOrder("0>1", "0>2", "1>2");
    }

    @Test
    void whoWinsIsDrawnOnlyWhereRunsWereCompared() {
        assertThat(Outcome.of(new Hierarchy(), three()).result().figures())
                .extracting(Figure::name)
                .doesNotContain("wins");
        MemoryTables two = Sheet.of(Kind.EPISODES, "four")
                .integers("episode", 0, 1, 2)
                .numbers("component/outcome", 20, 20, 20)
                .numbers("component/speed", 3, 1, 9)
                .to(three());
        assertThat(Outcome.of(new Hierarchy(), two).result().figures())
                .extracting(Figure::name)
                .contains("wins");
    }

    @Test
    void theDeviationIsTheSampleOneUnlessSaidOtherwise() {
        assertThat(Outcome.of(new Hierarchy(), three(), "deviation=population")
                        .row("levels", "factor", "outcome")
                        .number("margin"))
                .isCloseTo(.1169402 * Math.sqrt(2 / 3.0), CLOSE);
    }

    /** The authors' code uses the second margin at the third level as well, and wraps the list of margins anew for every pair. */
    @Test
    void everyLevelHasItsOwnMarginForEveryPair() {
        DecisionTree tree = new DecisionTree(new double[] {1, 5, .1});
        double[] first = {0, 0, 1};
        double[] second = {.5, 4, 0};

        for (int again = 0; again < 3; again++) {
            assertThat(tree.choose(first, second)).isEqualTo(new DecisionTree.Choice(1, 2));
        }
        Outcome outcome = Outcome.of(
                new Hierarchy(),
                Sheet.of(Kind.SCORES, "levels")
                        .numbers("a", 0, 0, 10)
                        .numbers("b", 0, 1, 10)
                        .numbers("c", 0, 1, 10)
                        .tables(),
                "factors=a,b,c",
                "margins=1,2,0.01");
        assertThat(outcome.row("levels", "factor", "c").number("sigma")).isEqualTo(.01);
        // The first two differ by .1 standard deviations in b, too little there, and enough in c.
        assertThat(outcome.row("levels", "factor", "c").number("decided")).isEqualTo(1);
    }

    @Test
    void lessIsBetterAfterAMinus() {
        Outcome outcome = Outcome.of(
                new Hierarchy(),
                Sheet.of(Kind.SCORES, "costs")
                        .numbers("cost", 1, 2)
                        .numbers("speed", 5, 5)
                        .tables(),
                "factors=-cost,speed");

        assertThat(outcome.row("preferences").text("better")).endsWith("0");
    }

    @Test
    void equalAtEveryLevelStaysUndecided() {
        Outcome outcome = Outcome.of(
                new Hierarchy(),
                Sheet.of(Kind.SCORES, "equal")
                        .numbers("a", 1, 1, 2)
                        .numbers("b", 3, 3, 3)
                        .tables(),
                "factors=a,b");

        assertThat(outcome.row("levels", "factor", "undecided").number("decided"))
                .isEqualTo(1);
    }

    @Test
    void bradleyTerryRecoversWeights() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] differences = new double[4000][2];
        for (double[] d : differences) {
            d[0] = random.nextGaussian();
            d[1] = random.nextGaussian();
            double p = 1 / (1 + Math.exp(-(2 * d[0] - d[1])));
            if (random.nextDouble() > p) {
                d[0] = -d[0];
                d[1] = -d[1];
            }
        }

        BradleyTerry model = BradleyTerry.fit(differences, 1e-6);

        assertThat(model.weights()[0]).isCloseTo(2, within(.2));
        assertThat(model.weights()[1]).isCloseTo(-1, within(.15));
    }

    @Test
    void labelsOfPairsAreCompared() {
        Outcome outcome = Outcome.of(
                new Hierarchy(),
                Sheet.of(Kind.PAIRS, "pairs")
                        .numbers("success_a", 1, 0, 1)
                        .numbers("success_b", 0, 1, 1)
                        .numbers("speed_a", 1, 1, 3)
                        .numbers("speed_b", 9, 9, 1)
                        .numbers("label", 1, 0, 0)
                        .tables(),
                "factors=success,speed");

        assertThat(outcome.row("levels", "factor", "success").number("decided")).isEqualTo(2);
        // The third label prefers the slower one.
        assertThat(outcome.rows("agreement")
                        .filter(r -> r.text("with").contains("label"))
                        .findFirst()
                        .orElseThrow()
                        .number("share"))
                .isCloseTo(2 / 3.0, CLOSE);
    }

    @Test
    void marginsAreNumbers() {
        assertThatThrownBy(() -> Outcome.of(new Hierarchy(), three(), "margins=0.1,-1"))
                .isInstanceOf(AnalysisException.class)
                .hasMessage("a margin is a number from 0 on, not '-1'");
        assertThatThrownBy(() -> Outcome.of(new Hierarchy(), three(), "factors=speed,heat"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("heat");
    }

    @Test
    void stepRewardsCountBehindTheGate() {
        Outcome outcome = Outcome.of(
                new Gating(),
                Sheet.of(Kind.EPISODES, "turns")
                        .integers("episode", 0, 1)
                        .numbers("component/outcome", 1, -1)
                        .numbers("component/steps", .5, .5)
                        .tables());

        Outcome.Row row = outcome.row("gating");
        assertThat(row.number("open")).isEqualTo(.5);
        // 1.5 and −1 behind the gate; 1.5 and −.5 without it.
        assertThat(row.number("gated")).isCloseTo(.25, CLOSE);
        assertThat(row.number("direct")).isCloseTo(.5, CLOSE);
    }

    @Test
    void theGateIsWhereThereIsAnOutcome() {
        long[] steps = {0, 1};
        MemoryTables training = new MemoryTables()
                .addSeries("training", "reward_component/style", steps, new double[] {1, 2})
                .addSeries("training", "reward_component/effort", steps, new double[] {-1, -1});
        Outcome outcome = Outcome.of(
                new Gating(),
                Sheet.of(Kind.EPISODES, "turns")
                        .integers("episode", 0, 1)
                        .numbers("component/outcome", 1, -1)
                        .numbers("component/steps", .5, .5)
                        .to(training));

        assertThat(outcome.row("gating").number("open")).isEqualTo(.5);
    }

    @Test
    void howFarRolloutsGet() {
        Outcome outcome = Outcome.of(
                new Gating(),
                Sheet.of(Kind.EPISODES, "turns")
                        .integers("episode", 0, 1, 2, 3)
                        .numbers("component/outcome", 1, -1, 1, 1)
                        .numbers("component/steps", .5, .5, 0, 0)
                        .numbers("submitted", 0, 1, 1, 1)
                        .tables());

        Outcome.Row row = outcome.row("rates", "rate", "completion");
        assertThat(row.number("mean")).isEqualTo(.75);
        assertThat(row.number("mean_low")).isCloseTo(.3006, within(1e-4));
        assertThat(row.number("first_fifth")).isZero();
        assertThat(row.number("last_fifth")).isEqualTo(1);
    }

    @Test
    void aThresholdThatIsMetOnlyJustClosesTheGate() {
        MemoryTables tables = Sheet.of(Kind.EPISODES, "turns")
                .integers("episode", 0, 1)
                .numbers("component/outcome", 1, 1)
                .numbers("component/steps", .5, .5)
                .tables();

        assertThat(Outcome.of(new Gating(), tables, "threshold=1").row("gating").number("gated"))
                .isEqualTo(1);
        assertThat(Outcome.of(new Gating(), tables, "threshold=0.99")
                        .row("gating")
                        .number("gated"))
                .isEqualTo(1.5);
    }

    @Test
    void stepsThatRiseWhileTheOutcomeFallsAreMisaligned() {
        int n = 100;
        long[] steps = new long[n];
        Arrays.setAll(steps, i -> i);
        double[] outcome = new double[n];
        double[] process = new double[n];
        // Together until the middle, apart from there on.
        Arrays.setAll(outcome, i -> i < 50 ? i : 100 - i);
        Arrays.setAll(process, i -> i);
        MemoryTables tables = new MemoryTables()
                .addSeries("run", "rewards/outcome", steps, outcome)
                .addSeries("run", "rewards/process", steps, process);

        Outcome result = Outcome.of(new Gating(), tables);

        assertThat(result.finding("misaligned-steps").values())
                .containsEntry("windows", 5L)
                .containsEntry("place", 50.0);
        assertThatThrownBy(() -> Outcome.of(new Gating(), tables, "outcome=heat"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("there are outcome, process");
    }
}
