package rewardloom.viewers.work;

import java.util.function.Consumer;
import javafx.application.Platform;
import rewardloom.model.progress.Progress;

/**
 * Runs work off the JavaFX thread and brings its result back. The program shows what runs, with progress and cancel; a test runs it
 * on its own thread.
 */
public interface Background {

    /**
     * Runs work; a later call with an equal key cancels it, and its result is then dropped. Call it on the JavaFX thread; the
     * consumers are called there too.
     *
     * @param key who wants what: work with equal keys supersedes one another
     * @param title what is being done, for the status line
     * @param done takes the result
     * @param failed takes the error; cancellation is not one
     */
    <T> void latest(
            Object key, String title, Work<T> work, Consumer<? super T> done, Consumer<? super Exception> failed);

    /** Does something small on the JavaFX thread soon, whatever thread this is called on. */
    default void later(Runnable action) {
        Platform.runLater(action);
    }

    /** Cancels what runs under a key; does nothing if nothing does. */
    void cancel(Object key);

    /**
     * What is run.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    interface Work<T> {
        T run(Progress progress) throws Exception;
    }
}
