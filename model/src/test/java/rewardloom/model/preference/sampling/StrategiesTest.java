package rewardloom.model.preference.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.preference.Answer;
import rewardloom.model.preference.Check;
import rewardloom.model.preference.Examples;
import rewardloom.model.preference.Item;
import rewardloom.model.preference.ItemFeatures;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.LabelLog;
import rewardloom.model.preference.LabelSession;
import rewardloom.model.preference.LabelTables;
import rewardloom.model.preference.PairQueue;
import rewardloom.model.preference.PairSample;
import rewardloom.model.preference.Questionnaire;
import rewardloom.model.preference.SqliteStore;
import rewardloom.model.preference.Turn;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

class StrategiesTest {
    private final Tables study = study();

    /** Sixty episodes of ten steps whose two components are drawn at random. */
    private static Tables study() {
        int rows = 600;
        SplittableRandom random = new SplittableRandom(5);
        long[] episode = new long[rows];
        double[] touch = new double[rows];
        double[] goal = new double[rows];
        double[] reward = new double[rows];
        double a = 0;
        double b = 0;
        for (int i = 0; i < rows; i++) {
            episode[i] = i / 10;
            if (i % 10 == 0) {
                a = random.nextDouble(-1, 1);
                b = random.nextDouble(-1, 1);
            }
            touch[i] = a;
            goal[i] = b;
            reward[i] = a + b;
        }
        TableSpec spec = new TableSpec(
                Kind.STEPS,
                "walker",
                "walker",
                List.of(
                        new Column("episode", ColumnType.INT64),
                        new Column("reward", ColumnType.FLOAT64),
                        new Column("component/touch", ColumnType.FLOAT64),
                        new Column("component/goal", ColumnType.FLOAT64)));
        return new MemoryTables()
                .add(
                        spec,
                        new Provenance("walker.hdf5", "minari", "5".repeat(64), 1),
                        List.of(new Batch(
                                rows,
                                List.of(
                                        new Values.Longs(episode),
                                        new Values.Doubles(reward),
                                        new Values.Doubles(touch),
                                        new Values.Doubles(goal)))));
    }

    private PairSample draw(Strategy strategy, String by, Drawing.Checks checks, Tables from) {
        return new PairSampler(from)
                .draw(
                        new Drawing(
                                PairQueue.Kind.SEGMENTS,
                                study.list(),
                                Cut.whole(),
                                Questionnaire.PLAIN,
                                50,
                                3,
                                strategy,
                                by,
                                checks),
                        Progress.NONE);
    }

    private PairSample draw(Strategy strategy) {
        return draw(strategy, "", Drawing.Checks.NONE, study);
    }

    private double[] features(Item item) {
        return ItemFeatures.of(study, PairQueue.Kind.SEGMENTS).of(item);
    }

    /** Difference of a feature: components goal and touch, length, reward. */
    private double[] difference(PairSample.Entry entry) {
        double[] a = features(entry.a());
        double[] b = features(entry.b());
        double[] d = new double[a.length];
        Arrays.setAll(d, i -> a[i] - b[i]);
        return d;
    }

    @Test
    void everyStrategyKeepsAnHonestRandomArm() {
        assertThat(ItemFeatures.of(study, PairQueue.Kind.SEGMENTS).names())
                .containsExactly("component/goal", "component/touch", "length", "reward");
        for (Strategy strategy : Strategy.values()) {
            PairSample sample = draw(strategy);

            assertThat(sample.entries()).as(strategy.id()).hasSize(50).doesNotHaveDuplicates();
            long uniform = sample.entries().stream()
                    .filter(e -> e.draw().sampler().equals("uniform"))
                    .count();
            assertThat(uniform).as(strategy.id()).isEqualTo(strategy == Strategy.UNIFORM ? 50 : 10);
            assertThat(draw(strategy)).as("the same seed").isEqualTo(sample);
        }
    }

    private List<PairSample.Entry> chosen(PairSample sample) {
        return sample.entries().stream()
                .filter(e -> !e.draw().sampler().equals("uniform"))
                .toList();
    }

