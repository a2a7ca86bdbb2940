package rewardloom.importers.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import rewardloom.importers.ImportReport;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.importers.Peer;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;

/** A text table of 10 M rows of a step and three numbers: imported into a project, and read into memory by pandas. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class CsvBenchmark {
    private static final int ROWS = 10_000_000;

    private Path folder = Path.of("");
    private Path file = Path.of("");
    private int projects;

    /** Writes the file once for each fork. */
    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("csv-benchmark");
        file = folder.resolve("progress.csv");
        Random random = new Random(1);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("step,reward,kl,loss\n");
            for (int step = 0; step < ROWS; step++) {
                out.write(String.format(
                        Locale.ROOT,
                        "%d,%.6f,%.6f,%.6f%n",
                        step,
                        random.nextGaussian(),
                        random.nextDouble(),
                        random.nextGaussian()));
            }
        }
    }

    /** Removes what was written. */
    @TearDown
    public void remove() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** The whole way into a new project. */
    @Benchmark
    public ImportReport importIntoProject() {
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.create(folder.resolve("study" + projects++ + ".loom"))) {
            return importing.commit(project, importing.stage(project, List.of(file), null, Progress.NONE));
        }
    }

    /** The same file read by pandas. */
    @Benchmark
    public String peerPandas() throws IOException, InterruptedException {
        return Peer.PANDAS.read(file);
    }
}
