package rewardloom.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rewardloom.model.project.Catalogue;

/** A study in the window. */
@Command(name = "open", description = "Opens a study in the window.", mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {
    private final Display display;
    private final WindowLauncher window;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.loom", description = "The study.")
    @SuppressWarnings("NullAway.Init")
    private Path study;

    OpenCommand(Display display, WindowLauncher window) {
        this.window = window;
        this.display = display;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // File managers open files: the catalogue stands for the study it lies in.
        Path parent = study.toAbsolutePath().getParent();
        if (Files.isRegularFile(study) && study.endsWith(Catalogue.FILE) && parent != null) {
            study = parent;
        }
        if (!Files.isDirectory(study)) {
            spec.commandLine().getErr().println("there is no study " + study + "; 'rewardloom import' makes one");
            return ExitCode.FAILED;
        }
        if (!display.isThere()) {
            spec.commandLine().getErr().println(Rewardloom.NO_DISPLAY);
            return ExitCode.FAILED;
        }
        window.open(List.of(study), false);
        return ExitCode.DONE;
    }
}
