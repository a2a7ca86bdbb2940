package rewardloom.importers.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.importers.Importers;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;

class MetricFileImporterTest {
    private static final String METRIC = "1664364007310 0.5 0\n"
            + "1664364008310 nan 1\n"
            + "1664364009310 -inf 1\n"
            + "1664364010310 0.25\n"
            + "broken\n"
            + "1664364011310 2e-3 9 more\n";

    @TempDir
    Path folder;

    @Test
    void everyLineIsAPointOfTheMetricThatTheFileIsNamedAfter() throws IOException {
        CollectingSink sink = new ImporterTester(folder).read("mlruns/0/abc/metrics/train/loss", METRIC);
        MemoryTables tables = sink.tables();
        Table table = tables.list().getFirst();
        assertThat(table.run()).isEqualTo("abc");
        Series loss = tables.series(table, "train/loss");
        assertThat(loss.steps()).containsExactly(0, 1, 1, 3, 9);
        assertThat(loss.values()).containsExactly(0.5, Double.NaN, Double.NEGATIVE_INFINITY, 0.25, 2e-3);
        assertThat(loss.wallTimes()[0]).isEqualTo(1664364007.31);
        assertThat(sink.problem("broken-line").where()).isEqualTo("line 5");
    }

    @Test
    void theRunIsNamedByItsMetaFileOrItsTag() throws IOException {
        ImporterTester files = new ImporterTester(folder);
        Files.createDirectories(folder.resolve("0/abc/tags"));
        Files.writeString(folder.resolve("0/abc/tags/mlflow.runName"), "bold-cat-7\n");
        assertThat(files.read("0/abc/metrics/loss", "1664364007310 1 0\n")
                        .tables()
                        .list()
                        .getFirst()
                        .run())
                .isEqualTo("bold-cat-7");
        Files.writeString(folder.resolve("0/abc/meta.yaml"), "run_id: abc\nrun_name: 'ppo-seed3'\nstatus: 3\n");
        assertThat(files.read("0/abc/metrics/loss", "1664364007310 1 0\n")
                        .tables()
                        .list()
                        .getFirst()
                        .run())
                .isEqualTo("ppo-seed3");
    }

    @Test
    void parametersAndTagsAreSettingsOfTheRun() throws IOException {
        ImporterTester files = new ImporterTester(folder);
        String run = "mlruns/0/cb0096518b0e4c66a94428555f05420b/";
        Files.createDirectories(folder.resolve(run + "params/net"));
        Files.createDirectories(folder.resolve(run + "tags"));
        Files.writeString(folder.resolve(run + "params/lr"), "0.1");
        Files.writeString(folder.resolve(run + "params/net/size"), "[64, 64]");
        Files.writeString(folder.resolve(run + "tags/mlflow.user"), "me\n");
        CollectingSink meta =
                files.read(run + "meta.yaml", "experiment_id: '0'\nrun_id: cb\nrun_name: ppo\nstatus: 3\n");
        assertThat(meta.settings())
                .containsExactly(
                        entry("ppo: lr", "0.1"),
                        entry("ppo: net/size", "[64, 64]"),
                        entry("ppo: mlflow.user", "me"),
                        entry("ppo: mlflow.status", "finished"));
        assertThat(files.read(run + "params/lr", "0.1").problemKinds()).containsExactly("in-the-run");
        assertThat(Importers.installed().choose(folder.resolve(run + "params/lr")))
                .isPresent();
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        new BrokenInput("mlflow", folder, "loss").survives(METRIC.getBytes(StandardCharsets.UTF_8));
    }
}
