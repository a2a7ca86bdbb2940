package rewardloom.viewers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javafx.application.Platform;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.viewers.work.Background;

/** Runs work on threads of its own and brings results to the JavaFX thread, as the program does. */
public final class ThreadedBackground implements Background {
    private final Map<Object, Object> latest = new ConcurrentHashMap<>();

    @Override
    public <T> void latest(
            Object key, String title, Work<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        Object mine = new Object();
        latest.put(key, mine);
        Thread.ofVirtual().start(() -> {
            try {
                T result = work.run(Progress.NONE);
                Platform.runLater(() -> {
                    if (latest.get(key) == mine) {
                        done.accept(result);
                    }
                });
            } catch (CancelledException e) {
                latest.remove(key, mine);
            } catch (Exception e) {
                Platform.runLater(() -> {
                    if (latest.get(key) == mine) {
                        failed.accept(e);
                    }
                });
            }
        });
    }

    @Override
    public void cancel(Object key) {
        latest.remove(key);
    }
}
