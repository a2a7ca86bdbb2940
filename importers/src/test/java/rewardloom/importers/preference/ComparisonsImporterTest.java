package rewardloom.importers.preference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;

class ComparisonsImporterTest {
    private static final String SUMMARIES = """
        {"info": {"id": "t3_a", "post": "Long post"}, "summaries": [{"text": "s1", "policy": "sup4"}, {"text": "s2", "policy": "ref"}], "choice": 1, "worker": "w1", "extra": {"confidence": 7}}
        {"info": {"id": "t3_b"}, "summaries": [{"text": "s1"}, {"text": "s2"}], "choice": 0, "worker": "w2"}
        {"info": {}, "summaries": [{"text": "s1"}], "choice": 0}
        broken
        """;
    private static final String LABEL_STUDIO = """
        [{"id": 7, "data": {"prompt": "why", "answer1": "x", "answer2": "y"}, "annotations": [
           {"completed_by": {"email": "ann"}, "lead_time": 3.5, "was_cancelled": false, "result": [{"type": "pairwise", "value": {"selected": "left"}}]},
           {"completed_by": 4, "was_cancelled": true, "result": []},
           {"completed_by": 5, "was_cancelled": false, "result": [{"type": "choices", "value": {"choices": ["Equal"]}}]},
           {"completed_by": 6, "was_cancelled": false, "result": [{"type": "choices", "value": {"choices": ["what"]}}]}]},
         {"id": 8, "data": {"image": "a.png"}, "annotations": []}]
        """;
    private static final String ARGILLA = """
        [{"id": "r1", "fields": {"instruction": "why", "response-1": "x", "response-2": "y"}, "suggestions": {},
          "responses": {"preference": [{"value": "response-2", "user_id": "u1", "status": "submitted"},
                                        {"value": "response-1", "user_id": "u2", "status": "draft"}],
                        "quality": [{"value": "good", "user_id": "u1"}]}},
         {"id": "r2", "fields": {"prompt": "why", "response-1": "x", "response-2": "y"},
          "responses": [{"user_id": "u3", "status": "submitted", "values": {"rank": {"value": [{"value": "response-1", "rank": 1}, {"value": "response-2", "rank": 2}]}}}]},
         {"id": "r3", "fields": {"prompt": "why", "response-1": "x", "response-2": "y"}, "responses": {}}]
        """;

    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static double[] labels(CollectingSink sink) {
        MemoryTables tables = sink.tables();
        return tables.columns(tables.list().getFirst(), List.of("label")).doubles("label");
    }

    private static Values column(CollectingSink sink, String name) {
        MemoryTables tables = sink.tables();
        return tables.columns(tables.list().getFirst(), List.of(name)).get(name);
    }

    @Test
    void comparisonsOfSummaries() throws IOException {
        CollectingSink sink = files.read("comparisons.jsonl", SUMMARIES);
        Table table = sink.tables().list().getFirst();
        assertThat(table.kind()).isEqualTo(Kind.PAIRS);
        assertThat(table.column(RoleType.CHOSEN)).isPresent();
        assertThat(table.column(RoleType.LABEL)).isPresent();
        assertThat(labels(sink)).containsExactly(0, 1);
        assertThat(column(sink, "prompt").text(0)).isEqualTo("Long post");
        assertThat(column(sink, "source_a").text(0)).isEqualTo("sup4");
        assertThat(column(sink, "confidence").number(0)).isEqualTo(7);
        assertThat(sink.problemKinds()).containsExactlyInAnyOrder("no-pair", "broken-line");
    }

    @Test
    void annotationsOfLabelStudioThatWereNotCancelled() throws IOException {
        CollectingSink sink = files.read("export.json", LABEL_STUDIO);
        assertThat(labels(sink)).containsExactly(1, 0.5, Double.NaN);
        assertThat(column(sink, "annotator").text(0)).isEqualTo("ann");
        assertThat(column(sink, "seconds").number(0)).isEqualTo(3.5);
        assertThat(column(sink, "response_b").text(2)).isEqualTo("y");
        assertThat(sink.problemKinds()).containsExactlyInAnyOrder("unknown-answer", "no-pair");
    }

    @Test
    void responsesOfArgillaThatWereSubmitted() throws IOException {
        CollectingSink sink = files.read("records.json", ARGILLA);
        assertThat(labels(sink)).containsExactly(0, 1, Double.NaN);
        assertThat(column(sink, "annotator").text(0)).isEqualTo("u1");
        assertThat(column(sink, "prompt").text(0)).isEqualTo("why");
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void ratedCompletionsAreResponsesWithComponents() throws IOException {
        CollectingSink sink = files.read("ultrafeedback.jsonl", """
            {"instruction": "why", "models": ["x", "y"], "completions": [
            """.strip() + """
            {"model": "x", "response": "because", "overall_score": 7.5, "annotations": {"helpfulness": {"Rating": "4"}, "honesty": {"Rating": "N/A"}}}, \
            {"model": "y", "response": "no", "overall_score": 2.0, "annotations": {"honesty": [{"Rating": "5"}]}}]}
            {"instruction": "how", "completions": []}
            """);
        MemoryTables tables = sink.tables();
        Table table = tables.list().getFirst();
        assertThat(table.kind()).isEqualTo(Kind.RESPONSES);
        var columns = tables.columns(table, List.of("reward", "component/helpfulness", "component/honesty", "sample"));
        assertThat(columns.doubles("reward")).containsExactly(7.5, 2);
        assertThat(columns.doubles("component/helpfulness")).containsExactly(4, Double.NaN);
        assertThat(columns.doubles("component/honesty")).containsExactly(Double.NaN, 5);
        assertThat(columns.doubles("sample")).containsExactly(0, 1);
        assertThat(sink.problem("no-completions").where()).isEqualTo("line 2");
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        BrokenInput broken = new BrokenInput("comparisons", folder, "a.json");
        for (String file : List.of(SUMMARIES, LABEL_STUDIO, ARGILLA)) {
            broken.survives(file.getBytes(StandardCharsets.UTF_8));
        }
    }
}
