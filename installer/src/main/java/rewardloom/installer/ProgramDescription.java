package rewardloom.installer;

import java.util.Map;
import picocli.CommandLine;
import rewardloom.app.Main;
import rewardloom.app.command.Display;
import rewardloom.app.command.Rewardloom;

/** The command line of the program that is being packaged. */
final class ProgramDescription {
    private ProgramDescription() {}

    static CommandLine commandLine() {
        return Rewardloom.commandLine(Main.services(), new Display(Map.of(), "", ""), (studies, demo) -> {
            throw new IllegalStateException("only described, not run");
        });
    }
}
