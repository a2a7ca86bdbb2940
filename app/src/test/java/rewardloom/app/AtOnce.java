package rewardloom.app;

import java.util.function.Consumer;
import rewardloom.model.progress.Progress;
import rewardloom.viewers.work.Background;

/** Runs everything on the spot. */
public final class AtOnce implements Background {
    @Override
    public <T> void latest(
            Object key, String title, Work<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        T result;
        try {
            result = work.run(Progress.NONE);
        } catch (Exception e) {
            failed.accept(e);
            return;
        }
        done.accept(result);
    }

    @Override
    public void cancel(Object key) {}
}
