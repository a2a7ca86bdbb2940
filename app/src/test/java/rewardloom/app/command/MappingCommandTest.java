package rewardloom.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.app.command.CommandLineFixture.Outcome;

class MappingCommandTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("werte.csv"), "zeit,note,wert\n1,x,0.5\n2,y,0.75\n");
    }

    @Test
    void aMappingFileSaysWhatTheColumnsAre() throws IOException {
        Path mapping = Files.writeString(folder.resolve("lab.json"), """
            {"name": "lab", "kind": "metrics", "columns": [
              {"field": "zeit", "role": "step"},
              {"field": "wert", "column": "gold score", "role": "gold"}]}
            """);

        Outcome outcome = CommandLineFixture.run("inspect", file, "--mapping", mapping, "--json");

        assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
        JsonNode table = outcome.json().at("/files/0/tables/0");
        assertThat(table.get("kind").asText()).isEqualTo("metrics");
        assertThat(table.at("/series/0/tag").asText()).isEqualTo("gold score");
        assertThat(table.at("/series/0/role").asText()).isEqualTo("gold");
        assertThat(table.at("/series/0/last_step").asLong()).isEqualTo(2);
        assertThat(CommandLineFixture.run("import", file, "--mapping", mapping, "--project", folder.resolve("s.loom"))
                        .code())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void aMappingThatIsNoneIsWrongUsageAndNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"kind\": \"nothing\"}");
        Outcome outcome = CommandLineFixture.run("inspect", file, "--mapping", broken);
        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(outcome.err()).contains("broken.json");
        Outcome unknown = CommandLineFixture.run("inspect", file, "--mapping", "no such name");
        assertThat(unknown.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(unknown.err()).contains("no saved mapping 'no such name'");
        Outcome both = CommandLineFixture.run("inspect", file, "--mapping", broken, "--as", "csv");
        assertThat(both.code()).isEqualTo(ExitCode.WRONG_USAGE);
        Outcome format = CommandLineFixture.run("inspect", file, "--as", "no-such-format");
        assertThat(format.code()).isEqualTo(ExitCode.WRONG_USAGE);
    }
}
