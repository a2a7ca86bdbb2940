package rewardloom.model.reward.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Sheet;

/** Each alarm rings where it must, names its window and place, and is silent on a healthy training. */
class AlarmsTest {
    private static final int N = 200;

    private static double[] values(IntToDoubleFunction value) {
        return IntStream.range(0, N).mapToDouble(value).toArray();
    }

    private static double noise(int i, int salt) {
        return .05 * new SplittableRandom(31L * i + salt).nextGaussian();
    }

    private static MemoryTables run(Object... tags) {
        MemoryTables tables = new MemoryTables();
        long[] steps = IntStream.range(0, N).asLongStream().toArray();
        for (int t = 0; t < tags.length; t += 2) {
            tables.addSeries("run", (String) tags[t], steps, (double[]) tags[t + 1]);
        }
        return tables;
    }

    private static Outcome alarms(MemoryTables tables, String... changes) {
        return Outcome.of(new Alarms(), tables, changes);
    }

    @Test
    void aHealthyTrainingIsQuiet() {
        Outcome outcome = alarms(run(
                "rewards/goal", values(i -> i / 100.0 + noise(i, 1)),
                "rewards/touch", values(i -> i / 150.0 + noise(i, 2)),
                "Train/success_rate", values(i -> i / 250.0 + noise(i, 3))));

        assertThat(outcome.ids()).containsExactly("no-alarm");
        assertThat(outcome.rows("alarms")).isEmpty();
    }

    @Test
    void aFarmedComponent() {
        Outcome outcome = alarms(run(
                "rewards/goal", values(i -> (i < 60 ? i / 60.0 : 1.4 - i / 150.0) + noise(i, 1)),
                "rewards/touch", values(i -> i / 20.0 + noise(i, 2)),
                "Train/success_rate", values(i -> (i < 60 ? i / 60.0 : 1.4 - i / 150.0) + noise(i, 3))));

        Outcome.Row row = outcome.row("alarms", "alarm", "farmed-component");
        assertThat(row.text("component")).isEqualTo("touch");
        assertThat(row.number("since")).isBetween(45.0, 75.0);
        assertThat(row.text("window")).contains("windows of 10 % of the points");
    }

    @Test
    void theTotalRisesWhileTheOutcomeIsFlat() {
        Outcome outcome = alarms(run(
                "rewards/goal", values(i -> Math.min(i, 60) / 60.0 + noise(i, 1)),
                "rewards/style", values(i -> i / 100.0 + noise(i, 2)),
                "Train/success_rate", values(i -> Math.min(i, 60) / 60.0 + noise(i, 3))));

        assertThat(outcome.row("alarms", "alarm", "outcome-stalls").number("since"))
                .isBetween(45.0, 75.0);
    }

    @Test
    void deadAndConstantComponents() {
        Outcome outcome = alarms(run(
                "rewards/dead",
                new double[N],
                "rewards/alive",
                values(i -> 2 + noise(i, 1)),
                "rewards/bias",
                values(i -> .5)));

        assertThat(outcome.row("alarms", "alarm", "never-fires").text("component"))
                .isEqualTo("dead");
        assertThat(outcome.row("alarms", "alarm", "constant-component").text("component"))
                .isEqualTo("bias");
    }

    @Test
    void aScaleThatRunsAway() {
        Outcome outcome = alarms(run(
                "rewards/calm", values(i -> 1 + noise(i, 1)),
                "rewards/wild", values(i -> (i < 150 ? .1 : .1 * Math.exp((i - 150) / 8.0)) + noise(i, 2) / 10)));

        Outcome.Row row = outcome.row("alarms", "alarm", "runaway-scale");
        assertThat(row.text("component")).isEqualTo("wild");
        assertThat(row.number("since")).isBetween(150.0, 190.0);
        assertThat(row.number("value")).isGreaterThan(10);
    }

    @Test
    void successThatIsDrowned() {
        Outcome outcome = alarms(run(
                "rewards/goal", values(i -> i % 20 == 0 ? 1 : 0), "rewards/distance", values(i -> 3 + noise(i, 1))));

        Outcome.Row row = outcome.row("alarms", "alarm", "success-drowned");
        assertThat(row.text("component")).isEqualTo("goal");
        assertThat(outcome.finding("success-drowned").text()).contains("distance");
    }

    @Test
    void componentsThatPullInOppositeDirections() {
        Outcome outcome = alarms(run(
                "rewards/speed", values(i -> Math.sin(i / 5.0) + noise(i, 1)),
                "rewards/safety", values(i -> -Math.sin(i / 5.0) + noise(i, 2))));

        assertThat(outcome.row("alarms", "alarm", "sign-conflict").text("component"))
                .isEqualTo("speed and safety");
        assertThat(outcome.row("alarms", "alarm", "sign-conflict").number("value"))
                .isLessThan(-.9);
        assertThat(outcome.ids()).contains("components-cancel");
    }

    @Test
    void saturation() {
        Outcome outcome = alarms(run(
                "rewards/clipped",
                values(i -> Math.min(1, .7 + i / 300.0)),
                "rewards/other",
                values(i -> 2 + noise(i, 1))));

        Outcome.Row row = outcome.row("alarms", "alarm", "saturation");
        assertThat(row.text("component")).isEqualTo("clipped");
        assertThat(row.number("value")).isCloseTo(.55, org.assertj.core.data.Offset.offset(.02));
        // A sparse reward rests at 0; that is not its end.
        assertThat(alarms(run(
                                "rewards/goal",
                                values(i -> i % 7 == 0 ? i % 3 : 0),
                                "rewards/x",
                                values(i -> 1 + noise(i, 1))))
                        .rows("alarms")
                        .filter(r -> r.text("alarm").equals("saturation")))
                .isEmpty();
    }

    @Test
    void lengthAndRepetitionThatEarn() {
        String[] texts = new String[N];
        double[] length = new double[N];
        double[] reward = new double[N];
        for (int i = 0; i < N; i++) {
            int repeats = i % 8;
            texts[i] = "the answer is " + i + " because" + " we know it well".repeat(1 + repeats);
            length[i] = texts[i].split(" ").length;
            reward[i] = repeats + noise(i, 1);
        }
        Outcome outcome = alarms(Sheet.of(Kind.RESPONSES, "answers")
                .texts("response", texts)
                .numbers("length", length)
                .numbers("component/style", reward)
                .numbers("component/other", values(i -> noise(i, 5)))
                .tables());

        assertThat(outcome.row("alarms", "alarm", "length-earns", "component", "total")
                        .number("value"))
                .isGreaterThan(.9);
        assertThat(outcome.finding("repetition-earns").text()).contains("repet");
    }

    @Test
    void valuesThatAreNotFinite() {
        double[] holes = values(i -> i % 50 == 0 ? Double.NaN : 1 + noise(i, 1));
        Outcome outcome = alarms(run("rewards/holes", holes, "rewards/other", values(i -> 1 + noise(i, 2))));

        assertThat(outcome.row("alarms", "alarm", "nonfinite-reward").number("value"))
                .isEqualTo(4);
        assertThat(Arrays.stream(holes).filter(Double::isNaN).count()).isEqualTo(4);
    }
}
