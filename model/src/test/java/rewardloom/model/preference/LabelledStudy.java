package rewardloom.model.preference;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import rewardloom.model.preference.choice.TieRule;
import rewardloom.model.preference.sampling.Cut;
import rewardloom.model.preference.sampling.Drawing;
import rewardloom.model.preference.sampling.PairSampler;
import rewardloom.model.preference.sampling.Strategy;
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

/** A study of five policies with two components, and robots that label its episodes for analyses to look at. */
public final class LabelledStudy {
    public final Tables study = policies();
    public final LabelLog log;
    public final PairQueue queue;

    /** @param checks what is mixed into the queue of {@code pairs} pairs */
    public LabelledStudy(Path folder, int pairs, Drawing.Checks checks) {
        log = new LabelLog(new SqliteStore(folder.resolve("project.sqlite")));
        PairSample sample = new PairSampler(study)
                .draw(
                        new Drawing(
                                PairQueue.Kind.SEGMENTS,
                                study.list(),
                                Cut.whole(),
                                Questionnaire.PLAIN,
                                pairs,
                                1,
                                Strategy.UNIFORM,
                                "",
                                checks),
                        Progress.NONE);
        queue = log.create("robots", 1, Examples.NOW, sample);
    }

    /** Policy p of 0 to 4 touches p times as often, and scores goals at random. */
    public static Tables policies() {
        MemoryTables tables = new MemoryTables();
        SplittableRandom random = new SplittableRandom(7);
        for (int policy = 0; policy < 5; policy++) {
            int rows = 120;
            long[] episode = new long[rows];
            double[] touch = new double[rows];
            double[] goal = new double[rows];
            double[] reward = new double[rows];
            for (int i = 0; i < rows; i++) {
                episode[i] = i / 4;
                touch[i] = random.nextDouble() * (0.4 + 0.15 * policy);
                goal[i] = random.nextDouble() < 0.15 ? 1 : 0;
                reward[i] = touch[i] + goal[i];
            }
            TableSpec spec = new TableSpec(
                    Kind.STEPS,
                    "policy" + policy,
                    "policy" + policy,
                    List.of(
                            new Column("episode", ColumnType.INT64),
                            new Column("reward", ColumnType.FLOAT64),
                            new Column("component/touch", ColumnType.FLOAT64),
                            new Column("component/goal", ColumnType.FLOAT64)));
            tables.add(
                    spec,
                    new Provenance(
                            "policy" + policy + ".hdf5",
                            "minari",
                            Integer.toString(policy).repeat(64),
                            1),
                    List.of(new Batch(
                            rows,
                            List.of(
                                    new Values.Longs(episode),
                                    new Values.Doubles(reward),
                                    new Values.Doubles(touch),
                                    new Values.Doubles(goal)))));
        }
        return tables;
    }

    /** The study with its labels. */
    public Tables tables() {
        return new LabelTables(study, log);
    }

    /** What a robot sees of an item: its components goal and touch, length, reward. */
    public double[] features(Item item) {
        return features.of(item);
    }

    private final ItemFeatures features = ItemFeatures.of(study, PairQueue.Kind.SEGMENTS);

    /**
     * Labels the whole queue with P(a) = σ(value(a) − value(b) + side when a stands on the left), one answer every ten seconds.
     *
     * @param seconds active time of every answer
     */
    public void label(String robot, ToDoubleFunction<double[]> value, double side, double seconds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Label> labels = new ArrayList<>();
        for (Comparison comparison : log.comparisons(queue)) {
            Sides sides = Sides.of(queue.seed(), robot, comparison);
            double d = value.applyAsDouble(features(comparison.a()))
                    - value.applyAsDouble(features(comparison.b()))
                    + (sides.itemAt(0) == 0 ? side : -side);
            Answer answer = random.nextDouble() < TieRule.logistic(d) ? Answer.A : Answer.B;
            Instant now = Examples.NOW.plusSeconds(10L * comparison.position());
            labels.add(new Label(
                    0,
                    comparison,
                    robot,
                    Verdict.of(answer),
                    Presentation.of(sides),
                    new Timing(now.minusSeconds(5), null, null, now, Math.round(seconds * 1000)),
                    List.of(),
                    "robot 1",
                    "robot"));
        }
        // In one transaction: thousands of labels by key would be thousands of waits for the disk.
        log.append(queue, labels);
    }
}
