package rewardloom.installer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class DescriptionsTest {
    @Command(name = "loom", description = "Weaves. 100%% wool.", subcommands = Weave.class)
    static final class Loom {}

    @Command(
            name = "weave",
            description = {"Weaves.", ".dots begin this line"})
    static final class Weave {
        @Option(names = "--how", paramLabel = "WAY", description = "it's \\ how [a-b]")
        private String how = "";

        @Option(names = "--secret", hidden = true)
        private boolean secret;
    }

    @Test
    void manPageEscapesWhatTroffWouldTakeForItsOwn() {
        String page = ManPage.of(new CommandLine(new Loom()), "1-2", "2026-01-01");
        assertThat(page)
                .contains(".SS \"loom weave\"", "\\fB\\-\\-how\\fR \\fIWAY\\fR", "it's \\e how [a\\-b]", "100% wool")
                .contains("\n\\&.dots begin")
                .doesNotContain("secret");
    }

    @Test
    void zshCompletionQuotesDescriptions() {
        assertThat(ZshCompletion.of(new CommandLine(new Loom())))
                .startsWith("#compdef loom")
                .contains("'weave:Weaves. .dots begin this line'", "'--how[it'\\''s \\ how (a-b)]:way: '")
                .doesNotContain("secret");
    }

    @Test
    void everyCommandOfTheProgramIsDescribed() {
        CommandLine program = ProgramDescription.commandLine();
        String page = ManPage.of(program, "1", "2026-01-01");
        assertThat(program.getSubcommands().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains(".SS \"rewardloom " + name.replace("-", "\\-") + "\""));
    }
}
