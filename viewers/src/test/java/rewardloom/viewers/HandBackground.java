package rewardloom.viewers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import rewardloom.model.progress.Progress;
import rewardloom.viewers.work.Background;

/** Runs work on the test's own thread, when the test says so, in the order in which it was asked for. */
public final class HandBackground implements Background {
    private final Deque<Job> waiting = new ArrayDeque<>();

    private record Job(Object key, Runnable run) {}

    @Override
    public <T> void latest(
            Object key, String title, Work<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        cancel(key);
        waiting.add(new Job(key, () -> {
            T result;
            try {
                result = work.run(Progress.NONE);
            } catch (Exception e) {
                failed.accept(e);
                return;
            }
            done.accept(result);
        }));
    }

    @Override
    public void cancel(Object key) {
        waiting.removeIf(job -> job.key().equals(key));
    }

    /** Runs everything that waits, and what that asks for. */
    public void runAll() {
        for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
            job.run().run();
        }
    }

    /** Runs the job that has waited longest. */
    public void runNext() {
        waiting.remove().run().run();
    }

    public boolean isIdle() {
        return waiting.isEmpty();
    }
}
