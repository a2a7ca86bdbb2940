package rewardloom.importers.tensorboard;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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
import rewardloom.importers.CountingSink;
import rewardloom.importers.ImportReport;
import rewardloom.importers.Importers;
import rewardloom.importers.Importing;
import rewardloom.importers.Peer;
import rewardloom.importers.Source;
import rewardloom.model.progress.Progress;
import rewardloom.model.project.Project;

/** An event file of 4 M scalars, 8 tags of 500,000 steps: parsed alone, and imported into a project with hash, Parquet and commit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class EventFileBenchmark {
    private static final List<String> TAGS = List.of(
            "reward/total",
            "reward/component/approach",
            "reward/component/effort",
            "objective/kl",
            "loss/value",
            "loss/policy",
            "train/entropy",
            "rollout/length");
    private static final int STEPS = 500_000;

    private Path folder = Path.of("");
    private Path file = Path.of("");
    private int projects;

    /** Writes the file once for each fork. */
    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("event-file-benchmark");
        file = folder.resolve("events.out.tfevents.1");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            EventFile events = new EventFile(out);
            for (int step = 0; step < STEPS; step++) {
                for (String tag : TAGS) {
                    events.scalar(tag, step, 1.7e9 + step * 0.01, (float) Math.sin(step * 1e-3));
                }
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

    /** Framing, checksums, protocol buffers, batches. */
    @Benchmark
    public long parse() throws IOException {
        CountingSink counting = new CountingSink();
        new EventFileImporter().read(new Source(file, "run/events.out.tfevents.1"), counting, Progress.NONE);
        return counting.rows();
    }

    /** The whole way into a new project. */
    @Benchmark
    public ImportReport importIntoProject() {
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.create(folder.resolve("study" + projects++ + ".loom"))) {
            return importing.commit(project, importing.stage(project, List.of(file), null, Progress.NONE));
        }
    }

    /** The same file read by TensorBoard in Python. */
    @Benchmark
    @Warmup(iterations = 0)
    @Fork(1)
    @Measurement(iterations = 1)
    public String peerTensorBoard() throws IOException, InterruptedException {
        return Peer.TENSORBOARD.read(folder);
    }

    /** The same file read by TensorBoard's server. */
    @Benchmark
    public String peerTensorBoardServer() throws IOException, InterruptedException {
        return Peer.TENSORBOARD_SERVER.read(folder);
    }
}
