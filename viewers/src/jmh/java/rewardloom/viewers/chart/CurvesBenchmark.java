package rewardloom.viewers.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Session;
import rewardloom.model.curve.CurveParameters;
import rewardloom.model.curve.Curves;
import rewardloom.model.figure.Figure;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;
import rewardloom.model.project.Staging;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Provenance;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/**
 * Ten million points on disk: until the first drawing of a study that was just opened, and until the next drawing after the smoothing
 * weight has changed, at 1920 by 1080. Limits are 300 and 60 ms. The peer is matplotlib, which draws the same points to a PNG; the
 * environment variable {@code BENCH_PYTHON} must name a Python that has it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx3g", "-Djava.awt.headless=true"})
@Warmup(iterations = 3)
@Measurement(iterations = 10)
public class CurvesBenchmark {
    private static final int POINTS = 10_000_000;
    private static final int PART = 100_000;
    private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 1920, 1080);

    private static final String MATPLOTLIB = """
        import sys, time, numpy as np
        import matplotlib; matplotlib.use('Agg')
        import matplotlib.pyplot as plt
        y = np.fromfile(sys.argv[1], dtype='>f8')
        x = np.arange(len(y))
        for i in range(2):
            start = time.time()
            figure = plt.figure(figsize=(19.2, 10.8), dpi=100)
            plt.plot(x, y)
            figure.savefig(sys.argv[1] + '.png')
            plt.close(figure)
        print(f'matplotlib, {len(y)} points to PNG: {time.time() - start:.2f} s')
        """;

    private final FigureChart chart = new FigureChart(ChartStyle.screen(false));
    private final BufferedImage image = new BufferedImage(1920, 1080, BufferedImage.TYPE_INT_ARGB_PRE);
    private final Curves curves = new Curves();
    private final Parameters<CurveParameters> parameters = new Parameters<>(curves.defaults());
    private Path folder = Path.of("");
    private @Nullable Project open;
    private Looking warm = new Looking();
    private int round;

    /** Draws what it is shown first, then stops the analysis. */
    private final class Looking implements Session, Progress {
        private final Map<Object, Object> memory = new HashMap<>();
        private @Nullable PreparedFigure known;
        private boolean drawn;

        @Override
        public String looked() {
            return "";
        }

        @Override
        public void show(Figure figure) {
            if (!drawn) {
                PreparedFigure before = known;
                PreparedFigure prepared = before == null
                        ? PreparedFigure.often(figure, Progress.NONE)
                        : PreparedFigure.often(figure, Progress.NONE, before);
                Graphics2D g = Pixels.graphics(image, 1);
                chart.draw(g, AREA, prepared, View.ALL);
                g.dispose();
                known = prepared;
                drawn = true;
            }
        }

        @Override
        public boolean remembers(Object key) {
            return memory.containsKey(key);
        }

        @Override
        public <T> T remember(Object key, Class<T> type, Supplier<T> work) {
            Object value = memory.get(key);
            T result = value == null ? work.get() : type.cast(value);
            memory.put(key, result);
            return result;
        }

        @Override
        public void update(String step, double fraction) {}

        @Override
        public boolean isCancelled() {
            return drawn;
        }
    }

    /** Writes the study, and the same numbers for the peer. */
    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("curves-benchmark");
        SplittableRandom random = new SplittableRandom(7);
        ByteBuffer bytes = ByteBuffer.allocate(POINTS * Double.BYTES);
        try (Project project = Project.create(folder.resolve("study.loom"));
                Staging staging = project.stage("events", "benchmark")) {
            TableSink.Writer writer = staging.table(TableSpec.metrics("run/events", "run"));
            for (int from = 0; from < POINTS; from += PART) {
                long[] steps = new long[PART];
                double[] times = new double[PART];
                double[] values = new double[PART];
                for (int i = 0; i < PART; i++) {
                    steps[i] = from + i;
                    times[i] = 1.7e9 + (from + i) * 0.01;
                    values[i] = Math.sin((from + i) * 1e-6) * 3 + random.nextGaussian();
                    bytes.putDouble(values[i]);
                }
                writer.write(new Batch(
                        PART,
                        List.of(
                                Values.Texts.constant("reward", PART),
                                new Values.Longs(steps),
                                new Values.Doubles(times),
                                new Values.Doubles(values),
                                new Values.Longs(steps))));
            }
            project.commit(List.of(staging.finish(new Provenance("events", "benchmark", "0".repeat(64), 1))));
        }
        Files.write(folder.resolve("values"), bytes.array());
        Project project = Project.open(folder.resolve("study.loom"));
        open = project;
        warm = new Looking();
        curves.run(curves.defaults(), project, Progress.NONE, warm);
    }

    /** Removes what was written. */
    @TearDown
    public void remove() throws IOException {
        Project project = open;
        if (project != null) {
            project.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private boolean look(Project project, Looking looking, Map<String, String> settings) {
        looking.drawn = false;
        try {
            curves.run(parameters.parse(settings), project, looking, looking);
        } catch (CancelledException e) {
            // It has drawn, and nobody waits for the rest.
            return looking.drawn;
        }
        return looking.drawn;
    }

    @Benchmark
    public boolean openAndDrawFirst() {
        try (Project project = Project.open(folder.resolve("study.loom"))) {
            return look(project, new Looking(), Map.of());
        }
    }

    @Benchmark
    public boolean drawAnotherWeight() {
        round++;
        Project project = open;
        return project != null && look(project, warm, Map.of("smoothing", Double.toString(0.5 + round % 40 * 0.01)));
    }

    /** Prints its own time: the start of Python is not counted. */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 2)
    public String peerMatplotlib() throws IOException, InterruptedException {
        String python = System.getenv("BENCH_PYTHON");
        if (python == null) {
            throw new IllegalStateException("BENCH_PYTHON names no Python with matplotlib");
        }
        Process process = new ProcessBuilder(List.of(
                        python, "-c", MATPLOTLIB, folder.resolve("values").toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("matplotlib failed: " + said);
        }
        System.out.println(said);
        return said;
    }
}
