package rewardloom.model.preference.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rewardloom.model.preference.RealData;

class PairFitTest {
    private static final Offset<Double> EXACT = within(1e-6);

    private static PairDesign items(int n) {
        return new PairDesign(IntStream.range(0, n).mapToObj(i -> "item " + i).toList());
    }

    private static void wins(PairDesign design, int winner, int loser, double times) {
        design.items(winner, loser, Outcome.FIRST, times);
    }

    /** The test of arena-rank: published .640 1.043 .660 2.270; exact numbers and errors of the reference computation. */
    private static PairDesign arena() {
        PairDesign design = items(4);
        double[][] wins = {{0, 1, 2}, {0, 3, 1}, {1, 0, 3}, {1, 2, 5}, {2, 1, 3}, {2, 3, 1}, {3, 0, 4}, {3, 2, 3}};
        for (double[] win : wins) {
            wins(design, (int) win[0], (int) win[1], win[2]);
        }
        return design;
    }

    @Test
    void bradleyTerryOfArenaRank() {
        PairFit fit = PairFit.of(arena(), TieRule.HALF, 0, true);

        assertThat(fit.converged()).isTrue();
        assertThat(Arrays.stream(fit.weights()).map(Math::exp).toArray())
                .containsExactly(new double[] {.63983482, 1.04331440, .65981020, 2.27037663}, EXACT);
        assertThat(fit.logLikelihood()).isCloseTo(-13.428450080, EXACT);
        assertThat(errors(fit)).containsExactly(new double[] {.548070, .481781, .520401, .621343}, EXACT);
        assertThat(IntStream.range(0, 4).mapToDouble(fit::robustError).toArray())
                .containsExactly(new double[] {.544343, .484655, .528173, .623970}, EXACT);
        double[] elo = Arrays.stream(fit.weights())
                .map(theta -> 1000 + 400 / Math.log(10) * theta)
                .toArray();
        assertThat(elo).containsExactly(new double[] {922.427147, 1007.366081, 927.767609, 1142.439163}, within(1e-5));
    }

    /**
     * arena-rank gives sandwich errors at the maximum of the likelihood, and adds 10⁻⁵ N to the diagonal of the information before it
     * inverts it, which makes them smaller by a ten thousandth.
     */
    @Test
    void errorsInEloUnitsOfArenaRank() {
        PairFit fit = PairFit.of(arena(), TieRule.HALF, 0, true);
        double[] published = {94.553304, 84.185605, 91.744269, 108.381915};

        for (int i = 0; i < 4; i++) {
            assertThat(400 / Math.log(10) * fit.robustError(i) / published[i]).isBetween(1.0, 1.0002);
        }
    }

    private static double[] errors(PairFit fit) {
        return IntStream.range(0, fit.weights().length)
                .mapToDouble(fit::standardError)
                .toArray();
    }

    /** Citations between journals of statistics (Stigler 1994), fitted by R's BradleyTerry2 1.1-2. */
    @Test
    void bradleyTerryOfStigler() {
        double[][] cited = {{714, 730, 498, 221}, {33, 425, 68, 17}, {320, 813, 1072, 142}, {284, 276, 325, 188}};
        PairDesign design = items(4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                if (i != j) {
                    wins(design, i, j, cited[i][j]);
                }
            }
        }
        PairFit fit = PairFit.of(design, TieRule.DROP, 0, true);
        double[] against =
                Arrays.stream(fit.weights()).map(w -> w - fit.weights()[0]).toArray();

