package rewardloom.importers.marl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Table;

class MarlEvalImporterTest {
    private static final String RESULTS = """
        {"smac": {"3m": {"qmix": {
          "42": {"step_1": {"step_count": 100, "return": [1, 2], "win_rate": 0.5},
                 "absolute_metrics": {"return": [9]},
                 "step_2": {"step_count": 200, "return": [3]}},
          "run_b": {"step_1": {"return": [4]}, "odd": 3}}}}}
        """;

    @TempDir
    Path folder;

    @Test
    void everyEpisodeOfEveryRunIsKept() throws IOException {
        MemoryTables tables =
                new ImporterTester(folder).read("results.json", RESULTS).tables();
        assertThat(tables.list()).extracting(Table::run).containsExactly("smac/3m/qmix/seed42", "smac/3m/qmix/run_b");
        Table run = tables.list().getFirst();
        assertThat(tables.series(run, "return").steps()).containsExactly(100, 100, 200);
        assertThat(tables.series(run, "return").values()).containsExactly(1, 2, 3);
        assertThat(tables.series(run, "win_rate").values()).containsExactly(0.5);
        assertThat(tables.series(run, "absolute_metrics/return").steps()).containsExactly(200);
        assertThat(tables.series(tables.list().getLast(), "return").steps()).containsExactly(0);
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        new BrokenInput("marl-eval", folder, "results.json").survives(RESULTS.getBytes(StandardCharsets.UTF_8));
        String deep = "{\"a\": ".repeat(100_000) + "\"step_count\"";
        assertThat(new ImporterTester(folder)
                        .read("deep.json", "{\"step_count\": " + deep)
                        .problemKinds())
                .contains("broken-json");
    }
}
