package rewardloom.model.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Smoothing;
import rewardloom.model.table.MemoryTables;

class RestartsTest {

    @Test
    void aRunThatBeginsAgainHasParts() {
        double[] steps = new double[60];
        Arrays.setAll(steps, i -> i % 20);
        assertThat(Restarts.of(steps).starts()).containsExactly(0, 20, 40);
    }

    @Test
    void aStepBackToACheckpointOrOutOfOrderIsNone() {
        double[] checkpoint = new double[60];
        Arrays.setAll(checkpoint, i -> i < 40 ? i : i - 10);
        assertThat(Restarts.of(checkpoint).isNone()).isTrue();
        double[] shuffled = new double[60];
        Arrays.setAll(shuffled, i -> i % 2 == 0 ? i + 1 : i - 1);
        assertThat(Restarts.of(shuffled).isNone()).isTrue();
        assertThat(Restarts.of(new double[0]).isNone()).isTrue();
    }

    @Property(tries = 100)
    void everyPointStaysAndPartsAreSmoothedAlone(
            @ForAll @Size(min = 12, max = 80) double[] y, @ForAll @IntRange(min = 10, max = 40) int period) {
        double[] x = new double[y.length];
        Arrays.setAll(x, i -> i % period);
        Restarts restarts = Restarts.of(x);
        double[] parted = restarts.parted(x);
        assertThat(parted).hasSize(x.length + restarts.starts().length - 1);
        assertThat(Arrays.stream(parted).filter(v -> !Double.isNaN(v)).toArray())
                .containsExactly(x);
        Smoothing ema = new Smoothing(0.9);
        double[] smoothed = restarts.smooth(ema, x, y);
        int last = restarts.starts()[restarts.starts().length - 1];
        double[] alone = ema.apply(Arrays.copyOfRange(x, last, x.length), Arrays.copyOfRange(y, last, y.length));
        assertThat(Arrays.copyOfRange(smoothed, last, y.length)).containsExactly(alone);
    }

    @Test
    void linesAreInterruptedAndTheCaptionSaysSo() {
        long[] steps = new long[40];
        double[] values = new double[40];
        Arrays.setAll(steps, i -> i % 20);
        Arrays.setAll(values, i -> 100 - i % 20);
        MemoryTables tables = new MemoryTables().addSeries("a", "reward", steps, values);
        Curves curves = new Curves();
        Result result = curves.run(
                new Parameters<>(curves.defaults()).parse(Map.of("smoothing", "0.9")), tables, Progress.NONE);
        Layer.Line line = result.figures().getFirst().layers().stream()
                .filter(l -> l instanceof Layer.Line smooth && !smooth.faint())
                .map(Layer.Line.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(line.x()).hasSize(41);
        assertThat(line.x()[20]).isNaN();
        assertThat(line.y()[21]).as("smoothing begins anew").isEqualTo(100);
        assertThat(result.figures().getFirst().caption()).contains("begins again", "40 of 40 points");
    }
}
