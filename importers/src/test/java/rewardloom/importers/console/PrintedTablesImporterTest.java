package rewardloom.importers.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

class PrintedTablesImporterTest {
    private static final String LOG = """
        Logging to /tmp/ppo
        Using cpu device
        ------------------------------------
        | rollout/           |             |
        |    ep_rew_mean     | -1.5e+02    |
        | time/              |             |
        |    total_timesteps | 2048        |
        ------------------------------------
        a line between
        ------------------------------------
        | rollout/           |             |
        |    ep_rew_mean     | nan         |
        |    name            | hello       |
        | time/              |             |
        |    total_timesteps | 4096        |
        ------------------------------------
        ------------------------------------
        | rollout/           |             |
        |    ep_rew_mean     | 3           |
        """;

    @TempDir
    Path folder;

    @Test
    void everyTableIsARowOfPointsAtItsStep() throws IOException {
        CollectingSink sink = new ImporterTester(folder).read("ppo_3/log.txt", LOG);
        MemoryTables tables = sink.tables();
        Table table = tables.list().getFirst();
        assertThat(table.run()).isEqualTo("ppo_3");
        assertThat(table.series()).extracting(SeriesSummary::tag).containsExactly("rollout/ep_rew_mean");
        assertThat(tables.series(table, "rollout/ep_rew_mean").steps()).containsExactly(2048, 4096);
        assertThat(tables.series(table, "rollout/ep_rew_mean").values()).containsExactly(-150, Double.NaN);
        assertThat(sink.problemKinds()).containsExactly("truncated-table");
    }

    @Test
    void tablesWithoutAStepAreNumbered() throws IOException {
        String table = "--------------\n| loss kl | 2 |\n--------------\n";
        MemoryTables tables =
                new ImporterTester(folder).read("log.txt", table + table).tables();
        assertThat(tables.series(tables.list().getFirst(), "loss kl").steps()).containsExactly(0, 1);
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        new BrokenInput("printed-tables", folder, "log.txt").survives(LOG.getBytes(StandardCharsets.UTF_8));
    }
}
