package rewardloom.importers.agent;

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
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;

/** Logs of tau-bench, Tree of Thoughts and Reflexion. */
class AgentLogsTest {
    private static final String TAU = """
        [{"task_id": 0, "trial": 0, "reward": 0.0, "info": {"task": {"instruction": "book"}, "user_cost": 0.5,
            "reward_info": {"reward": 0.0, "info": {"r_actions": 0.0}}},
          "traj": [{"role": "user", "content": "hi"},
                   {"role": "assistant", "content": null, "tool_calls": [{"function": {"name": "find", "arguments": "{\\"id\\": 1}"}}]},
                   {"role": "tool", "name": "find", "content": "none"}]},
         {"task_id": 0, "trial": 1, "reward": 1.0, "info": {}, "traj": [{"role": "user", "content": "hi"}]},
         {"task_id": 1, "trial": 0, "reward": 1.0}]
        """;
    private static final String TREE = """
        [{"idx": 900, "ys": ["a", "b"], "infos": [{"r": 1}, {"r": 0}], "steps": [
            {"step": 0, "x": "4 5 6 10", "ys": [""], "new_ys": ["p", "q"], "values": [3.0, 0.001], "select_new_ys": ["p"]}]},
         {"idx": 901, "ys": ["c"], "infos": [{"r_letter": 0.24, "r_word": 0.1, "r_game": false, "r": 0.1}]}]
        """;
    private static final String TRIALS = """

        ########################################
        BEGIN TRIAL 1
        Trial summary: Correct: 1, Incorrect: 1
        #######################################
        ------------- BEGIN CORRECT AGENTS -------------

        Context: long
        Question: who?
        Thought: it is she
        Action: Finish[she]
        Observation: Answer is CORRECT
        Reflections:\s
        Correct answer: she
        ------------- BEGIN INCORRECT AGENTS -----------

        Question: where?
        Action: Finish[here]
        Correct answer: there
        """;

    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Table table(CollectingSink sink, Kind kind) {
        List<Table> found = sink.tables().list(kind);
        assertThat(found).as("%s", sink.problems()).hasSize(1);
        return found.getFirst();
    }

    private static Values cells(CollectingSink sink, Kind kind, String name) {
        return sink.tables().columns(table(sink, kind), List.of(name)).get(name);
    }

    private static double[] numbers(CollectingSink sink, Kind kind, String name) {
        return sink.tables().columns(table(sink, kind), List.of(name)).doubles(name);
    }

    @Test
    void trialsOfTauBenchAreResponsesAndTheirMessagesSteps() throws IOException {
        CollectingSink sink = files.read("gpt-4o-airline.json", TAU);
        assertThat(numbers(sink, Kind.RESPONSES, "reward")).containsExactly(0, 1);
        assertThat(numbers(sink, Kind.RESPONSES, "sample")).containsExactly(0, 1);
        assertThat(numbers(sink, Kind.RESPONSES, "correct")).containsExactly(0, 1);
        assertThat(cells(sink, Kind.RESPONSES, "prompt").text(0)).isEqualTo("book");
        assertThat(cells(sink, Kind.RESPONSES, "response").text(0)).contains("assistant: find({\"id\": 1})");
        assertThat(numbers(sink, Kind.STEPS, "episode")).containsExactly(0, 0, 0, 1);
        assertThat(numbers(sink, Kind.STEPS, "reward")).containsExactly(0, 0, 0, 1);
        assertThat(cells(sink, Kind.STEPS, "action").text(1)).isEqualTo("find({\"id\": 1})");
        assertThat(cells(sink, Kind.STEPS, "tool").text(2)).isEqualTo("find");
        assertThat(sink.problem("no-trajectory").count()).isEqualTo(1);
    }

    @Test
    void theSecondTauBenchHasSimulations() throws IOException {
        CollectingSink sink = files.read("results.json", """
            {"timestamp": "t", "info": {}, "tasks": [], "simulations": [
              {"id": "s", "task_id": "7", "trial": 2, "reward_info": {"reward": 0.5}, "messages": [
                 {"role": "assistant", "content": "x", "tool_calls": [{"name": "look", "arguments": {"at": 1}}]}]}]}
            """);
        assertThat(numbers(sink, Kind.RESPONSES, "reward")).containsExactly(0.5);
        assertThat(cells(sink, Kind.RESPONSES, "prompt_id").text(0)).isEqualTo("7");
        assertThat(cells(sink, Kind.STEPS, "action").text(0)).isEqualTo("look({\"at\":1})");
    }