    @Test
    void nearTiesAreNearerThanTheRest() {
        double farthest = chosen(draw(Strategy.NEAR_TIES)).stream()
                .mapToDouble(e -> Math.abs(difference(e)[3]))
                .max()
                .orElseThrow();
        // Of 1,770 pairs the 40 nearest ones: 2.3 % of the pairs.
        assertThat(farthest).isLessThan(0.6);
    }

    @Test
    void conflictsHaveAComponentAgainstTheReturn() {
        assertThat(chosen(draw(Strategy.COMPONENT_CONFLICT))).hasSize(40).allSatisfy(entry -> {
            double[] d = difference(entry);
            assertThat(Math.min(d[0] * d[3], d[1] * d[3])).isNegative();
            assertThat(entry.draw().score()).isGreaterThan(0.5);
        });
    }

    @Test
    void strataAreAskedEquallyOften() {
        Map<Double, Integer> cells = new HashMap<>();
        chosen(draw(Strategy.STRATIFIED, "component/touch", Drawing.Checks.NONE, study))
                .forEach(e -> cells.merge(e.draw().score(), 1, Integer::sum));

        assertThat(cells).as("ten combinations of four strata").hasSize(10);
        assertThat(cells.values()).allMatch(n -> n == 4);
        assertThatThrownBy(() -> draw(Strategy.STRATIFIED, "component/speed", Drawing.Checks.NONE, study))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("component/touch");
    }

    @Test
    void checksHaveTheirKnownAnswer() {
        PairSample sample = draw(Strategy.UNIFORM, "", new Drawing.Checks(0, 0, 0, 0.1, 0.1), study);

        assertThat(sample.entries()).hasSize(60);
        for (PairSample.Entry entry : sample.entries()) {
            double[] d = difference(entry);
            boolean first = entry.check().expected() == Answer.A;
            if (entry.check().kind() == Check.Kind.DOMINANCE) {
                assertThat(d[0] > 0 && d[1] > 0).isEqualTo(first);
                assertThat(d[0] < 0 && d[1] < 0).isEqualTo(!first);
            } else if (entry.check().kind() == Check.Kind.ATTENTION) {
                assertThat(d[3] > 0).isEqualTo(first);
                assertThat(Math.abs(d[3])).isGreaterThan(15);
            }
        }
        assertThat(sample.entries().stream().filter(e -> e.check().kind().isGold()))
                .hasSize(10);
    }

    @Test
    void anEnsembleLearnsFromTheLabelsSoFar(@TempDir Path folder) {
        assertThat(draw(Strategy.DISAGREEMENT).report()).contains("draws from the prior");
        LabelLog log = new LabelLog(new SqliteStore(folder.resolve("project.sqlite")));
        PairSample first = new PairSampler(study).segments(study.list(), 0, 200, 8, Progress.NONE);
        PairQueue queue = log.create("first", 1, Examples.NOW, first);
        LabelSession session = log.session(queue, "ada", "test 1");
        Turn turn = session.current();
        while (!turn.isFinished()) {
            // Only touch counts for her.
            double[] a = features(Examples.pair(turn).a());
            double[] b = features(Examples.pair(turn).b());
            turn = Examples.answer(session, turn, a[1] > b[1] ? Answer.A : Answer.B);
        }
        PairSample learned = draw(Strategy.INFORMATION_GAIN, "", Drawing.Checks.NONE, new LabelTables(study, log));

        assertThat(learned.report()).contains("given 200 decisive labels");
        double touch = chosen(learned).stream()
                .mapToDouble(e -> Math.abs(difference(e)[1]))
                .average()
                .orElseThrow();
        double goal = chosen(learned).stream()
                .mapToDouble(e -> Math.abs(difference(e)[0]))
                .average()
                .orElseThrow();
        assertThat(touch).as("what is known about touch is not asked again").isLessThan(goal / 3);
    }

