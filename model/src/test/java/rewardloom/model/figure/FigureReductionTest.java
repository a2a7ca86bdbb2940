package rewardloom.model.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FigureReductionTest {
    private static final int N = 300_000;

    private static Figure figure(Axis.Scale scale, Layer... layers) {
        return new Figure(
                "a", "A", Axis.scaled("step", scale), Axis.linear("y"), List.of(layers), "Caption.", FigureSource.NONE);
    }

    private static double[] steps() {
        double[] x = new double[N];
        Arrays.setAll(x, i -> i + 1);
        return x;
    }

    private static double[] noise() {
        SplittableRandom random = new SplittableRandom(4);
        double[] y = new double[N];
        Arrays.setAll(y, i -> random.nextDouble());
        return y;
    }

    @Test
    void shortFiguresStayWhatTheyAre() {
        Figure figure = figure(
                Axis.Scale.LINEAR, new Layer.Line("a", 0, new double[] {1, 2}, new double[] {3, 4}, false, "mean"));
        assertThat(FigureReduction.forPaper(figure)).isSameAs(figure);
    }

    @Test
    void spikesAndGapsStay() {
        double[] y = noise();
        y[123_456] = 99;
        y[123_458] = -99;
        Arrays.fill(y, 200_000, 210_000, Double.NaN);
        Figure reduced =
                FigureReduction.forPaper(figure(Axis.Scale.LINEAR, new Layer.Line("a", 0, steps(), y, true, "m")));
        Layer.Line line = (Layer.Line) reduced.layers().getFirst();
        assertThat(line.x().length).isLessThan(10_001);
        assertThat(Arrays.stream(line.y()).filter(Double::isFinite).max()).hasValue(99);
        assertThat(Arrays.stream(line.y()).filter(Double::isFinite).min()).hasValue(-99);
        assertThat(Arrays.stream(line.y()).anyMatch(Double::isNaN)).isTrue();
        assertThat(line.meaning()).isEqualTo("m");
        assertThat(reduced.caption()).startsWith("Caption. Long lines").contains("each of 2,000 bins");
    }

    /** What was rendered from a figure must be what is rendered from its file. */
    @Test
    void reducingAgainChangesNothing() {
        double[] x = steps();
        double[] y = noise();
        double[] wild = noise();
        Figure once = FigureReduction.forPaper(figure(
                Axis.Scale.LINEAR,
                new Layer.Line("a", 0, x, y, false),
                new Layer.Line("turns back all the time", 1, wild, y, false),
                new Layer.Band("", 0, x, y, y, "m"),
                new Layer.Trace("r", 0, x, y),
                new Layer.Scatter("s", 0, wild, y)));
        Figure twice = FigureReduction.forPaper(once);
        assertThat(new FigureJson().write(twice)).isEqualTo(new FigureJson().write(once));
        assertThat(new FigureJson().write(once).length()).isLessThan(12_000_000);
    }

    /** On a logarithmic axis the first hundred steps take two fifths of the paper: they are kept. */
    @Test
    void binsAreEquallyWideOnThePaper() {
        Figure reduced =
                FigureReduction.forPaper(figure(Axis.Scale.LOG, new Layer.Line("a", 0, steps(), noise(), false)));
        Layer.Line line = (Layer.Line) reduced.layers().getFirst();
        assertThat(Arrays.copyOf(line.x(), 100)).containsExactly(Arrays.copyOf(steps(), 100));
        assertThat(line.x().length).isLessThan(10_001);
    }

    @Test
    void manyLinesShareTheBudget() {
        double[] x = Arrays.copyOf(steps(), 10_000);
        double[] y = Arrays.copyOf(noise(), 10_000);
        Layer[] lines = new Layer[200];
        Arrays.setAll(lines, i -> new Layer.Line("r" + i, i, x, y, false));
        Figure reduced = FigureReduction.forPaper(figure(Axis.Scale.LINEAR, lines));
        long points = reduced.layers().stream()
                .mapToLong(l -> ((Layer.Line) l).x().length)
                .sum();
        assertThat(points).isBetween(200_000L, 420_000L);
    }
}