    @Test
    void answersAndCandidatesOfATreeOfThoughts() throws IOException {
        CollectingSink sink = files.read("game24.json", TREE);
        assertThat(numbers(sink, Kind.RESPONSES, "prompt_id")).containsExactly(900, 900, 901);
        assertThat(numbers(sink, Kind.RESPONSES, "reward")).containsExactly(1, 0, 0.1);
        assertThat(numbers(sink, Kind.RESPONSES, "correct")).containsExactly(1, 0, 0);
        assertThat(numbers(sink, Kind.RESPONSES, "info/r_letter")[2]).isEqualTo(0.24);
        assertThat(numbers(sink, Kind.STEPS, "value")).containsExactly(3, 0.001);
        assertThat(numbers(sink, Kind.STEPS, "selected")).containsExactly(1, 0);
        assertThat(cells(sink, Kind.STEPS, "text").text(1)).isEqualTo("q");
    }

    @Test
    void statesOfADepthFirstSearch() throws IOException {
        CollectingSink sink = files.read("infoss_dfs_prune.json", """
            [[{"total_step": 0, "env_step": 1, "actions": ["h1. tasks"], "info": {"r_letter": 0.2, "r_word": 0.1, "r_game": false}},
              {"total_step": 1, "env_step": 2, "actions": ["h1. tasks", "h2. motor"], "info": {"r_letter": 1.0, "r_word": 1.0, "r_game": true}}],
             [{"total_step": 0, "env_step": 1, "actions": ["v1. x"], "info": {"r_letter": 0.0, "r_word": 0.0, "r_game": false}}]]
            """);
        assertThat(numbers(sink, Kind.STEPS, "episode")).containsExactly(0, 0, 1);
        assertThat(numbers(sink, Kind.STEPS, "info/r_word")).containsExactly(0.1, 1, 0);
        assertThat(numbers(sink, Kind.STEPS, "success")).containsExactly(0, 1, 0);
        assertThat(cells(sink, Kind.STEPS, "text").text(1)).isEqualTo("h1. tasks\nh2. motor");
    }

    @Test
    void environmentsOfReflexion() throws IOException {
        CollectingSink sink = files.read("env_results_trial_3.json", """
            [{"name": "env_0", "memory": [], "is_success": true},
             {"name": "env_1", "memory": ["I forgot", "again"], "is_success": false}]
            """);
        assertThat(numbers(sink, Kind.RESPONSES, "step")).containsExactly(3, 3);
        assertThat(numbers(sink, Kind.RESPONSES, "correct")).containsExactly(1, 0);
        assertThat(numbers(sink, Kind.RESPONSES, "reflections")).containsExactly(0, 2);
        assertThat(cells(sink, Kind.RESPONSES, "response").text(1)).isEqualTo("I forgot\n\nagain");
    }

    @Test
    void trialsOfReflexionAsText() throws IOException {
        CollectingSink sink = files.read("100_questions_8_trials.txt", TRIALS);
        assertThat(numbers(sink, Kind.RESPONSES, "correct")).containsExactly(1, 0);
        assertThat(cells(sink, Kind.RESPONSES, "prompt").text(1)).isEqualTo("where?");
        assertThat(cells(sink, Kind.RESPONSES, "answer").text(0)).isEqualTo("she");
        assertThat(cells(sink, Kind.RESPONSES, "gold_answer").text(1)).isEqualTo("there");
    }

    @Test
    void brokenLogsAreSurvived() throws IOException {
        new BrokenInput("tau-bench", folder, "a.json").survives(TAU.getBytes(StandardCharsets.UTF_8), 150);
        new BrokenInput("tree-of-thought", folder, "b.json").survives(TREE.getBytes(StandardCharsets.UTF_8), 150);
        new BrokenInput("reflexion", folder, "c.txt").survives(TRIALS.getBytes(StandardCharsets.UTF_8), 150);
    }
}
