package rewardloom.model.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.table.Table;

/** Several threads and several programs at one project. */
class ConcurrencyTest {
    @TempDir
    private Path dir;

    @Test
    void twoProgramsMayHaveAProjectOpen() throws Exception {
        try (Project one = Project.create(dir.resolve("a.loom"));
                Project two = Project.open(dir.resolve("a.loom"));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int number = i;
                Project project = i % 2 == 0 ? one : two;
                work.add(threads.submit(() -> {
                    // Every file is imported by both.
                    Staged staged = Studies.stageMetrics(project, "run" + number / 2, number / 2, 20, List.of("x"));
                    project.commit(List.of(staged));
                    project.query("SELECT count(*) FROM metrics");
                    project.list().forEach(t -> project.series(t, "x"));
                }));
            }
            for (Future<?> done : work) {
                done.get(2, TimeUnit.MINUTES);
            }
            assertThat(one.list()).hasSize(6).isEqualTo(two.list());
            assertThat(two.query("SELECT count(*) FROM metrics").rows()).containsExactly(List.of(120L));
            one.remove(one.list().getFirst());
            assertThat(two.list()).hasSize(5);
            assertThat(two.query("SELECT count(*) FROM metrics").rows()).containsExactly(List.of(100L));
        }
    }

    /** Kills a program that adds one table after the other: what it said it had added is there, and nothing is half there. */
    @Test
    void aKilledProgramLeavesAProjectWithWholeImports() throws Exception {
        Path folder = dir.resolve("killed.loom");
        int said = addUntilKilled(folder);
        try (Project project = Project.open(folder)) {
            List<Table> tables = project.list();
            assertThat(tables.size()).isBetween(said, said + 2);
            assertThat(tables.size() % 2).isZero();
            assertThat(project.problems()).isEmpty();
            for (Table table : tables) {
                assertThat(project.series(table, "x").size()).isEqualTo(1000);
            }
            try (Stream<Path> files = Files.list(folder.resolve("tables"))) {
                assertThat(files.filter(p -> p.toString().endsWith(".parquet"))).hasSameSizeAs(tables);
            }
            assertThat(project.commit(List.of(Studies.stageMetrics(project, "later", 999, 5, List.of("x")))))
                    .hasSize(1);
        }
    }

    private static int addUntilKilled(Path folder) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Adding.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int said = 0;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            while (said < 14) {
                String line = lines.readLine();
                if (line == null) {
                    break;
                }
                said = Integer.parseInt(line);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(said).as("tables that were added before the kill").isPositive();
        return said;
    }

    /** The program that is killed. */
    static final class Adding {
        private Adding() {}

        public static void main(String[] arguments) {
            try (Project project = Project.create(Path.of(arguments[0]))) {
                for (int i = 0; ; i++) {
                    project.commit(List.of(
                            Studies.stageMetrics(project, "a" + i, 2 * i, 1000, List.of("x", "y")),
                            Studies.stageMetrics(project, "b" + i, 2 * i + 1, 1000, List.of("x", "y"))));
                    System.out.println(2 * (i + 1));
                    System.out.flush();
                }
            }
        }
    }
}
