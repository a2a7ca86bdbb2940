package rewardloom.importers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.MemoryTables;

class SweAgentImporterTest {
    private static final String RUN = """
        {"environment": "swe", "history": [{"role": "system", "content": "You are"}],
         "trajectory": [{"action": "ls", "observation": "a.py", "thought": "look", "execution_time": 0.5, "state": "{}"},
                        {"action": "submit", "observation": null, "response": "done"}], "info": {"exit_status": "submitted"}}
        """;

    @TempDir
    Path folder;

    @Test
    void stepsHaveThoughtActionAndObservation() throws IOException {
        CollectingSink sink = new ImporterTester(folder).read("a.traj", RUN);
        MemoryTables tables = sink.tables();
        var columns =
                tables.columns(tables.list().getFirst(), List.of("t", "text", "action", "observation", "seconds"));
        assertThat(columns.doubles("t")).containsExactly(0, 1);
        assertThat(columns.get("text").text(0)).isEqualTo("look");
        assertThat(columns.get("action").text(1)).isEqualTo("submit");
        assertThat(columns.get("observation").isMissing(1)).isTrue();
        assertThat(columns.doubles("seconds")).containsExactly(0.5, Double.NaN);
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void aDemonstrationHasItsMessages() throws IOException {
        CollectingSink sink = new ImporterTester(folder)
                .read("a.traj", "{\"history\": [{\"role\": \"user\", \"content\": \"hi\"}], \"trajectory\": []}");
        MemoryTables tables = sink.tables();
        var columns = tables.columns(tables.list().getFirst(), List.of("text", "speaker"));
        assertThat(columns.get("text").text(0)).isEqualTo("hi");
        assertThat(columns.get("speaker").text(0)).isEqualTo("user");
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        new BrokenInput("swe-agent", folder, "a.traj").survives(RUN.getBytes(StandardCharsets.UTF_8));
    }
}
