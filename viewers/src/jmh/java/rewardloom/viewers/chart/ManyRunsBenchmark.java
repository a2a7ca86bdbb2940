package rewardloom.viewers.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;

/**
 * Whole frames at 1920 by 1080 of many runs: 200 lines of 10,000 points, 20 bands with their lines, 1,000 lines across eight axes. The limit
 * is 50 ms; zoomed ones are of any width and place.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "-Djava.awt.headless=true"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
public class ManyRunsBenchmark {
    private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 1920, 1080);
    private static final int POINTS = 10_000;

    private final FigureChart chart = new FigureChart(ChartStyle.screen(false));
    private final BufferedImage image = new BufferedImage(1920, 1080, BufferedImage.TYPE_INT_ARGB_PRE);
    private SplittableRandom random = new SplittableRandom(1);
    private PreparedFigure lines = PreparedFigure.once(figure(Axis.linear("step"), List.of()));
    private PreparedFigure bands = lines;
    private PreparedFigure parallel = lines;

    private static Figure figure(Axis x, List<Layer> layers) {
        return new Figure("many", "Many runs", x, Axis.linear("reward"), layers, "", FigureSource.NONE);
    }

    /** Runs that lie about one another. */
    @Setup
    public void fill() {
        random = new SplittableRandom(1);
        List<Layer> many = new ArrayList<>();
        for (int run = 0; run < 200; run++) {
            many.add(new Layer.Line("run" + run, run, steps(), values(random.nextDouble()), false));
        }
        lines = PreparedFigure.often(figure(Axis.linear("step"), many), Progress.NONE);
        List<Layer> grouped = new ArrayList<>();
        for (int group = 0; group < 20; group++) {
            double[] middle = values(random.nextDouble());
            double[] low = Arrays.stream(middle).map(v -> v - 1).toArray();
            double[] high = Arrays.stream(middle).map(v -> v + 1).toArray();
            grouped.add(new Layer.Band("", group, steps(), low, high, "band"));
            grouped.add(new Layer.Line("", group, steps(), middle, true));
            grouped.add(new Layer.Line("group" + group, group, steps(), middle, false));
        }
        bands = PreparedFigure.often(figure(Axis.linear("step"), grouped), Progress.NONE);
        parallel = PreparedFigure.once(parallel());
    }

    private Figure parallel() {
        Random values = new Random(1);
        List<Axis> axes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            axes.add(Axis.linear("axis " + i).range(0, 1));
            names.add("axis " + i);
        }
        List<Layer> layers = new ArrayList<>();
        for (int run = 0; run < 1000; run++) {
            double[] row = new double[8];
            Arrays.setAll(row, i -> values.nextDouble());
            layers.add(new Layer.Parallel(
                    "", Layer.shade(row[7]), axes, List.of("run" + run), new double[][] {row}, false));
        }
        return figure(Axis.categories("", names), layers);
    }

    private static double[] steps() {
        double[] steps = new double[POINTS];
        Arrays.setAll(steps, i -> i * 10);
        return steps;
    }

    private double[] values(double offset) {
        double[] values = new double[POINTS];
        Arrays.setAll(
                values, i -> Math.sin(i * 3.0 / POINTS + offset * 3) * 3 + offset * 4 + random.nextGaussian() * 0.5);
        return values;
    }

    @Benchmark
    public Drawn twoHundredLines() {
        return draw(lines, View.ALL);
    }

    @Benchmark
    public Drawn twoHundredLinesZoomed() {
        return draw(lines, zoomed(lines));
    }

    @Benchmark
    public Drawn twentyBands() {
        return draw(bands, View.ALL);
    }

    @Benchmark
    public Drawn twentyBandsZoomed() {
        return draw(bands, zoomed(bands));
    }

    @Benchmark
    public Drawn thousandLinesAcrossAxes() {
        return draw(parallel, View.ALL);
    }

    private View zoomed(PreparedFigure prepared) {
        double low = random.nextDouble(POINTS * 9.0);
        double width = Math.pow(10, random.nextDouble(2, Math.log10(POINTS * 10 - low)));
        return new View(new Span(low, low + width), prepared.y());
    }

    private Drawn draw(PreparedFigure prepared, View view) {
        Graphics2D g = Pixels.graphics(image, 1);
        try {
            return chart.draw(g, AREA, prepared, view);
        } finally {
            g.dispose();
        }
    }
}
