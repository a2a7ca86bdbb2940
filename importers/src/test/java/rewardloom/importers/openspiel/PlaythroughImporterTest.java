package rewardloom.importers.openspiel;

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
import rewardloom.model.table.Table;

class PlaythroughImporterTest {
    private static final String GAME = """
        game: matrix_pd

        GameType.chance_mode = ChanceMode.DETERMINISTIC
        NumPlayers() = 2

        # State 0
        # Terminal? false
        IsTerminal() = False
        CurrentPlayer() = 1
        Rewards() = [0, 0]
        Returns() = [0, 0]

        # Apply action "x"
        action: 1

        # State 3
        IsTerminal() = True
        CurrentPlayer() = -4
        Rewards() = [10, -2.5]
        Returns() = [10, -2.5]
        """;

    @TempDir
    Path folder;

    @Test
    void statesWithRewardsAreSteps() throws IOException {
        CollectingSink sink = new ImporterTester(folder).read("pd.txt", GAME);
        MemoryTables tables = sink.tables();
        Table table = tables.list().getFirst();
        var columns =
                tables.columns(table, List.of("t", "reward", "component/player1", "terminated", "action", "text"));
        assertThat(columns.doubles("t")).containsExactly(0, 3);
        assertThat(columns.doubles("reward")).containsExactly(0, 7.5);
        assertThat(columns.doubles("component/player1")).containsExactly(0, -2.5);
        assertThat(columns.doubles("terminated")).containsExactly(0, 1);
        assertThat(columns.doubles("action")).containsExactly(1, Double.NaN);
        assertThat(columns.get("text").text(0)).isEqualTo("Terminal? false");
        assertThat(sink.problems()).isEmpty();
    }

    @Test
    void aGameWithMissingStatesIsSaid() throws IOException {
        String shortened = GAME.replace("Returns() = [10, -2.5]", "Returns() = [12, -2.5]");
        assertThat(new ImporterTester(folder).read("pd.txt", shortened).problemKinds())
                .containsExactly("shortened");
    }

    @Test
    void brokenFilesAreSurvived() throws IOException {
        new BrokenInput("openspiel", folder, "pd.txt").survives(GAME.getBytes(StandardCharsets.UTF_8));
    }
}
