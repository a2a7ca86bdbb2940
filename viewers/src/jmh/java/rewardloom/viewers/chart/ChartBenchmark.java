package rewardloom.viewers.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;

/** One long line: preparing it, and whole frames at 1920 by 1080, drawing included; 16 ms is the limit of a fluid frame. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "-Djava.awt.headless=true"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
public class ChartBenchmark {
    private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 1920, 1080);

    @Param("10000000")
    private int points = 2;

    private final FigureChart chart = new FigureChart(ChartStyle.screen(false));
    private final BufferedImage image = new BufferedImage(1920, 1080, BufferedImage.TYPE_INT_ARGB_PRE);
    private SplittableRandom random = new SplittableRandom(1);
    private Figure figure = line(new double[] {0, 1}, new double[] {0, 1});
    private PreparedFigure prepared = PreparedFigure.once(figure);

    private static Figure line(double[] x, double[] y) {
        return new Figure(
                "line",
                "A long line",
                Axis.linear("step"),
                Axis.linear("reward"),
                List.of(new Layer.Line("run", 0, x, y, false)),
                "",
                FigureSource.NONE);
    }

    @Setup
    public void fill() {
        random = new SplittableRandom(1);
        double[] x = new double[points];
        double[] y = new double[points];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> Math.sin(i * 1e-6) * 3 + random.nextGaussian());
        figure = line(x, y);
        prepared = PreparedFigure.often(figure, Progress.NONE);
    }

    /** From arrays to something that draws at any zoom. */
    @Benchmark
    public PreparedFigure prepare() {
        return PreparedFigure.often(figure, Progress.NONE);
    }

    /** Everything. */
    @Benchmark
    public Drawn wholeFrame() {
        return draw(View.ALL);
    }

    /** A part of any width, as panning and zooming ask for. */
    @Benchmark
    public Drawn zoomedFrame() {
        double low = random.nextDouble(points * 0.9);
        double width = Math.pow(10, random.nextDouble(2, Math.log10(points - low)));
        return draw(new View(new Span(low, low + width), prepared.y()));
    }

    private Drawn draw(View view) {
        Graphics2D g = Pixels.graphics(image, 1);
        try {
            return chart.draw(g, AREA, prepared, view);
        } finally {
            g.dispose();
        }
    }
}
