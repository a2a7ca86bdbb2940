package rewardloom.importers.responses;

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
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/** Best-of-n pools, verdicts on programs and shares of solved tasks. */
class SampledGroupsTest {
    private static final String POOL = """
        {"prompt": "p", "responses": ["a", "b", "c"], "proxy_scores": [0.1, 0.9, 0.5], "gold_scores": [1, 0, 2], "level": 3}
        {"prompt": "q", "responses": ["d"], "proxy_scores": [0.2, 0.3], "gold_scores": [4]}
        {"prompt": "r"}
        """;

    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Table only(CollectingSink sink) {
        assertThat(sink.tables().list()).as("%s", sink.problems()).hasSize(1);
        return sink.tables().list().getFirst();
    }

    private static double[] column(CollectingSink sink, String name) {
        return sink.tables().columns(only(sink), List.of(name)).doubles(name);
    }

    @Test
    void eachSampleOfAPoolIsAResponse() throws IOException {
        CollectingSink sink = files.read("pool.jsonl", POOL);
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.RESPONSES);
        assertThat(table.column(RoleType.PROXY)).isPresent();
        assertThat(table.column(RoleType.GOLD)).isPresent();
        assertThat(column(sink, "prompt_id")).containsExactly(0, 0, 0, 1);
        assertThat(column(sink, "sample")).containsExactly(0, 1, 2, 0);
        assertThat(column(sink, "proxy")).containsExactly(0.1, 0.9, 0.5, Double.NaN);
        assertThat(column(sink, "gold")).containsExactly(1, 0, 2, 4);
        assertThat(column(sink, "level")).containsExactly(3, 3, 3, Double.NaN);
        assertThat(sink.problem("unequal-lists").where()).isEqualTo("line 2");
        assertThat(sink.problem("no-responses").where()).isEqualTo("line 3");
    }

    @Test
    void samplesMayBeObjects() throws IOException {
        CollectingSink sink = files.read("samples.json", """
            [{"problem_id": "m/1", "question": "p", "samples": [{"text": "a", "reward": 1.5, "correct": 1}, {"text": "b", "reward": -1, "correct": 0}]}]
            """);
        assertThat(column(sink, "reward")).containsExactly(1.5, -1);
        assertThat(column(sink, "correct")).containsExactly(1, 0);
        assertThat(only(sink).column(RoleType.CORRECT)).isPresent();
    }

    @Test
    void samplesOfEvalPlusPassBothSetsOfTests() throws IOException {
        CollectingSink sink = files.read("eval_results.json", """
            {"date": "d", "hash": "h", "eval": {"HumanEval/0": [
               {"task_id": "HumanEval/0", "solution": "x", "base_status": "pass", "plus_status": "fail"},
               {"task_id": "HumanEval/0", "solution": "y", "base_status": "pass", "plus_status": "pass"}]},
             "pass_at_k": {"base": {"pass@1": 1.0}, "plus": {"pass@1": 0.5}}}
            """);
        assertThat(sink.tables().list(Kind.RESPONSES)).hasSize(1);
        Table samples = sink.tables().list(Kind.RESPONSES).getFirst();
        assertThat(sink.tables().columns(samples, List.of("correct")).doubles("correct"))
                .containsExactly(0, 1);
        assertThat(sink.tables().list(Kind.METRICS).getFirst().series().stream().map(SeriesSummary::tag))
                .containsExactly("pass_at_k/base/pass@k", "pass_at_k/plus/pass@k");
    }

    @Test
    void sharesAtKAreACurve() throws IOException {
        CollectingSink sink = files.read("summary.json", "{\"humaneval\": {\"pass@1\": 0.5, \"pass@10\": 0.75}}");
        SeriesSummary curve = only(sink).series().getFirst();
        assertThat(curve.tag()).isEqualTo("humaneval/pass@k");
        assertThat(curve.lastStep()).isEqualTo(10);
        assertThat(curve.last()).isEqualTo(0.75);
    }

    @Test
    void resultsOfHumanEvalHaveAVerdict() throws IOException {
        CollectingSink sink = files.read("samples.jsonl_results.jsonl", """
            {"task_id": "HumanEval/0", "completion": "x", "result": "passed", "passed": true}
            {"task_id": "HumanEval/0", "completion": "y", "result": "failed: ", "passed": false}
            """);
        assertThat(column(sink, "correct")).containsExactly(1, 0);
    }

    @Test
    void rewardFunctionsOfVerlAndVerifiersAreComponents() throws IOException {
        CollectingSink verl = files.read("7.jsonl", """
            {"input": "p", "output": "a", "gts": "4", "score": 1.1, "step": 7, "acc": 1.0, "format_reward": 0.1, "request_id": "r"}
            {"input": "p", "output": "b", "gts": "4", "score": 0.1, "step": 7, "acc": 0.0, "format_reward": 0.1, "request_id": "s"}
            """);
        assertThat(only(verl).columns(RoleType.COMPONENT))
                .singleElement()
                .satisfies(c -> assertThat(c.name()).isEqualTo("component/format_reward"));
        assertThat(only(verl).column(RoleType.CORRECT).map(Column::name)).contains("acc");
        assertThat(column(verl, "reward")).containsExactly(1.1, 0.1);
        CollectingSink verifiers = files.read("results.jsonl", """
            {"example_id": 0, "prompt": [{"role": "user", "content": "p"}], "completion": [{"role": "assistant", "content": "a"}], "answer": "4", "reward": 1.2, "timing": {"total_ms": 30.5}, "info": {}, "task": "t", "correct_answer": 1.0, "format": 0.2}
            """);
        assertThat(only(verifiers).columns(RoleType.COMPONENT).stream()
                        .map(c -> c.role().detail()))
                .containsExactly("correct_answer", "format");
    }

    @Test
    void theCurveOfBestOfN() throws IOException {
        CollectingSink sink = files.read("bon_sampled_results.json", """
            [{"n": 1, "proxy_score": 0.1, "gold_score": 0.2}, {"n": 16, "proxy_score": 1.5, "gold_score": 0.9}]
            """);
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.SCORES);
        assertThat(table.columns()).extracting(c -> c.role().id()).containsExactly("best_of", "proxy", "gold");
        assertThat(table.rows()).isEqualTo(2);
    }

    @Test
    void brokenPoolsAreSurvived() throws IOException {
        new BrokenInput("grouped-responses", folder, "a.jsonl").survives(POOL.getBytes(StandardCharsets.UTF_8), 150);
    }
}
