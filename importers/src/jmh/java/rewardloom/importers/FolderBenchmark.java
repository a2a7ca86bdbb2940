package rewardloom.importers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import rewardloom.importers.tensorboard.EventFile;
import rewardloom.model.project.Project;
import rewardloom.model.table.Table;

/** A folder of 1,000 runs of 20 tags of 100 points: scanned, imported, and listed with every tag when the study is opened again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class FolderBenchmark {
    private static final int RUNS = 1_000;
    private static final int TAGS = 20;
    private static final int STEPS = 100;

    private final ScratchFolder folder = new ScratchFolder("folder-benchmark");
    private Path runs = Path.of("");
    private Path study = Path.of("");

    /** Writes the runs and a study of them. */
    @Setup
    public void write() throws IOException {
        runs = Files.createDirectory(folder.path().resolve("runs"));
        for (int run = 0; run < RUNS; run++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            EventFile events = new EventFile(bytes);
            for (int step = 0; step < STEPS; step++) {
                for (int tag = 0; tag < TAGS; tag++) {
                    events.scalar("group/tag" + tag, step, 1.7e9 + step, (float) Math.sin(step * 0.1 + tag + run));
                }
            }
            Path at = Files.createDirectory(runs.resolve("ppo-seed" + run));
            Files.write(at.resolve("events.out.tfevents.1"), bytes.toByteArray());
        }
        study = folder.path().resolve("listed.loom");
        folder.importInto(study, runs);
    }

    /** Removes what was written. */
    @TearDown
    public void remove() throws IOException {
        folder.close();
    }

    /** From the folder to a study that holds everything. */
    @Benchmark
    public ImportReport importFolder() {
        return folder.importIntoProject(runs);
    }

    /** Opens the study and goes through all runs and tags, as a search does. */
    @Benchmark
    public long openAndList() {
        try (Project project = Project.open(study)) {
            long found = 0;
            for (Table table : project.list()) {
                found += table.series().stream()
                        .filter(s -> s.tag().contains("tag1"))
                        .count();
            }
            return found;
        }
    }
}
