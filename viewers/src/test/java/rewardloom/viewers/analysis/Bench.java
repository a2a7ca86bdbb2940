package rewardloom.viewers.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rewardloom.model.progress.Progress;
import rewardloom.viewers.work.Background;

/** Runs work when a test says so, on the test's own thread. */
final class Bench implements Background {
    boolean cancelled;
    private final Map<Object, Runnable> waiting = new LinkedHashMap<>();

    @Override
    public <T> void latest(
            Object key, String title, Work<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        waiting.put(key, () -> {
            T result;
            try {
                result = work.run(progress());
            } catch (Exception e) {
                failed.accept(e);
                return;
            }
            done.accept(result);
        });
    }

    @Override
    public void cancel(Object key) {
        waiting.remove(key);
    }

    int waiting() {
        return waiting.size();
    }

    void runAll() {
        List<Runnable> all = new ArrayList<>(waiting.values());
        waiting.clear();
        all.forEach(Runnable::run);
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void update(String step, double fraction) {}

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
    }
}
