package rewardloom.model.preference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import rewardloom.model.project.Project;

/**
 * What an annotator waits for, in a queue of a million pairs with a million labels: an answer that is on the disk, with the pair after it
 * and the one that is prepared behind it; and opening the queue.
 */
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class LabellingBenchmark {
    private static final int PAIRS = 1_000_000;
    private static final int ANNOTATORS = 4;
    private static final int EACH = 250_000;

    /** The project. */
    @State(Scope.Benchmark)
    public static class Million {
        private Path folder = Path.of("");
        private Project project = make();
        private LabelSession session = session();
        private Turn turn = session.current();

        private Project make() {
            try {
                folder = Files.createTempDirectory("rewardloom-bench");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Project made = Project.create(folder.resolve("a.loom"));
            int[] lengths = new int[400];
            java.util.Arrays.fill(lengths, 500);
            PairQueue queue = Examples.queue(made.labels(), Examples.steps(lengths), PAIRS);
            List<Comparison> pairs = made.labels().comparisons(queue);
            SplittableRandom random = new SplittableRandom(1);
            for (int who = 0; who < ANNOTATORS; who++) {
                List<Label> labels = new ArrayList<>();
                for (Comparison pair : pairs.subList(0, EACH)) {
                    labels.add(new Label(
                            0,
                            pair,
                            "annotator" + who,
                            Verdict.of(random.nextBoolean() ? Answer.A : Answer.B),
                            Presentation.of(Sides.A_LEFT),
                            Examples.TIMING,
                            List.of(),
                            "bench",
                            "bench"));
                }
                made.labels().append(queue, labels);
            }
            return made;
        }

        private LabelSession session() {
            return project.labels().session(project.labels().queues().getFirst(), "annotator0", "bench");
        }

        @TearDown(Level.Trial)
        public void remove() throws IOException {
            project.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Ratings of five annotators. */
    @State(Scope.Benchmark)
    public static class Ratings5 {
        private rewardloom.model.table.MemoryTables tables = new rewardloom.model.table.MemoryTables();

        @Setup
        public void make() {
            tables = AgreementTables5.make(100_000, 5);
        }
    }

    /** An answer, on the disk, and the next pair. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 2, time = 5)
    @Measurement(iterations = 5, time = 10)
    public Optional<LabelSession.Shown> answerAndNextPair(Million million) {
        Turn now = million.turn;
        Instant at = Instant.now();
        million.turn = million.session.answer(
                Objects.requireNonNull(now.comparison()),
                Verdict.of(Answer.A),
                Presentation.of(now.sides()),
                new Timing(at.minusMillis(900), null, null, at, 900));
        return million.session.upcoming();
    }

    /** A new session, up to its first pair. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 2)
    @Measurement(iterations = 5)
    public Turn openTheQueue(Million million) {
        return million.session().current();
    }

    /** Every coefficient of agreement of 100,000 pairs and five annotators, with 1,000 resamples. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    @Warmup(iterations = 3)
    @Measurement(iterations = 5)
    public Object agreementOfFive(Ratings5 ratings) {
        LabelAgreement analysis = new LabelAgreement();
        return analysis.run(analysis.defaults(), ratings.tables, rewardloom.model.progress.Progress.NONE);
    }
}
