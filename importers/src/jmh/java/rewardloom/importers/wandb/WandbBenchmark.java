package rewardloom.importers.wandb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
import rewardloom.importers.CountingSink;
import rewardloom.importers.Importers;
import rewardloom.importers.Source;
import rewardloom.model.progress.Progress;

/** A run of Weights and Biases with 400,000 steps of three metrics. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class WandbBenchmark {
    private static final int STEPS = 400_000;

    private Path file = Path.of("");

    /** Writes the file. */
    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("run-", ".wandb");
        WandbFile log = new WandbFile().run("x1", "benchmark");
        for (int step = 0; step < STEPS; step++) {
            log.history(
                    step,
                    Map.of(
                            "reward", Double.toString(Math.sin(step * 1e-3)),
                            "kl", Double.toString(step * 1e-4),
                            "_step", Integer.toString(step)));
        }
        Files.write(file, log.bytes());
    }

    /** Removes what was written. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(file);
    }

    /** Blocks, checksums, protocol buffers, numbers in JSON, batches. */
    @Benchmark
    public long parse() throws IOException {
        CountingSink counting = new CountingSink();
        Importers.installed().get("wandb").read(new Source(file, "run-x1.wandb"), counting, Progress.NONE);
        return counting.rows();
    }
}
