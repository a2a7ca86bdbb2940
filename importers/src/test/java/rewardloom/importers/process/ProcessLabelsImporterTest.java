package rewardloom.importers.process;

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
import rewardloom.model.table.Values;

class ProcessLabelsImporterTest {
    private static final String PRM800K = """
        {"labeler": "x", "question": {"problem": "2+2?", "ground_truth_answer": "4"}, "label": {"steps": [\
        {"completions": [{"text": "add", "rating": 1}, {"text": "sub", "rating": -1}], "human_completion": null, "chosen_completion": 0},\
        {"completions": [{"text": "bad", "rating": -1}], "human_completion": {"text": "so 4", "rating": null}, "chosen_completion": null}],\
         "finish_reason": "solution"}}
        {"labeler": "y", "question": {"problem": "1+1?"}, "label": {"steps": [{"completions": [{"text": "3", "rating": -1}], "chosen_completion": null}],\
         "finish_reason": "found_error"}}
        """;

    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Values cells(CollectingSink sink, Kind kind, String name) {
        assertThat(sink.tables().list(kind)).as("%s", sink.problems()).hasSize(1);
        return sink.tables()
                .columns(sink.tables().list(kind).getFirst(), List.of(name))
                .get(name);
    }

    private static double[] numbers(CollectingSink sink, Kind kind, String name) {
        Values cells = cells(sink, kind, name);
        double[] numbers = new double[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = cells.number(i);
        }
        return numbers;
    }

    @Test
    void ratingsOfPrm800k() throws IOException {
        CollectingSink sink = files.read("phase2_train.jsonl", PRM800K);
        assertThat(numbers(sink, Kind.STEPS, "episode")).containsExactly(0, 0, 1);
        assertThat(numbers(sink, Kind.STEPS, "reward")).containsExactly(1, Double.NaN, -1);
        assertThat(cells(sink, Kind.STEPS, "text").text(1)).isEqualTo("so 4");
        assertThat(numbers(sink, Kind.STEPS, "alternatives")[0]).isEqualTo(1);
        assertThat(numbers(sink, Kind.RESPONSES, "correct")).containsExactly(1, 0);
        assertThat(cells(sink, Kind.RESPONSES, "prompt").text(0)).isEqualTo("2+2?");
        assertThat(cells(sink, Kind.RESPONSES, "response").text(0)).isEqualTo("add\nso 4");
    }

    @Test
    void signsOfMathShepherdStandWhereTheMarksAre() throws IOException {
        CollectingSink sink = files.read("math-shepherd.jsonl", """
            {"input": "How many? Step 1: one ки\\nStep 2: two ки\\nStep 3: The answer is: 3 ки", "label": "How many? Step 1: one +\\nStep 2: two +\\nStep 3: The answer is: 3 -", "task": "GSM8K"}
            """);
        assertThat(numbers(sink, Kind.STEPS, "reward")).containsExactly(1, 1, 0);
        assertThat(cells(sink, Kind.STEPS, "text").text(0)).isEqualTo("Step 1: one");
        assertThat(cells(sink, Kind.RESPONSES, "prompt").text(0)).isEqualTo("How many?");
        assertThat(numbers(sink, Kind.RESPONSES, "correct")).containsExactly(0);
    }

    @Test
    void processBenchNamesTheFirstWrongStep() throws IOException {
        CollectingSink sink = files.read("gsm8k.json", """
            [{"id": "g-0", "problem": "p", "steps": ["a", "b", "c"], "label": 1, "final_answer_correct": false},
             {"id": "g-1", "problem": "q", "steps": ["d"], "label": -1, "final_answer_correct": true}]
            """);
        assertThat(numbers(sink, Kind.STEPS, "reward")).containsExactly(1, 0, Double.NaN, 1);
        assertThat(numbers(sink, Kind.RESPONSES, "correct")).containsExactly(0, 1);
        assertThat(cells(sink, Kind.RESPONSES, "prompt_id").text(1)).isEqualTo("g-1");
    }

    @Test
    void labelsOfTrlAndScoresOfSteps() throws IOException {
        CollectingSink trl = files.read("stepwise.jsonl", """
            {"prompt": "p", "completions": ["a", "b"], "labels": [true, false]}
            """);
        assertThat(numbers(trl, Kind.STEPS, "reward")).containsExactly(1, 0);
        CollectingSink scored = files.read("scored.jsonl", """
            {"question": "p", "steps": ["a", "b"], "step_scores": [0.9, 0.25], "is_correct": true}
            """);
        assertThat(numbers(scored, Kind.STEPS, "reward")).containsExactly(0.9, 0.25);
        assertThat(numbers(scored, Kind.RESPONSES, "correct")).containsExactly(1);
    }

    @Test
    void brokenLabelsAreSurvived() throws IOException {
        new BrokenInput("process-labels", folder, "a.jsonl").survives(PRM800K.getBytes(StandardCharsets.UTF_8), 200);
    }
}
