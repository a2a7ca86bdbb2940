package rewardloom.importers.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Importers;
import rewardloom.importers.Source;
import rewardloom.importers.TestFiles;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;

class BenchmarkImportersTest {
    private static final String REWARDMATH = """
        [{"unique_id": "m/1", "problem": "p", "solution_reference": ["gpt", "human_to_GPT-4", "llama"], "score": [0.5, 0.9, 0.9]},
         {"unique_id": "m/2", "problem": "q", "score": [2, 1]}]
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

    /** The sections that the authors of RM-R1 publish beside their subsets follow from the counts of RewardBench. */
    @ParameterizedTest
    @CsvSource({
        "RM-R1-Qwen2.5-Instruct-32B,0.952513966480447,0.831140350877193,0.918918918918919,0.9521130026736508",
        "RM-R1-DeepSeek-Distilled-Qwen-32B,0.952513966,0.802631579,0.910810811,0.968083292"
    })
    void sectionsFollowFromSubsetsAndCounts(String model, double chat, double hard, double safety, double reasoning)
            throws IOException {
        Path file = TestFiles.realData(
                "preferences/rm-r1-rewardbench/" + model + "/reward_bench/score_result/each_small_section_score.json");
        Assumptions.assumeTrue(Files.exists(file));
        CollectingSink sink = ImporterTester.read(new Source(file, model + "/each_small_section_score.json"));
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.SCORES);
        String score = table.columns(RoleType.SCORE).getFirst().name();
        var columns = sink.tables().columns(table, List.of("group", "count", score));
        Map<String, double[]> sums = new HashMap<>();
        for (int i = 0; i < columns.rows(); i++) {
            double[] sum = sums.computeIfAbsent(columns.get("group").text(i), g -> new double[2]);
            double count = columns.get("count").number(i);
            sum[0] += count * columns.get(score).number(i);
            sum[1] += count;
        }
        Map<String, Double> expected =
                Map.of("Chat", chat, "Chat Hard", hard, "Safety", safety, "Reasoning", reasoning);
        expected.forEach((section, value) -> assertThat(sums.get(section)[0] / sums.get(section)[1])
                .as(section)
                .isCloseTo(value, within(1e-9)));
    }

    @Test
    void everySheetOfTheRealFilesIsRead() throws IOException {
        Path root = TestFiles.realData("preferences/rm-r1-rewardbench");
        Assumptions.assumeTrue(Files.exists(root));
        Map<String, Long> rows = Map.of(
                "final_result.json", 8L,
                "META_RESULT.json", 5L,
                "main_score.json", 6L);
        try (var all = Files.walk(root)) {
            for (Path file : all.filter(p -> rows.containsKey(p.getFileName().toString()))
                    .toList()) {
                CollectingSink sink = ImporterTester.read(
                        new Source(file, root.relativize(file).toString()));
                assertThat(only(sink).rows())
                        .as("%s", file)
                        .isEqualTo(rows.get(file.getFileName().toString()));
                assertThat(only(sink).run()).startsWith("RM-R1");
            }
        }
    }

    @Test
    void theRightSolutionOfRewardMathIsNamedOrTheFirst() throws IOException {
        CollectingSink sink = files.read("ArmoRM_reward.json", REWARDMATH);
        assertThat(column(sink, "score/ArmoRM")).containsExactly(0.5, 0.9, 0.9, 2, 1);
        assertThat(column(sink, "correct")).containsExactly(0, 1, 0, 1, 0);
        assertThat(column(sink, "group")).containsExactly(0, 0, 0, 1, 1);
        assertThat(only(sink).column(RoleType.PROMPT_ID)).isPresent();
        assertThat(only(sink).column(RoleType.CORRECT)).isPresent();
    }

    @Test
    void scoresOfStepsAreMadeOneInEachWay() throws IOException {
        CollectingSink sink = files.read("Math_Shepherd_reward.json", """
            [{"problem": "p", "solution_reference": ["human_to_GPT-4"], "score": [[0.5, 0.25, 1.0]]}]
            """);
        assertThat(column(sink, "score/Math_Shepherd (min)")).containsExactly(0.25);
        assertThat(column(sink, "score/Math_Shepherd (product)")).containsExactly(0.125);
        assertThat(column(sink, "score/Math_Shepherd (last)")).containsExactly(1);
    }

    @Test
    void judgesOfRewardMathNameAPosition() throws IOException {
        CollectingSink sink = files.read("gpt4_pairwise_reward.json", """
            [{"problem": "p", "solution_reference": ["a", "b"], "score": [1, 2], "chosen_position": [1, 1]}]
            """);
        assertThat(column(sink, "correct")).containsExactly(1, 0);
    }

    @Test
    void chosenAndRejectedSolutions() throws IOException {
        CollectingSink sink = files.read("rewardbench_ArmoRM.json", """
            [{"problem_id": 3, "solution_type": "chosen", "output": {"step_scores": [0.5, 0.75]}},
             {"problem_id": 3, "solution_type": "rejected", "output": {"step_scores": [0.5, 0.25]}}]
            """);
        assertThat(column(sink, "correct")).containsExactly(1, 0);
        assertThat(column(sink, "score/ArmoRM (last)")).containsExactly(0.75, 0.25);
    }

    @Test
    void pairsInColumns() throws IOException {
        CollectingSink sink = files.read("model.json", """
            {"prompt": ["p", "q"], "chosen": ["a", "b"], "rejected": ["c", "d"], "subset": ["hep-go", "hep-go"], "id": [1, 2],
             "results": [1, 0], "scores_chosen": [[0.5], 1], "scores_rejected": [0.25, 2], "model": "m"}
            """);
        Table table = only(sink);
        assertThat(table.kind()).isEqualTo(Kind.PAIRS);
        assertThat(table.run()).isEqualTo("m");
        assertThat(column(sink, "chosen_score")).containsExactly(0.5, 1);
        assertThat(column(sink, "correct")).containsExactly(1, 0);
        Values chosen = sink.tables().columns(table, List.of("chosen")).get("chosen");
        assertThat(chosen.text(1)).isEqualTo("b");
    }

    @Test
    void settingsAreNoScores() throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, "{\"learning_rate\": 0.1, \"Chat\": 3}");
        assertThat(Importers.installed().choose(file).orElseThrow().importer().id())
                .isEqualTo("settings");
    }

    @Test
    void brokenResultsAreSurvived() throws IOException {
        new BrokenInput("rewardmath", folder, "a.json").survives(REWARDMATH.getBytes(StandardCharsets.UTF_8), 150);
        new BrokenInput("score-sheet", folder, "b.json")
                .survives("{\"Chat\": 1, \"Chat Hard\": 0.5, \"Safety\": 0.5, \"Reasoning\": 1}"
                        .getBytes(StandardCharsets.UTF_8));
    }
}
