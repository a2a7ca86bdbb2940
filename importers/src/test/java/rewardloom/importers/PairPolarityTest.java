package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;

/** Which side an answer means: every format has its own code, and whoever mistakes one for another turns the data upside down. */
class PairPolarityTest {
    private static final double NONE = Double.NaN;

    @TempDir
    private Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Table only(CollectingSink sink) {
        assertThat(sink.tables().list()).as("%s", sink.problems()).hasSize(1);
        Table table = sink.tables().list().getFirst();
        assertThat(table.kind()).isEqualTo(Kind.PAIRS);
        return table;
    }

    private static double[] column(CollectingSink sink, String name) {
        MemoryTables tables = sink.tables();
        return tables.columns(only(sink), List.of(name)).doubles(name);
    }

    private static void labels(CollectingSink sink, double... expected) {
        assertThat(column(sink, "label")).containsExactly(expected);
        assertThat(only(sink).columns(RoleType.LABEL)).hasSize(1);
    }

    @Test
    void zeroIsTheFirstOfUniRlhfAlsoWithoutTies() throws IOException {
        CollectingSink sink = files.read(
                "walker.csv", "pair,start_1,start_2,human_label,scripted_label\n0,9,4,0,0\n1,5,7,1,0\n2,5,8,0,1\n");
        assertThat(column(sink, "label/human")).containsExactly(1, 0, 1);
        assertThat(column(sink, "label/scripted")).containsExactly(1, 1, 0);
        assertThat(column(sink, "human_label")).containsExactly(0, 1, 0);
        assertThat(only(sink).columns(RoleType.LABEL).stream().map(Column::name))
                .containsExactly("label/human", "label/scripted");
    }

    @Test
    void minusOneIsTheTieOfUniRlhf() throws IOException {
        CollectingSink sink = files.read("walker.csv", "start_1,start_2,label\n9,4,-1\n5,7,1\n");
        labels(sink, 0.5, 0);
        assertThat(column(sink, "label_written")).containsExactly(-1, 1);
    }

    @Test
    void pandaLmCountsFromOneAndZeroIsATie() throws IOException {
        CollectingSink sink = files.read("testset.json", """
            [{"idx": 0, "response1": "x", "response2": "y", "annotator1": 2, "annotator2": 1},
             {"idx": 1, "response1": "x", "response2": "z", "annotator1": 0, "annotator2": 2}]
            """);
        assertThat(column(sink, "label/annotator1")).containsExactly(0, 0.5);
        assertThat(column(sink, "label/annotator2")).containsExactly(1, 0);
        assertThat(column(sink, "annotator1")).containsExactly(2, 0);
    }

    @Test
    void aJudgeThatSaysSomethingElseHasNoLabel() throws IOException {
        CollectingSink sink = files.read("gpt-testset.json", """
            [{"idx": 0, "gpt_result": "1", "gpt_reason": "x"}, {"idx": 1, "gpt_result": "2"}, {"idx": 2, "gpt_result": "0"},
             {"idx": 3, "gpt_result": "Response 1 is better"}]
            """);
        assertThat(column(sink, "label/gpt")).containsExactly(1, 0, 0.5, NONE);
        assertThat(sink.problem("unknown-answer").count()).isEqualTo(1);
    }

    @Test
    void twoIsTheSecondOutputOfAlpacaEvalAndHalfwayATie() throws IOException {
        CollectingSink sink = files.read("annotations.json", """
            [{"instruction": "a", "output_1": "x", "output_2": "y", "generator_1": "g", "generator_2": "m", "preference": 2},
             {"instruction": "b", "output_1": "x", "output_2": "y", "preference": 1},
             {"instruction": "c", "output_1": "x", "output_2": "y", "preference": 1.5},
             {"instruction": "d", "output_1": "x", "output_2": "y", "preference": 0},
             {"instruction": "e", "output_1": "x", "output_2": "y", "preference": 1.25},
             {"instruction": "f", "output_1": "x", "output_2": "y", "preference": null}]
            """);
        labels(sink, 0, 1, 0.5, 0.5, 0.75, NONE);
        assertThat(sink.problem("no-answer").count()).isEqualTo(1);
        assertThat(only(sink).column(RoleType.CHOSEN).map(Column::name)).contains("response_a");
    }

    @Test
    void llmBarCountsFromOneAndHasTurnedTheSwappedAnswerBack() throws IOException {
        labels(files.read("dataset.json", """
            [{"input": "i", "output_1": "x", "output_2": "y", "label": 1},
             {"input": "j", "output_1": "x", "output_2": "y", "label": 2}]
            """), 1, 0);
        CollectingSink judged = files.read("result.json", """
            [{"input": "i", "output_1": "x", "output_2": "y", "label": 2, "results": [
               {"metrics": "rubric"},
               {"swap = False": {"completion": ["t", "stop"], "winner": "1"}, "swap = True": {"completion": ["t", "stop"], "winner": "2"}}]},
             {"input": "j", "output_1": "x", "output_2": "y", "label": 1, "results": [
               {"swap = False": {"completion": ["t"], "winner": null}, "swap = True": {"completion": ["t"], "winner": "1"}}]}]
            """);
        labels(judged, 0, 1, 0, 1, NONE, 1);
        var who = judged.tables().columns(only(judged), List.of("annotator")).get("annotator");
        assertThat(who.text(2)).isEqualTo("swap = True");
    }

