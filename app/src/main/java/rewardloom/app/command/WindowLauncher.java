package rewardloom.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens the window. */
@FunctionalInterface
public interface WindowLauncher {

    /**
     * Shows the window and returns when it was closed.
     *
     * @param studies studies to open in it
     * @param demo whether to open the sample studies
     * @throws IOException if no window can be opened
     * @throws InterruptedException if the wait was interrupted
     */
    void open(List<Path> studies, boolean demo) throws IOException, InterruptedException;
}
