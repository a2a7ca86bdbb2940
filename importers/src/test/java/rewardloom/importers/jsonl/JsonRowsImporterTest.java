package rewardloom.importers.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;

class JsonRowsImporterTest {
    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
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

    private static List<String> columns(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }

    private static ColumnType type(CollectingSink sink, String name) {
        return column(sink, name).type();
    }

    @Test
    void responsesKeepComponentsScoresAndTokens() throws IOException {
        CollectingSink sink = files.read("rollouts/mean-seed0.jsonl", """
            {"step": 3, "prompt_id": 1, "sample": 0, "prompt": "p", "response": "a b", "reward": 0.5, "kl": 0.1,\
             "reward_components": {"fluency": 1, "novelty": 0.25}, "reward_models": [1.5, NaN],\
             "tokens": ["a", "b"], "logprobs": [-1, -2.5], "ref_logprobs": [-1.5, null]}
            {"step": 3, "prompt_id": 1, "sample": 1, "prompt": "p", "response": "", "reward": null, "tokens": [], "logprobs": []}
            """);
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.RESPONSES);
        assertThat(table.run()).isEqualTo("mean-seed0");
        assertThat(columns(table))
                .containsExactly(
                        "step",
                        "prompt_id",
                        "sample",
                        "prompt",
                        "response",
                        "reward",
                        "kl",
                        "component/fluency",
                        "component/novelty",
                        "score/rm0",
                        "score/rm1",
                        "tokens",
                        "logprobs",
                        "ref_logprobs");
        assertThat(column(sink, "reward").isMissing(1)).isTrue();
        assertThat(column(sink, "component/fluency").number(0)).isEqualTo(1);
        assertThat(column(sink, "score/rm1").number(0)).isNaN();
        assertThat(column(sink, "score/rm1").isMissing(0)).isFalse();
        assertThat(column(sink, "tokens").text(0)).isEqualTo("a b");
        assertThat(((Values.DoubleLists) column(sink, "ref_logprobs")).flat()).containsExactly(-1.5, Double.NaN);
        assertThat(column(sink, "logprobs").isMissing(1)).isTrue();
    }

    @Test
    void dialectsOfOtherToolsGetTheSameNames() throws IOException {
        CollectingSink verl = files.read(
                "a/1.jsonl",
                "{\"input\": \"p\", \"output\": \"r\", \"gts\": \"4\", \"score\": 1.0, \"step\": 1, \"acc\": true}\n");
        assertThat(columns(only(verl))).containsExactly("prompt", "response", "gts", "reward", "step", "acc");
        assertThat(only(verl).run()).isEqualTo("a");
        CollectingSink trl = files.read(
                "completions_00005.jsonl",
                "{\"step\": 5, \"prompt\": \"p\", \"completion\": \"c\", \"length_reward\": 0.5, \"advantage\":"
                        + " 1.5}\n");
        assertThat(columns(only(trl)))
                .containsExactly("step", "prompt", "response", "component/length_reward", "advantage");
        CollectingSink board = files.read(
                "b.jsonl",
                "{\"prompt\": \"p\", \"response\": \"r\", \"response_tokens\": [\"r\"], \"token_rewards\": [0.5],"
                        + " \"reward\": 1}\n");
        assertThat(columns(only(board))).containsExactly("prompt", "response", "tokens", "token_rewards", "reward");
        CollectingSink parts = files.read(
                "c.jsonl",
                "{\"prompt\": \"p\", \"response\": \"r\", \"rewards\": {\"format\": 0.5, \"answer\": 1}, \"reward\":"
                        + " 1.5}\n");
        assertThat(columns(only(parts)))
                .containsExactly("prompt", "response", "component/format", "component/answer", "reward");
    }

    @Test
    void chatMessagesReadAsAConversation() throws IOException {
        CollectingSink sink = files.read("pairs.jsonl", """
            {"prompt": "p", "chosen": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "yes"}],\
             "rejected": [{"role": "assistant", "content": "no"}], "margin": 1.5, "chosen_components": {"a": 1}}
            """);
        assertThat(only(sink).kind()).isEqualTo(Kind.PAIRS);
        assertThat(column(sink, "chosen").text(0)).isEqualTo("user: hi\n\nassistant: yes");
        assertThat(column(sink, "rejected").text(0)).isEqualTo("no");
        assertThat(columns(only(sink))).containsExactly("prompt", "chosen", "rejected", "margin", "chosen_component/a");
    }

    @Test
    void rowsWithAStepAreMetrics() throws IOException {
        CollectingSink sink = files.read("run1/metrics.jsonl", """
            {"step": 1, "data": {"critic/score/mean": 0.5, "text": "x"}}
            {"step": 2, "data": {"critic/score/mean": "NaN"}}
            {"data": {"critic/score/mean": 3}}
            """);
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.METRICS);
        assertThat(table.run()).isEqualTo("run1");
        MemoryTables tables = sink.tables();
        assertThat(tables.series(tables.list().getFirst(), "critic/score/mean").values())
                .containsExactly(0.5, Double.NaN);
        assertThat(sink.problem("missing-step").where()).isEqualTo("row 3");
    }

    @Test
    void brokenLinesAreCountedWithTheirNumbersAndTheRestIsRead() throws IOException {
        CollectingSink sink = files.read(
                "a.jsonl",
                "{\"step\": 1, \"loss\": 1}\n"
                        + "not json\n\n"
                        + "[1]\n"
                        + "{\"step\": 2, \"loss\": 2} {}\n"
                        + "{\"step\": 3, \"loss\": 3}\n"
                        + "{\"step\": 4, \"lo");
        Problem problem = sink.problem("broken-line");
        assertThat(problem.count()).isEqualTo(4);
        assertThat(problem.where()).isEqualTo("lines 2, 4, 5, 7");
        MemoryTables tables = sink.tables();
        assertThat(tables.series(tables.list().getFirst(), "loss").steps()).containsExactly(1, 3);
    }

    @Test
    void typesArePromotedAsFarAsNeeded() throws IOException {
        CollectingSink sink = files.read("a.jsonl", """
            {"prompt": "p", "response": "r", "a": 1, "b": true, "c": 1, "d": [1], "e": 12345678901234567890}
            {"prompt": "p", "response": "r", "a": 0.5, "b": 1, "c": "x", "d": ["y"], "e": 1}
            """);
        assertThat(type(sink, "a")).isEqualTo(ColumnType.FLOAT64);
        assertThat(type(sink, "b")).isEqualTo(ColumnType.INT64);
        assertThat(type(sink, "c")).isEqualTo(ColumnType.TEXT);
        assertThat(type(sink, "e")).isEqualTo(ColumnType.FLOAT64);
        assertThat(column(sink, "c").text(0)).isEqualTo("1");
        assertThat(column(sink, "b").number(0)).isEqualTo(1);
    }

    @Test
    void aListOfObjectsIsReadToo() throws IOException {
        CollectingSink sink =
                files.read("pairs.json", "[{\"chosen\": \"a\", \"rejected\": \"b\"}, 3, {\"chosen\": \"c\"}]");
        assertThat(only(sink).rows()).isEqualTo(2);
        assertThat(sink.problemKinds()).containsExactly("broken-line");
    }

    @Test
    void compressedFilesAndMarksAreRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("\ufeff{\"chosen\": \"a\", \"rejected\": \"b\"}\r\n".getBytes(StandardCharsets.UTF_8));
        }
        CollectingSink sink = files.read("pairs.jsonl.gz", bytes.toByteArray());
        assertThat(only(sink).kind()).isEqualTo(Kind.PAIRS);
        assertThat(only(sink).run()).isEqualTo("pairs");
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void aFileWithoutARowIsAnError() throws IOException {
        assertThat(files.read("a.jsonl", "nothing\nhere\n").problemKinds()).containsExactly("broken-line", "no-rows");
    }

    @Test
    void rowsOfNoKnownKindBecomeScoredItems() throws IOException {
        CollectingSink sink = files.read("a.jsonl", "{\"id\": 7, \"rm0\": 0.5, \"correct\": true}\n");
        assertThat(only(sink).kind()).isEqualTo(Kind.SCORES);
        assertThat(columns(only(sink))).containsExactly("item", "score/rm0", "correct");
    }

    @Test
    void everyPrefixIsReadWithoutAnException() throws IOException {
        String text =
                "{\"step\": 1, \"a\": [1, \"x\", {\"b\": [2]}], \"loss\": 1}\n{\"step\": 2, \"loss\": -Infinity}\n";
        for (int length = 1; length <= text.length(); length++) {
            CollectingSink sink = files.read("a.jsonl", text.substring(0, length));
            assertThat(sink.tables().list().size() + sink.problems().size()).isPositive();
        }
    }

    @Test
    void runsOfOneListAreTablesOfTheirOwn() throws IOException {
        CollectingSink sink = files.read("breakout.json", """
            [{"Iteration": 0, "Value": 1, "Agent": "DQN", "seed": 1}, {"Iteration": 1, "Value": 2, "Agent": "DQN", "seed": 1},
             {"Iteration": 0, "Value": 3, "Agent": "C51", "seed": 1}, {"Iteration": 0, "Value": 4, "Agent": "C51", "seed": 2}]
            """);
        assertThat(sink.tables().list())
                .extracting(t -> t.run() + " " + t.rows())
                .containsExactly("breakout/DQN/seed1 2", "breakout/C51/seed1 1", "breakout/C51/seed2 1");
        assertThat(sink.tables().list().getFirst().series())
                .extracting(s -> s.tag())
                .containsExactly("Value");
    }

    @Test
    void resultsOfRllibLeaveOutTheirConfiguration() throws IOException {
        CollectingSink sink = files.read("trial/result.json", """
            {"training_iteration": 1, "timesteps_total": 4000, "env_runners": {"episode_return_mean": 1.5}, "config": {"lr": 1}, "timestamp": 5}
            """);
        assertThat(sink.tables().list().getFirst().series())
                .extracting(s -> s.tag() + " " + s.firstStep())
                .containsExactly("training_iteration 4000", "env_runners/episode_return_mean 4000", "timestamp 4000");
    }

    @Test
    void trainerLogsOfLlamaFactoryGoByTheirCurrentSteps() throws IOException {
        CollectingSink sink = files.read("trainer_log.jsonl", """
            {"current_steps": 10, "total_steps": 30, "loss": 0.5, "lr": 5e-05, "epoch": 0.1, "percentage": 33.3, "elapsed_time": "0:00:10"}
            {"current_steps": 20, "total_steps": 30, "loss": 0.4, "lr": 4e-05, "epoch": 0.2, "percentage": 66.7, "elapsed_time": "0:00:20"}
            """);
        MemoryTables tables = sink.tables();
        assertThat(tables.series(tables.list().getFirst(), "loss").steps()).containsExactly(10, 20);
    }
}
