package rewardloom.importers.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rewardloom.importers.ImportReport;
import rewardloom.importers.Peer;
import rewardloom.importers.ScratchFolder;

/** A text table of 10 M rows of a step and three numbers: imported into a project, and read into memory by pandas. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class CsvBenchmark {
    private static final int ROWS = 10_000_000;

    private final ScratchFolder folder = new ScratchFolder("csv-benchmark");
    private Path file = Path.of("");

    /** Writes the file once for each fork. */
    @Setup
    public void write() throws IOException {
        file = folder.path().resolve("progress.csv");
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
        folder.close();
    }

    /** The whole way into a new project. */
    @Benchmark
    public ImportReport importIntoProject() {
        return folder.importIntoProject(file);
    }

    /** The same file read by pandas. */
    @Benchmark
    public String peerPandas() throws IOException, InterruptedException {
        return Peer.PANDAS.read(file);
    }
}
