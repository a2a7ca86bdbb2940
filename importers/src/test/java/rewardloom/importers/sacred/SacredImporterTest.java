package rewardloom.importers.sacred;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.BrokenInput;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.SeriesSummary;

class SacredImporterTest {
    private static final String INFO = """
        {"episode": [1, 2], "episode_T": [100, 250],
         "return": [{"dtype": "float64", "py/object": "numpy.float64", "value": 1.5}, {"value": NaN}, 3, "x"],
         "return_T": [10, 20, 30], "note": "text", "other": {"a": [1]}, "lonely_T": [7]}
        """;

    @TempDir
    Path folder;

    @Test
    void listsAreSeriesAlongTheirSteps() throws IOException {
        MemoryTables tables =
                new ImporterTester(folder).read("sacred/4/info.json", INFO).tables();
        var table = tables.list().getFirst();
        assertThat(table.run()).isEqualTo("sacred/4");
        assertThat(table.series()).extracting(SeriesSummary::tag).containsExactly("episode", "return", "lonely_T");
        assertThat(tables.series(table, "episode").steps()).containsExactly(100, 250);
        assertThat(tables.series(table, "return").steps()).containsExactly(10, 20, 30, 3);
        assertThat(tables.series(table, "return").values()).containsExactly(1.5, Double.NaN, 3, Double.NaN);
    }

    @Test
    void metricsHaveStepsAndValues() throws IOException {
        MemoryTables tables = new ImporterTester(folder)
                .read(
                        "4/metrics.json",
                        "{\"loss\": {\"steps\": [5, 6], \"timestamps\": [\"a\", \"b\"], \"values\": [0.5, 0.25]}}")
                .tables();
        assertThat(tables.series(tables.list().getFirst(), "loss").steps()).containsExactly(5, 6);
        assertThat(tables.series(tables.list().getFirst(), "loss").values()).containsExactly(0.5, 0.25);
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        new BrokenInput("sacred", folder, "info.json").survives(INFO.getBytes(StandardCharsets.UTF_8));
    }
}
