package rewardloom.importers.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.importers.CollectingSink;
import rewardloom.importers.ImporterTester;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

class TrainerStateImporterTest {
    private static final String STATE = """
        {
          "best_metric": null,
          "epoch": 1.0,
          "global_step": 20,
          "log_history": [
            {"epoch": 0.5, "step": 10, "loss": 0.7, "rewards/chosen": NaN, "note": "x"},
            {"epoch": 0.5, "step": 10, "eval_loss": Infinity},
            {"epoch": 1.0, "step": 20, "loss": "NaN", "nested": {"a": -Infinity}},
            {"epoch": 1.0, "loss": 0.1}
          ],
          "max_steps": 20
        }
        """;

    @TempDir
    Path folder;

    private ImporterTester files;

    @BeforeEach
    void openFolder() {
        files = new ImporterTester(folder);
    }

    private static Series series(CollectingSink sink, String tag) {
        MemoryTables tables = sink.tables();
        return tables.series(tables.list().getFirst(), tag);
    }

    @Test
    void everyLoggedNumberIsAPointAlsoNaNAndInfinity() throws IOException {
        CollectingSink sink = files.read("dpo/beta0.1/checkpoint-20/trainer_state.json", STATE);
        Table table = sink.tables().list().getFirst();
        assertThat(table.run()).isEqualTo("dpo/beta0.1");
        assertThat(table.series())
                .extracting(SeriesSummary::tag)
                .containsExactly("epoch", "loss", "rewards/chosen", "eval_loss", "nested/a");
        assertThat(series(sink, "epoch").steps()).containsExactly(10, 10, 20);
        assertThat(series(sink, "loss").values()).containsExactly(0.7, Double.NaN);
        assertThat(series(sink, "rewards/chosen").values()).containsExactly(Double.NaN);
        assertThat(series(sink, "eval_loss").values()).containsExactly(Double.POSITIVE_INFINITY);
        assertThat(series(sink, "nested/a").values()).containsExactly(Double.NEGATIVE_INFINITY);
    }

    @Test
    void entriesWithoutAStepAreCounted() throws IOException {
        assertThat(files.read("trainer_state.json", STATE)
                        .problem("missing-step")
                        .where())
                .isEqualTo("line 9");
    }

    @Test
    void aCutFileKeepsItsEntriesAndSaysWhereItBreaks() throws IOException {
        CollectingSink sink = files.read("trainer_state.json", STATE.substring(0, STATE.indexOf("\"eval_loss\"")));
        Problem problem = sink.problem("broken-json");
        assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
        assertThat(problem.where()).matches("line \\d+, column \\d+");
        assertThat(problem.message()).contains("checkpoint").doesNotContain("Source");
        assertThat(series(sink, "loss").values()).containsExactly(0.7);
    }

    @Test
    void everyPrefixIsReadWithoutAnException() throws IOException {
        for (int length = 1; length < STATE.length(); length += 7) {
            CollectingSink sink = files.read("trainer_state.json", STATE.substring(0, length));
            assertThat(sink.problems()).isNotEmpty();
        }
    }

    @Test
    void aFileWithoutHistoryIsAnError() throws IOException {
        assertThat(files.read("trainer_state.json", "{\"epoch\": 1}").problemKinds())
                .containsExactly("no-history");
        assertThat(files.read("trainer_state.json", "[1, 2]").problemKinds()).containsExactly("no-history");
    }
}
