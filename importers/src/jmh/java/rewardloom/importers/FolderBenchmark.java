package rewardloom.importers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import rewardloom.importers.tensorboard.EventFile;
import rewardloom.model.progress.Progress;
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

    private Path folder = Path.of("");
    private Path runs = Path.of("");
    private Path study = Path.of("");
    private int projects;

    /** Writes the runs and a study of them. */
    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("folder-benchmark");
        runs = Files.createDirectory(folder.resolve("runs"));
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
        study = folder.resolve("listed.loom");
        importInto(study);
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

    private ImportReport importInto(Path target) {
        Importing importing = new Importing(Importers.installed());
        try (Project project = Project.create(target)) {
            return importing.commit(project, importing.stage(project, List.of(runs), null, Progress.NONE));
        }
    }

    /** From the folder to a study that holds everything. */
    @Benchmark
    public ImportReport importFolder() {
        return importInto(folder.resolve("study" + projects++ + ".loom"));
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
