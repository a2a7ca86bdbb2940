package rewardloom.model.statistics;

import java.util.Arrays;
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

/** What a chart of ten million points asks of a frame: limits are 150 ms to build the pyramid and 4 ms for a query. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
public class SeriesBenchmark {
    private static final int BINS = 2000;

    @Param("10000000")
    private int points = 1;

    private double[] x = {};
    private double[] y = {};
    private MinMaxPyramid pyramid = new MinMaxPyramid(x, y);
    private SplittableRandom random = new SplittableRandom(0);

    @Setup
    public void fill() {
        random = new SplittableRandom(1);
        x = new double[points];
        y = new double[points];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> Math.sin(i * 1e-5) + random.nextGaussian());
        pyramid = new MinMaxPyramid(x, y);
    }

    @Benchmark
    public MinMaxPyramid build() {
        return new MinMaxPyramid(x, y);
    }

    @Benchmark
    public Decimation wholeRange() {
        return pyramid.query(0, points, BINS);
    }

    /** A range of random width and place, as panning and zooming ask for. */
    @Benchmark
    public Decimation anyRange() {
        double low = random.nextDouble(points);
        return pyramid.query(low, low + random.nextDouble(points - low), BINS);
    }

    @Benchmark
    public Decimation readingEveryPoint() {
        return Decimation.of(x, y, 0, points, BINS);
    }

    @Benchmark
    public double[] smoothing() {
        return new Smoothing(0.6).apply(y);
    }
}
