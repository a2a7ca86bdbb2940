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
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;

class PairLayoutsTest {
    private static final String DIALOGUES = """
        {"chosen": "\\n\\nHuman: Hi\\n\\nAssistant: Yes?\\n\\nHuman: Why?\\n\\nAssistant: Good.", "rejected": "\\n\\nHuman: Hi\\n\\nAssistant: Yes?\\n\\nHuman: Why?\\n\\nAssistant: Bad."}
        {"chosen": "\\n\\nHuman: A\\n\\nAssistant: x", "rejected": "\\n\\nHuman: B\\n\\nAssistant: y"}
        """;

    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Values column(CollectingSink sink, String name) {
        MemoryTables tables = sink.tables();
        return tables.columns(tables.list().getFirst(), List.of(name)).get(name);
    }

    private static String role(CollectingSink sink, RoleType role) {
        return sink.tables().list().getFirst().column(role).map(Column::name).orElse("none");
    }

    @Test
    void dialoguesAreSplitAtTheLastAnswer() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(DIALOGUES.getBytes(StandardCharsets.UTF_8));
        }
        CollectingSink sink = files.read("harmless-base/test.jsonl.gz", packed.toByteArray());
        assertThat(column(sink, "prompt").text(0)).isEqualTo("Human: Hi\n\nAssistant: Yes?\n\nHuman: Why?");
        assertThat(column(sink, "chosen").text(0)).isEqualTo("Good.");
        assertThat(column(sink, "rejected").text(0)).isEqualTo("Bad.");
        assertThat(column(sink, "prompt").isMissing(1)).isTrue();
        assertThat(column(sink, "rejected").text(1)).startsWith("\n\nHuman: B");
        assertThat(sink.problem("different-prompts").where()).isEqualTo("row 2");
    }

    @Test
    void strengthsOfHelpSteerAreLabels() throws IOException {
        CollectingSink sink = files.read("preference.jsonl", """
            {"prompt": "p", "response_1": "a", "response_2": "b", "preference_strength": -2}
            {"prompt": "p", "response_1": "a", "response_2": "b", "preference_strength": 0}
            {"prompt": "p", "response_1": "a", "response_2": "b", "preference_strength": 3}
            """);
        assertThat(role(sink, RoleType.CHOSEN)).isEqualTo("response_a");
        assertThat(column(sink, "response_a").text(0)).isEqualTo("a");
        MemoryTables tables = sink.tables();
        Table table = tables.list().getFirst();
        assertThat(table.kind()).isEqualTo(Kind.PAIRS);
        assertThat(tables.columns(table, List.of("label")).doubles("label")).containsExactly(1, 0.5, 0);
        assertThat(role(sink, RoleType.LABEL)).isEqualTo("label");
    }

    @Test
    void battlesOfChatbotsHaveAWinner() throws IOException {
        CollectingSink sink = files.read("battles.json", """
            [{"model_a": "x", "model_b": "y", "winner": "model_b",
              "conversation_a": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "1"}],
              "conversation_b": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "2"}]}]
            """);
        assertThat(role(sink, RoleType.CHOSEN)).isEqualTo("response_a");
        assertThat(role(sink, RoleType.REJECTED)).isEqualTo("response_b");
        assertThat(role(sink, RoleType.LABEL)).isEqualTo("label");
        assertThat(column(sink, "response_b").text(0)).isEqualTo("user: hi\n\nassistant: 2");
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        new BrokenInput("jsonl", folder, "a.jsonl").survives(DIALOGUES.getBytes(StandardCharsets.UTF_8));
    }
}
