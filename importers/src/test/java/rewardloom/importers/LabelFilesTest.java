package rewardloom.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;

/** Files with the labels of several annotators, in the layouts of PandaLM, Uni-RLHF and plain rating tables. */
class LabelFilesTest {
    @TempDir
    private Path folder;

    private static Table only(CollectingSink sink) {
        assertThat(sink.tables().list()).hasSize(1);
        return sink.tables().list().getFirst();
    }

    private static List<String> annotators(Table table) {
        return table.columns(RoleType.LABEL).stream()
                .map(c -> c.role().detail())
                .toList();
    }

    @Test
    void aListOfPairsOfResponses() throws IOException {
        CollectingSink sink = new ImporterTester(folder).read("testset.json", """
            [
                {"idx": 0, "instruction": "do", "input": "", "response1": "x", "response2": "y",
                 "annotator1": 2, "annotator2": 2, "annotator3": 0},
                {"idx": 1, "instruction": "do", "input": "", "response1": "x", "response2": "z",
                 "annotator1": 1, "annotator2": 2, "annotator3": 1}
            ]
            """);

        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.PAIRS);
        assertThat(table.column(RoleType.CHOSEN).map(Column::name)).contains("response1");
        assertThat(table.column(RoleType.REJECTED).map(Column::name)).contains("response2");
        assertThat(annotators(table)).containsExactly("annotator1", "annotator2", "annotator3");
        assertThat(sink.tables().columns(table, List.of("annotator1")).longs("annotator1"))
                .containsExactly(2, 1);
    }

    @Test
    void segmentsWithAHumanAndAScriptedLabel() throws IOException {
        Table table = only(new ImporterTester(folder)
                .read(
                        "hopper.csv",
                        "pair,start_1,start_2,human_label,scripted_label\n0,952371,407875,1,0\n1,5,7,-1,1\n"));

        assertThat(table.kind()).isEqualTo(Kind.PAIRS);
        assertThat(annotators(table)).containsExactly("human", "scripted");
    }

    @Test
    void itemsWithOneColumnForEachRater() throws IOException {
        Table table = only(new ImporterTester(folder).read("diagnoses.csv", "rater1,rater2,rater3\n4,4,4\n2,,5\n"));

        assertThat(table.kind()).isEqualTo(Kind.SCORES);
        assertThat(annotators(table)).containsExactly("rater1", "rater2", "rater3");
    }

    @Test
    void filesOfOthers() throws IOException {
        Path pandaLm = TestFiles.realData("preferences/pandalm/testset-v1.json");
        Path hopper = TestFiles.realData("preferences/uni-rlhf/hopper-medium-v2.csv");
        assumeTrue(Files.exists(pandaLm) && Files.exists(hopper), "the files are not at hand");

        CollectingSink responses = ImporterTester.read(new Source(pandaLm, "testset-v1.json"));
        assertThat(responses.problems()).isEmpty();
        assertThat(only(responses).rows()).isEqualTo(999);
        assertThat(only(responses).kind()).isEqualTo(Kind.PAIRS);
        assertThat(annotators(only(responses))).containsExactly("annotator1", "annotator2", "annotator3");
        CollectingSink segments = ImporterTester.read(new Source(hopper, "hopper-medium-v2.csv"));
        assertThat(segments.problems()).isEmpty();
        assertThat(only(segments).rows()).isEqualTo(2000);
        assertThat(annotators(only(segments))).containsExactly("human", "scripted");
    }
}
