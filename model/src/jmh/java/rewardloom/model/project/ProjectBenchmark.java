package rewardloom.model.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Points;
import rewardloom.model.table.Reduced;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;

/** What a user waits for: an import of 4 M scalars, and the first curve of a series of 10 M points. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class ProjectBenchmark {
    private static final int POINTS = 10_000_000;

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** 500,000 steps of 8 tags in batches as an importer gives them, and a project to put them into. */
    @State(Scope.Benchmark)
    public static class Import {
        private List<Batch> batches = List.of();
        private Path folder = Path.of("");
        private Project project = open();
        private int number;

        private Project open() {
            try {
                folder = Files.createTempDirectory("rewardloom-bench");
                return Project.create(folder.resolve("a.loom"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Setup
        public void make() {
            List<String> tags = IntStream.range(0, 8).mapToObj(i -> "tag/" + i).toList();
            batches = Studies.metrics(500_000, tags, 8_192);
        }

        @TearDown(Level.Trial)
        public void remove() throws IOException {
            project.close();
            delete(folder);
        }
    }

    /** A project with one series of 10 M points. */
    @State(Scope.Benchmark)
    public static class Long {
        private Path folder = Path.of("");
        private Project project = open();
        private Table table = add();

        private Project open() {
            try {
                folder = Files.createTempDirectory("rewardloom-bench");
                return Project.create(folder.resolve("a.loom"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private Table add() {
            return project.commit(List.of(Studies.stageMetrics(project, "long", 1, POINTS, List.of("reward"))))
                    .getFirst();
        }

        @TearDown(Level.Trial)
        public void remove() throws IOException {
            project.close();
            delete(folder);
        }
    }

    /** Stages and commits 4 M rows; the batches are there already. */
    @Benchmark
    public List<Table> commit4M(Import state) {
        state.number++;
        return state.project.commit(List.of(Studies.stage(
                state.project,
                TableSpec.metrics("events", "run"),
                Studies.provenance("events", state.number),
                state.batches)));
    }

    @Benchmark
    public Series series10M(Long state) {
        return state.project.series(state.table, "reward");
    }

    @Benchmark
    public List<Points> points10M(Long state) {
        return state.project.points(List.of(state.table), "reward", false);
    }

    @Benchmark
    public Columns twoColumns10M(Long state) {
        return state.project.columns(state.table, List.of("step", "value"));
    }

    @Benchmark
    public Reduced reduce10M(Long state) {
        return state.project.reduce(state.table, "reward", 0, POINTS - 1, 2000);
    }

    /** A zoom into a thousandth of the series: every raw point. */
    @Benchmark
    public Reduced zoom10M(Long state) {
        return state.project.reduce(state.table, "reward", POINTS / 2, POINTS / 2 + POINTS / 1000, 2000);
    }

    @Benchmark
    public double[] formula10M(Long state) {
        return state.project.evaluate(state.table, "par(value, 0.2, 2)");
    }
}
