package rewardloom.importers.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Source;
import rewardloom.importers.TestFiles;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;

class ParquetImporterTest {
    @TempDir
    Path folder;

    private Path parquet(String name, String select) throws SQLException {
        Path file = folder.resolve("written.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
            Path target = folder.resolve(name);
            Files.createDirectories(target.getParent() == null ? folder : target.getParent());
            return Files.move(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CollectingSink read(String name, String select) throws SQLException, IOException {
        return ImporterTester.read(new Source(parquet(name, select), name));
    }

    private static Table only(CollectingSink sink) {
        List<Table> tables = sink.tables().list();
        assertThat(tables).hasSize(1);
        return tables.getFirst();
    }

    private static Values column(CollectingSink sink, String name) {
        MemoryTables tables = sink.tables();
        return tables.columns(tables.list().getFirst(), List.of(name)).get(name);
    }

    private static List<String> columns(CollectingSink sink) {
        return only(sink).columns().stream().map(Column::name).toList();
    }

    @Test
    void theSamplePoolHasItsScoresAndComponents() throws IOException {
        Path pool = TestFiles.sample("overoptimization/best_of_n/pool.parquet");
        CollectingSink sink = ImporterTester.read(new Source(pool, "best_of_n/pool.parquet"));
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.RESPONSES);
        assertThat(table.rows()).isEqualTo(64 * 1024);
        assertThat(columns(sink))
                .contains("prompt_id", "sample", "gold", "score/rm0", "score/rm4", "component/fluency");
        // as pyarrow reads the first row
        assertThat(column(sink, "gold").number(0)).isEqualTo(-0.8905141949653625);
        assertThat(column(sink, "score/rm4").number(0)).isEqualTo(-0.7868592739105225);
    }

    @Test
    void completionsOfTrlHaveOneComponentForEachRewardFunction() throws SQLException, IOException {
        CollectingSink sink = read(
                "completions/completions_00005.parquet",
                "SELECT 5 AS step, [{'role': 'user', 'content': 'hi'}] AS prompt, 'c' AS completion, 0.5::FLOAT AS"
                        + " accuracy_reward, 1.5 AS advantage UNION ALL SELECT 5, NULL, NULL, NULL, -1.5");
        assertThat(only(sink).kind()).isEqualTo(Kind.RESPONSES);
        assertThat(columns(sink))
                .containsExactly("step", "prompt", "response", "component/accuracy_reward", "advantage");
        assertThat(column(sink, "prompt").text(0)).isEqualTo("hi");
        assertThat(column(sink, "component/accuracy_reward").isMissing(1)).isTrue();
        assertThat(column(sink, "advantage").number(1)).isEqualTo(-1.5);
    }

    @Test
    void nestedColumnsAndListsAreKept() throws SQLException, IOException {
        CollectingSink sink = read(
                "a.parquet",
                "SELECT 'p' AS prompt, 'r' AS response, {'fluency': 0.5, 'deep': {'x': 1}} AS reward_components, ['a',"
                        + " 'b'] AS tokens, [1.5, NULL]::DOUBLE[] AS logprobs, [[1], [2]] AS nested, true AS correct,"
                        + " 'x'::BLOB AS picture");
        assertThat(columns(sink))
                .containsExactly(
                        "prompt",
                        "response",
                        "component/fluency",
                        "component/deep/x",
                        "tokens",
                        "logprobs",
                        "nested",
                        "correct");
        assertThat(((Values.DoubleLists) column(sink, "logprobs")).flat()).containsExactly(1.5, Double.NaN);
        assertThat(column(sink, "tokens").text(0)).isEqualTo("a b");
        assertThat(column(sink, "nested").text(0)).isEqualTo("[[1],[2]]");
        assertThat(sink.problem("unread-column").where()).contains("picture");
    }

    @Test
    void stepsAndVectorsOfEpisodesAreRecognised() throws SQLException, IOException {
        CollectingSink sink = read(
                "episode_000000.parquet",
                "SELECT e AS episode_index, t AS frame_index, [t, 2.0 * t]::FLOAT[] AS \"observation.state\", 1.0 AS"
                        + " reward FROM range(2) a(e), range(3) b(t) ORDER BY e, t");
        assertThat(only(sink).kind()).isEqualTo(Kind.STEPS);
        assertThat(columns(sink))
                .containsExactly("episode", "t", "observation/state/0", "observation/state/1", "reward");
        assertThat(column(sink, "observation/state/1").number(2)).isEqualTo(4);
    }

    @Test
    void aStepColumnMakesMetrics() throws SQLException, IOException {
        CollectingSink sink = read(
                "history.parquet", "SELECT i AS _step, i * 0.5 AS loss, 'x' AS note FROM range(70000) t(i) ORDER BY i");
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.METRICS);
        assertThat(table.series()).hasSize(1);
        assertThat(table.series().getFirst().count()).isEqualTo(70_000);
        assertThat(table.series().getFirst().last()).isEqualTo(69_999 * 0.5);
        assertThat(table.series().getFirst().backwardSteps()).isZero();
    }

    @Test
    void aPathIsTakenLiterally() throws SQLException, IOException {
        CollectingSink sink = read("a[1]'s *?.parquet", "SELECT 1 AS step, 2.5 AS loss");
        assertThat(only(sink).rows()).isEqualTo(1);
    }

    @Test
    void aBrokenFileIsAnErrorWithARemedy() throws SQLException, IOException {
        Path whole = parquet("a.parquet", "SELECT i AS step, i AS loss FROM range(1000) t(i)");
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {4, 100, bytes.length / 2, bytes.length - 1}) {
            Path cut = folder.resolve("cut" + length + ".parquet");
            Files.write(cut, Arrays.copyOf(bytes, length));
            CollectingSink sink = ImporterTester.read(new Source(cut, "cut.parquet"));
            Problem problem = sink.problem("broken-parquet");
            assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
            assertThat(problem.message()).contains("again");
        }
    }

    @Test
    void bytesThatAreNotParquetAreAnError() throws IOException {
        CollectingSink sink = new ImporterTester(folder).read("text.parquet", "hello");
        assertThat(sink.problemKinds()).containsExactly("broken-parquet");
    }
}
