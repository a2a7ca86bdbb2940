package rewardloom.model.reward.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Outcome;
import rewardloom.model.table.MemoryTables;

/** Peaks of an evaluation that are known. */
class EvaluationSurfaceTest {
    private static final int N = 400;

    /** An evaluation that is largest where the first reward is .6 and the second 2. */
    private static MemoryTables run() {
        SplittableRandom random = new SplittableRandom(2);
        double[] a = random.doubles(N, 0, 1).toArray();
        double[] b = random.doubles(N, 0, 4).toArray();
        double[] evaluation = new double[N];
        Arrays.setAll(
                evaluation,
                i -> 1 - 4 * (a[i] - .6) * (a[i] - .6) - .25 * (b[i] - 2) * (b[i] - 2) + .02 * random.nextGaussian());
        long[] steps = IntStream.range(0, N).asLongStream().toArray();
        return new MemoryTables()
                .addSeries("run", "rewards/intent", steps, a)
                .addSeries("run", "rewards/meteor", steps, b)
                .addSeries("run", "eval/gold", steps, evaluation);
    }

    @Test
    void thePeaksOfEachAndOfBoth() {
        Outcome outcome = Outcome.of(new EvaluationSurface(), run(), "resamples=50");

        Outcome.Row intent = outcome.row("peaks", "reward", "intent");
        assertThat(intent.number("at")).isCloseTo(.6, within(.06));
        assertThat(intent.number("at_low")).isLessThan(.6);
        assertThat(intent.number("at_high")).isGreaterThan(.6);
        assertThat(intent.truth("inner")).isTrue();
        assertThat(outcome.row("peaks", "reward", "meteor").number("at")).isCloseTo(2, within(.25));
        assertThat(outcome.row("joint").number("at_first")).isCloseTo(.6, within(.06));
        assertThat(outcome.row("joint").number("at_second")).isCloseTo(2, within(.25));
        assertThat(outcome.ids()).contains("evaluation-peak");
    }

    @Test
    void anEvaluationThatRisesToTheEndHasNoPeak() {
        double[] a = IntStream.range(0, N).mapToDouble(i -> i / (double) N).toArray();
        long[] steps = IntStream.range(0, N).asLongStream().toArray();
        Outcome outcome = Outcome.of(
                new EvaluationSurface(),
                new MemoryTables()
                        .addSeries("run", "rewards/intent", steps, a)
                        .addSeries("run", "Train/success_rate", steps, a),
                "resamples=20");

        assertThat(outcome.ids()).containsExactly("no-peak");
        assertThat(outcome.row("peaks").truth("inner")).isFalse();
    }
}
