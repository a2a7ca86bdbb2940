package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;

/** What people's files have beside their data: other line ends, marks, numbers that are none, depth, bytes that are no text. */
class HostileJsonTest {
    /** A record of each format that comes in lines. */
    private static final List<String> RECORDS = List.of(
            "{\"task_id\": 1, \"trial\": 0, \"reward\": 1.0, \"traj\": [{\"role\": \"user\", \"content\": \"hi\"}]}",
            "{\"idx\": 1, \"ys\": [\"a\"], \"infos\": [{\"r\": 0.5}]}",
            "{\"name\": \"env_0\", \"memory\": [], \"is_success\": true}",
            "{\"prompt\": \"p\", \"responses\": [\"a\"], \"scores\": [0.5]}",
            "{\"problem\": \"p\", \"steps\": [\"a\"], \"label\": -1}",
            "{\"problem\": \"p\", \"score\": [0.5, 0.25]}",
            "{\"info\": {\"id\": \"x\"}, \"summaries\": [{\"text\": \"a\"}, {\"text\": \"b\"}], \"choice\": 1,"
                    + " \"worker\": \"w\"}",
            "{\"info\": {\"id\": \"x\"}, \"summary\": {\"text\": \"a\", \"axes\": {\"overall\": 7, \"accuracy\":"
                    + " null}}, \"worker\": \"w\"}",
            "{\"instruction\": \"i\", \"completions\": [{\"model\": \"m\", \"response\": \"r\", \"overall_score\":"
                    + " 4}]}",
            "{\"input\": \"i\", \"output_1\": \"a\", \"output_2\": \"b\", \"label\": 1, \"results\": [{\"swap ="
                    + " False\": {\"winner\": \"1\"}}]}",
            "{\"instruction\": \"i\", \"output_1\": \"a\", \"output_2\": \"b\", \"preference\": 2}",
            "{\"prompt\": \"p\", \"chosen\": \"a\", \"rejected\": \"b\"}");

    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static long rows(CollectingSink sink) {
        return sink.tables().list().stream().mapToLong(Table::rows).sum();
    }

    private static String id(byte[] file, String name) {
        return Importers.installed()
                .choose(new Header(name, file, file.length))
                .orElseThrow()
                .importer()
                .id();
    }

    @Test
    void lineEndsMarksAndNamesChangeNothing() throws IOException {
        for (String record : RECORDS) {
            byte[] plain = (record + "\n" + record + "\n").getBytes(StandardCharsets.UTF_8);
            long expected = rows(files.read("plain.jsonl", plain));
            assertThat(expected).as(record).isPositive();
            String format = id(plain, "plain.jsonl");
            for (String text : List.of(
                    record + "\r\n" + record + "\r\n",
                    "\ufeff" + record + "\n" + record,
                    "\n\n" + record + "\n\n\n" + record + "\n",
                    "[" + record + ",\n" + record + "]",
                    "\ufeff[" + record + "," + record + "]")) {
                byte[] other = text.getBytes(StandardCharsets.UTF_8);
                String name = text.stripLeading().replace("\ufeff", "").startsWith("[") ? "a.json" : "a.jsonl";
                assertThat(id(other, name)).as(text).isEqualTo(format);
                assertThat(rows(files.read(name, other))).as(text).isEqualTo(expected);
                // a name that says nothing changes nothing
                assertThat(id(other, "dump")).as(text).isEqualTo(format);
            }
        }
    }

    @Test
    void brokenRecordsLoseNoOthers() throws IOException {
        String deep = "{\"a\": " + "[".repeat(5000) + "]".repeat(5000) + "}";
        byte[] invalid = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}', '\n'};
        for (String record : RECORDS) {
            long alone = rows(files.read("alone.jsonl", record + "\n"));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.writeBytes((record + "\n").getBytes(StandardCharsets.UTF_8));
            file.writeBytes((deep + "\n").getBytes(StandardCharsets.UTF_8));
            file.writeBytes(invalid);
            file.writeBytes("{\"cut\": \n[1, 2]\n\"text\"\n17\nnull\n".getBytes(StandardCharsets.UTF_8));
            file.writeBytes((record + "\n").getBytes(StandardCharsets.UTF_8));
            CollectingSink sink = files.read("mixed.jsonl", file.toByteArray());
            assertThat(rows(sink)).as(record).isGreaterThanOrEqualTo(2 * alone);
            assertThat(sink.problems()).as(record).isNotEmpty();
        }
    }

    @Test
    void numbersThatAreNone() throws IOException {
        CollectingSink sink = files.read("pool.jsonl", """
            {"prompt": "p", "responses": ["a", "b", "c"], "scores": [NaN, Infinity, -Infinity]}
            """);
        assertThat(sink.tables().list(Kind.RESPONSES))
                .as("%s %s", sink.problems(), sink.tables().list())
                .hasSize(1);
        double[] rewards = sink.tables()
                .columns(sink.tables().list(Kind.RESPONSES).getFirst(), List.of("reward"))
                .doubles("reward");
        assertThat(rewards).containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({
        "tau-bench",
        "tree-of-thought",
        "reflexion",
        "grouped-responses",
        "pass-at-k",
        "score-sheet",
        "rewardmath",
        "rewardbench-pairs",
        "process-labels",
        "overcooked",
        "lerobot-info",
        "comparisons",
        "rated-completions",
        "rated-summaries"
    })
    void everyFormatSurvivesWhatIsNotItsOwn(String format) throws IOException {
        Path file = folder.resolve("strange");
        for (String text : List.of(
                "",
                "null",
                "17",
                "\"text\"",
                "[]",
                "{}",
                "[[[[]]]]",
                "[1, \"a\", null, {}, []]",
                "{\"a\": ".repeat(3000),
                "[".repeat(200_000),
                "{\"simulations\": 3, \"eval\": [1], \"ep_rewards\": {\"a\": 1}, \"label\": {\"steps\": 5}}",
                "[{\"traj\": 5, \"ys\": {}, \"infos\": 1, \"responses\": 3, \"score\": {}, \"steps\": \"x\","
                        + " \"completions\": 1}]",
                "{\"traj\": [5, null, {\"tool_calls\": 7, \"content\": {\"a\": []}}], \"ys\": [1, null], \"infos\":"
                        + " [[]], \"score\": [\"x\", []]}")) {
            Files.writeString(file, text);
            CollectingSink sink = new CollectingSink();
            Importers.installed().get(format).read(new Source(file, "strange"), sink, Progress.NONE);
            assertThat(sink.problems().size() + sink.tables().list().size())
                    .as("%s of %s", format, text.substring(0, Math.min(40, text.length())))
                    .isPositive();
        }
    }

    @Test
    void smallFilesThatUnpackToHugeOnesAreRefused() throws IOException {
        Path file = folder.resolve("bomb.json.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"ep_actions\": [], \"ep_rewards\": [[".getBytes(StandardCharsets.UTF_8));
            byte[] many = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 260; i++) {
                out.write(many);
            }
        }
        CollectingSink sink = new CollectingSink();
        Importers.installed().get("overcooked").read(new Source(file, "bomb.json.gz"), sink, Progress.NONE);
        assertThat(sink.problem("too-long").message()).contains("256 MiB");
    }
}