    @Test
    void aPositiveStrengthOfHelpSteerIsForTheSecond() throws IOException {
        labels(files.read("preference.jsonl", """
            {"prompt": "p", "response_1": "x", "response_2": "y", "preference_strength": -3}
            {"prompt": "p", "response_1": "x", "response_2": "y", "preference_strength": 2}
            {"prompt": "p", "response_1": "x", "response_2": "y", "preference_strength": 0}
            """), 1, 0, 0.5);
        CollectingSink third = files.read("helpsteer3.jsonl", """
            {"context": [{"role": "user", "content": "hi"}], "response1": "x", "response2": "y", "overall_preference": -1}
            {"context": [{"role": "user", "content": "ho"}], "response1": "x", "response2": "y", "overall_preference": 1}
            """);
        labels(third, 1, 0);
        assertThat(only(third).column(RoleType.PROMPT)).isPresent();
    }

    @Test
    void oneIsTheFirstOfTheStanfordHumanPreferences() throws IOException {
        labels(files.read("shp.jsonl", """
            {"post_id": "q", "history": "h", "human_ref_A": "x", "human_ref_B": "y", "labels": 1, "score_A": 7, "score_B": 2}
            {"post_id": "q", "history": "h", "human_ref_A": "x", "human_ref_B": "y", "labels": 0, "score_A": 1, "score_B": 2}
            """), 1, 0);
    }

    @Test
    void winnersOfTheArenaAreNamed() throws IOException {
        labels(files.read("battles.json", """
            [{"question_id": "1", "model_a": "m", "model_b": "n", "winner": "model_a", "judge": "u"},
             {"question_id": "2", "model_a": "m", "model_b": "n", "winner": "model_b", "judge": "u"},
             {"question_id": "3", "model_a": "m", "model_b": "n", "winner": "tie", "judge": "u"},
             {"question_id": "4", "model_a": "m", "model_b": "n", "winner": "tie (bothbad)", "judge": "u"}]
            """), 1, 0, 0.5, 0.5);
        labels(
                files.read(
                        "train.csv",
                        "id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie\n"
                                + "1,m,n,p,x,y,1,0,0\n2,m,n,p,x,y,0,1,0\n3,m,n,p,x,y,0,0,1\n"),
                1,
                0,
                0.5);
    }

    @Test
    void judgeBenchWritesWhichIsGreater() throws IOException {
        labels(files.read("judgebench.jsonl", """
            {"pair_id": "a", "question": "q", "response_A": "x", "response_B": "y", "label": "A>B"}
            {"pair_id": "b", "question": "q", "response_A": "x", "response_B": "y", "label": "B>A"}
            """), 1, 0);
    }

    @Test
    void chosenAndRejectedSayItThemselves() throws IOException {
        CollectingSink sink = files.read("custom.jsonl", """
            {"instruction": "which", "chosen": "A", "reject": "B", "label": 0}
            {"instruction": "which", "chosen": "B", "reject": "C", "label": 1}
            """);
        assertThat(only(sink).column(RoleType.REJECTED).map(Column::name)).contains("rejected");
        assertThat(only(sink).columns(RoleType.LABEL)).isEmpty();
    }

    @Test
    void starsAndRanksOfLabelStudioAreComparisonsToo() throws IOException {
        labels(files.read("export.json", """
            [{"id": 1, "data": {"prompt": "p", "answer1": "x", "answer2": "y"}, "annotations": [
               {"completed_by": 1, "result": [{"type": "rating", "to_name": "answer1", "value": {"rating": 2}},
                                              {"type": "rating", "to_name": "answer2", "value": {"rating": 5}}]},
               {"completed_by": 2, "result": [{"type": "ranker", "value": {"ranker": {"rank": ["answer1", "answer2"]}}}]},
               {"completed_by": 3, "result": [{"type": "ranker", "value": {"ranker": ["answer2", "answer1"]}}]}]}]
            """), 0, 1, 0);
    }

    @Test
    void whatBothConversationsBeginWithIsThePrompt() throws IOException {
        CollectingSink sink = files.read("trl.jsonl", """
            {"chosen": [{"role": "user", "content": "sky?"}, {"role": "assistant", "content": "blue"}], "rejected": [{"role": "user", "content": "sky?"}, {"role": "assistant", "content": "green"}]}
            {"chosen": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}], "rejected": [{"role": "user", "content": "c"}, {"role": "assistant", "content": "d"}]}
            """);
        var cells = sink.tables().columns(only(sink), List.of("prompt", "chosen", "rejected"));
        assertThat(cells.get("prompt").text(0)).isEqualTo("sky?");
        assertThat(cells.get("chosen").text(0)).isEqualTo("blue");
        assertThat(cells.get("rejected").text(0)).isEqualTo("green");
        assertThat(cells.get("prompt").isMissing(1)).isTrue();
        assertThat(sink.problem("different-prompts").where()).isEqualTo("row 2");
    }
}
