package rewardloom.installer;

import picocli.CommandLine;
import rewardloom.app.Main;

/** The command line of the program that is being packaged. */
final class ProgramDescription {
    private ProgramDescription() {}

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }
}
