package rewardloom.app.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rewardloom.model.progress.Progress;

/** Makes the sample studies. */
@FunctionalInterface
public interface Samples {

    /**
     * Makes each of them unless it is there already.
     *
     * @param folder where they are to lie
     * @return their folders; the first is the one to be looked at first
     * @throws IOException if a file cannot be read or written
     */
    List<Path> make(Path folder, Progress progress) throws IOException;
}