        assertThat(against)
                .containsExactly(new double[] {0, -2.949072496844, -.479569769752, .268954055819}, within(1e-9));
        double saturated = 0;
        double even = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                if (i != j) {
                    saturated += cited[i][j] * Math.log(cited[i][j] / (cited[i][j] + cited[j][i]));
                    even += cited[i][j] * Math.log(.5);
                }
            }
        }
        assertThat(2 * (saturated - fit.logLikelihood())).as("deviance").isCloseTo(4.2934, within(5e-5));
        assertThat(2 * (saturated - even)).as("of equal scores").isCloseTo(1925.2329, within(5e-5));
        assertThat(fit.standardError(1, 0)).isCloseTo(.10254533537, within(1e-9));
        assertThat(fit.standardError(2, 0)).isCloseTo(.06058872924, within(1e-9));
        assertThat(fit.standardError(3, 0)).isCloseTo(.07082996511, within(1e-9));
    }

    @Test
    void smallExamplesOfChoix() {
        PairDesign design = items(3);
        wins(design, 0, 1, 2);
        wins(design, 1, 2, 1);
        wins(design, 2, 0, 1);
        assertThat(PairFit.of(design, TieRule.HALF, 0, true).weights())
                .containsExactly(new double[] {.419617624, -.419617624, 0}, within(1e-8));

        PairDesign circle = items(3);
        wins(circle, 0, 1, 1);
        wins(circle, 1, 2, 1);
        wins(circle, 2, 0, 1);
        assertThat(PairFit.of(circle, TieRule.HALF, 0, true).weights())
                .containsExactly(new double[] {0, 0, 0}, within(1e-12));
    }

    @Test
    void likelihoodOfChoix() {
        int[][] wins = {{0, 1}, {1, 2}, {2, 0}};
        double sum = Arrays.stream(wins)
                .mapToDouble(win -> TieRule.DROP.terms(Outcome.FIRST, win[0] - win[1], Double.NaN)[0])
                .sum();
        double e = Math.E;

        assertThat(sum)
                .as("of the scores 0, 1, 2")
                .isCloseTo(3 - Math.log(1 + e) - Math.log(e + e * e) - Math.log(e * e + 1), within(1e-12));
    }

    /** Chocolate pudding (Davidson 1970, table 1), first brand, second brand, first preferred, second preferred, ties. */
    private static final int[][] PUDDING = {
        {1, 2, 19, 22, 16},
        {1, 3, 16, 19, 12},
        {2, 3, 19, 19, 10},
        {1, 4, 18, 23, 13},
        {2, 4, 23, 19, 9},
        {3, 4, 19, 20, 15},
        {1, 5, 13, 19, 18},
        {2, 5, 16, 20, 12},
        {3, 5, 16, 15, 17},
        {4, 5, 17, 14, 16},
        {1, 6, 18, 21, 12},
        {2, 6, 22, 20, 12},
        {3, 6, 13, 18, 10},
        {4, 6, 14, 19, 18},
        {5, 6, 11, 21, 12}
    };

    @Test
    void davidsonOfHisPudding() {
        PairDesign design = items(6);
        for (int[] row : PUDDING) {
            design.items(row[0] - 1, row[1] - 1, Outcome.FIRST, row[2]);
            design.items(row[0] - 1, row[1] - 1, Outcome.SECOND, row[3]);
            design.items(row[0] - 1, row[1] - 1, Outcome.TIE, row[4]);
        }
        PairFit fit = PairFit.of(design, TieRule.DAVIDSON, 0, true);
        double[] worth = Arrays.stream(fit.weights()).map(Math::exp).toArray();
        double all = Arrays.stream(worth).sum();
        double[] shares = Arrays.stream(worth).map(w -> w / all).toArray();

        assertThat(shares)
                .containsExactly(
                        new double[] {.1388034, .1730015, .1617474, .1653730, .1586854, .2023893}, within(1e-7));
        assertThat(TieRule.DAVIDSON.natural(fit.tau())).isCloseTo(.746822982, within(1e-8));
        assertThat(fit.logLikelihood()).isCloseTo(-809.709510090, within(1e-8));
        assertThat(shares)
                .as("as he published it after seven steps")
                .containsExactly(
                        new double[] {.1388005, .1729985, .1617420, .1653930, .1586805, .2023855}, within(5e-5));
        assertThat(TieRule.DAVIDSON.natural(fit.tau())).isCloseTo(.7468147, within(5e-5));
    }

    @Test
    void probabilitiesOfTies() {
        double d = Math.log(2);
        assertThat(probabilities(TieRule.DAVIDSON, d, Math.log(.5)))
                .containsExactly(new double[] {.539504287, .190743570, .269752143}, within(1e-9));
        assertThat(probabilities(TieRule.RAO_KUPPER, d, Math.log(1.5)))
                .containsExactly(new double[] {.571428571, .178571429, .25}, within(1e-9));
    }

    private static double[] probabilities(TieRule rule, double d, double tau) {
        return Arrays.stream(Outcome.values())
                .mapToDouble(o -> rule.probability(o, d, tau))
                .toArray();
    }

    /** Derivatives against differences of the function itself, for every outcome and rule. */
    @Property(tries = 200)
    void derivativesAreThoseOfTheFunction(
            @ForAll @DoubleRange(min = -4, max = 4) double d, @ForAll @DoubleRange(min = 0.05, max = 3) double tau) {
        double h = 1e-5;
        for (TieRule rule : TieRule.values()) {
            for (Outcome outcome : Outcome.values()) {
                double[] t = rule.terms(outcome, d, tau);
                double[] right = rule.terms(outcome, d + h, tau);
                double[] left = rule.terms(outcome, d - h, tau);
                double[] up = rule.terms(outcome, d, tau + h);
                double[] down = rule.terms(outcome, d, tau - h);
                assertThat(t[1])
                        .as("%s %s by d", rule, outcome)
                        .isCloseTo((right[0] - left[0]) / (2 * h), within(1e-5));
                assertThat(t[2]).as("%s %s by τ", rule, outcome).isCloseTo((up[0] - down[0]) / (2 * h), within(1e-4));
                assertThat(t[3]).isCloseTo((right[1] - left[1]) / (2 * h), within(1e-5));
                assertThat(t[4]).isCloseTo((up[1] - down[1]) / (2 * h), within(1e-4));
                assertThat(t[5]).isCloseTo((up[2] - down[2]) / (2 * h), within(1e-3));
            }
            if (rule.hasParameter()) {
                assertThat(Arrays.stream(probabilities(rule, d, tau)).sum()).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void modelsOfPandaLm() throws Exception {
        Path file = RealData.of("preferences/pandalm/testset-v1.json");
        assumeTrue(Files.exists(file), "the PandaLM labels are not at hand");
        JsonNode rows = new JsonMapper().readTree(file.toFile());
        List<String> models = List.of("bloom-7b", "cerebras-gpt-6.7B", "llama-7b", "opt-7b", "pythia-6.9b");
        PairDesign design = new PairDesign(models);
        double[] llamaBloom = new double[3];
        List<String> unknown = new ArrayList<>();
        for (JsonNode row : rows) {
            String[] names = row.get("cmp_key").asText().split("_");
            int first = models.indexOf(names[0]);
            int second = models.indexOf(names[1]);
            if (first < 0 || second < 0) {
                unknown.add(row.get("cmp_key").asText());
                continue;
            }
            Outcome outcome = majority(row);
            design.items(first, second, outcome, 1);
            if (names[0].equals("bloom-7b") && names[1].equals("llama-7b")) {
                llamaBloom[outcome.ordinal()]++;
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(llamaBloom).as("llama loses, ties, wins").containsExactly(28, 11, 72);

        PairFit half = PairFit.of(design, TieRule.HALF, 0, true);
        assertThat(half.weights())
                .containsExactly(new double[] {-.018195, -.536753, .724316, -.242983, .073614}, EXACT);
        assertThat(Arrays.stream(half.weights())
                        .map(theta -> 1000 + 400 / Math.log(10) * theta)
                        .toArray())
                .containsExactly(new double[] {996.839, 906.757, 1125.827, 957.790, 1012.788}, within(1e-3));
        PairFit davidson = PairFit.of(design, TieRule.DAVIDSON, 0, true);
        assertThat(davidson.weights())
                .containsExactly(new double[] {-.020727, -.606591, .818972, -.274476, .082823}, EXACT);
        assertThat(TieRule.DAVIDSON.natural(davidson.tau())).isCloseTo(.251432508, EXACT);
        assertThat(davidson.logLikelihood()).isCloseTo(-897.829248547, EXACT);
        PairFit raoKupper = PairFit.of(design, TieRule.RAO_KUPPER, 0, true);
        assertThat(raoKupper.converged()).isTrue();
        assertThat(raoKupper.logLikelihood())
                .as("another model of the same data fits about as well")
                .isCloseTo(davidson.logLikelihood(), within(5.0));
    }

    private static Outcome majority(JsonNode row) {
        int[] counts = new int[3];
        for (int rater = 1; rater <= 3; rater++) {
            counts[row.get("annotator" + rater).asInt()]++;
        }
        return counts[1] > 1 ? Outcome.FIRST : counts[2] > 1 ? Outcome.SECOND : Outcome.TIE;
    }

    @Test
    void saysWhenThereIsNoFiniteScore() {
        PairDesign design = items(3);
        wins(design, 0, 1, 3);
        wins(design, 1, 2, 2);
        wins(design, 2, 1, 1);
        assertThat(PairFit.of(design, TieRule.HALF, 0, true).converged()).isFalse();

        WinGraph graph = new WinGraph(3);
        graph.add(0, 1, Outcome.FIRST);
        graph.add(1, 2, Outcome.FIRST);
        graph.add(2, 1, Outcome.FIRST);
        assertThat(graph.groups()).containsExactly(List.of(1, 2), List.of(0));
        graph.add(0, 2, Outcome.TIE);
        assertThat(graph.groups()).containsExactly(List.of(0, 1, 2));

        PairFit prior = PairFit.of(design, TieRule.HALF, 1, true);
        assertThat(prior.converged()).as("a normal prior keeps scores finite").isTrue();
        assertThat(prior.weights()[0]).isGreaterThan(prior.weights()[1]);
    }

    @Test
    void tiesThatNeverHappenedNeedNoParameter() {
        PairFit fit = PairFit.of(arena(), TieRule.RAO_KUPPER, 0, true);

        assertThat(fit.rule()).isEqualTo(TieRule.DROP);
        assertThat(fit.weights())
                .isEqualTo(PairFit.of(arena(), TieRule.DROP, 0, true).weights());
    }

    /** The logistic regression of twelve points on two numbers, by statsmodels 0.15 (Logit without constant). */
    @Test
    void logisticOnDifferences() {
        double[][] x = {
            {1, .5},
            {-.5, 1},
            {2, -1},
            {.3, .2},
            {-1, -1},
            {.7, -2},
            {1.5, 1},
            {-.2, .4},
            {-1.3, .8},
            {.9, .1},
            {-.6, -.7},
            {.4, 1.2}
        };
        int[] y = {1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1};
        PairDesign design = new PairDesign(List.of("speed", "style"));
        for (int i = 0; i < x.length; i++) {
            design.row(x[i], y[i] == 1 ? Outcome.FIRST : Outcome.SECOND);
        }
        PairFit fit = PairFit.of(design, TieRule.DROP, 0, false);

        assertThat(fit.weights()).containsExactly(LOGIT, within(1e-6));
        assertThat(errors(fit)).containsExactly(LOGIT_ERRORS, within(1e-6));
        assertThat(fit.logLikelihood()).isCloseTo(LOGIT_LIKELIHOOD, within(1e-7));
    }

    private static final double[] LOGIT = {1.229868004, 0.724394140};
    private static final double[] LOGIT_ERRORS = {0.798307958, 0.731054402};
    private static final double LOGIT_LIKELIHOOD = -6.367268374;
}