    @Test
    void numbersOfTheEnsemble() {
        double[] p = {.9, .6, .3};
        assertThat(EnsembleScore.disagreement(p)).isCloseTo(.244948974, within(1e-9));
        assertThat(Math.pow(EnsembleScore.disagreement(p), 2)).as("variance").isCloseTo(.06, within(1e-12));
        assertThat(Math.pow(EnsembleScore.disagreement(new double[] {1, 1, 0}), 2))
                .as("variance of the votes")
                .isCloseTo(.222222222, within(1e-9));
        assertThat(EnsembleScore.h(.6)).isCloseTo(.673011667, within(1e-9));
        assertThat(EnsembleScore.entropy(p)).isCloseTo(.536319647, within(1e-9));
        assertThat(EnsembleScore.informationGain(p)).isCloseTo(.136692020, within(1e-9));
        assertThat(EnsembleScore.variance(new double[] {1, 2, 4})).isCloseTo(2.333333333, within(1e-9));
    }

    @Test
    void effectiveResistanceOfChainAndTriangle() {
        EffectiveResistance chain = new EffectiveResistance(4, new int[][] {{0, 1}, {1, 2}}, new double[] {1, 1});
        assertThat(chain.between(0, 2)).isCloseTo(2, within(1e-5));
        assertThat(chain.between(0, 3)).isInfinite();
        chain.add(0, 2, 1);
        assertThat(chain.between(0, 2)).isCloseTo(2.0 / 3, within(1e-5));
        EffectiveResistance coin = new EffectiveResistance(3, new int[][] {{0, 1}, {1, 2}}, new double[] {.25, .25});
        assertThat(coin.between(0, 2)).isCloseTo(8, within(1e-5));
    }

    @Test
    void resistanceConnectsTheItemsFirst() {
        PairSample sample = draw(Strategy.EFFECTIVE_RESISTANCE);
        // Forty pairs of sixty items can be a forest: every one joins two parts.
        assertThat(chosen(sample)).allMatch(e -> Double.isInfinite(e.draw().score()));
    }

    @Test
    void segmentsAroundEvents() {
        Tables tables = Examples.steps(30, 40);
        PairSample ends = new PairSampler(tables)
                .draw(
                        Drawing.uniform(PairQueue.Kind.SEGMENTS, tables.list(), new Cut(Cut.Place.END, 8, false), 5, 1),
                        Progress.NONE);
        assertThat(ends.entries()).hasSize(1);
        assertThat(((Item.Segment) ends.entries().getFirst().a()).end()).isIn(30, 40);

        // Rewards grow along each episode, so the largest one is the last, and the segment cannot lie around it.
        PairSample largest = new PairSampler(tables)
                .draw(
                        Drawing.uniform(
                                PairQueue.Kind.SEGMENTS,
                                tables.list(),
                                new Cut(Cut.Place.LARGEST_REWARD, 8, false),
                                5,
                                1),
                        Progress.NONE);
        assertThat(((Item.Segment) largest.entries().getFirst().a()).start()).isIn(22, 32);
        PairSample none = new PairSampler(tables)
                .draw(
                        Drawing.uniform(
                                PairQueue.Kind.SEGMENTS, tables.list(), new Cut(Cut.Place.SIGN_CHANGE, 8, false), 5, 1),
                        Progress.NONE);
        assertThat(none.report()).contains("2 of 2 episodes of walker have no such event");
    }

    @Test
    void saysWhatAStrategyMisses() {
        Tables plain = Examples.steps(30, 40);
        assertThatThrownBy(() -> new PairSampler(plain)
                        .draw(
                                new Drawing(
                                        PairQueue.Kind.SEGMENTS,
                                        plain.list(),
                                        Cut.fixed(5),
                                        Questionnaire.PLAIN,
                                        5,
                                        1,
                                        Strategy.ENTROPY,
                                        "",
                                        Drawing.Checks.NONE),
                                Progress.NONE))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("components of the items")
                .hasMessageContaining("two reward models");
    }
}
