package rewardloom.app.task;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.model.progress.CancelledException;
import rewardloom.viewers.work.Background;

/**
 * Runs the window's work on a small pool. All methods but {@link #finish} are called on the user interface's thread, which is also
 * where results and errors arrive; workers only write their progress, which {@link #refresh()} pulls.
 */
public final class Tasks implements Background, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    /** Longer than a writer waits for another program. */
    private static final int PATIENCE = 30;

    private final Executor ui;
    private final ExecutorService workers;
    private final Map<Object, RunningTask> newest = new HashMap<>();
    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final ObservableList<RunningTask> readRunning = FXCollections.unmodifiableObservableList(running);

    /**
     * @param ui runs something later on the user interface's thread
     * @param workers runs the work; closed with this
     */
    public Tasks(Executor ui, ExecutorService workers) {
        this.ui = ui;
        this.workers = workers;
    }

    /** A pool of named daemon threads: one more than there are cores, so that one long import leaves room for the views. */
    public static ExecutorService pool() {
        return pool("worker", Runtime.getRuntime().availableProcessors() + 1);
    }

    /**
     * Tasks with two threads of their own, which are gone while there is nothing to do: for what somebody waits for at every key, however
     * busy the others are.
     */
    public static Tasks prompt(Executor ui, String name) {
        ThreadPoolExecutor pool = pool(name, 2);
        pool.setKeepAliveTime(30, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
        return new Tasks(ui, pool);
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory named = runnable -> {
            Thread thread = new Thread(runnable, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), named);
    }

    /** What runs and has a title, oldest first. */
    public ObservableList<RunningTask> running() {
        return readRunning;
    }

    /** Shows how far everything is. To be called a few times a second while something runs. */
    public void refresh() {
        running.forEach(RunningTask::pull);
    }

    @Override
    public <T> void latest(
            Object key, String title, Work<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        cancel(key);
        RunningTask task = new RunningTask(title);
        newest.put(key, task);
        if (!title.isEmpty()) {
            running.add(task);
        }
        try {
            workers.execute(() -> {
                Runnable arrival = run(task, work, done, failed);
                ui.execute(() -> {
                    running.remove(task);
                    if (newest.remove(key, task)) {
                        arrival.run();
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("it ends: {} is not begun any more", title);
            running.remove(task);
            newest.remove(key, task);
        }
    }

    @Override
    public void cancel(Object key) {
        RunningTask task = newest.remove(key);
        if (task != null) {
            task.cancel();
        }
    }

    /** Asks everything to stop and lets nothing more arrive. */
    @Override
    public void close() {
        newest.values().forEach(RunningTask::cancel);
        newest.clear();
        workers.shutdown();
    }

    /** Begins nothing more, and waits until what was begun is done. Not to be called on the user interface's thread. */
    public void finish() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                LOG.warn("Some work did not end within {} s", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does the work and says what is to happen with its outcome. */
    private static <T> Runnable run(
            RunningTask task, Work<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        try {
            if (task.isCancelled()) {
                return () -> {};
            }
            T result = work.run(task.progress());
            return () -> done.accept(result);
        } catch (CancelledException e) {
            return () -> {};
        } catch (Exception e) {
            return () -> failed.accept(e);
        } catch (Throwable e) {
            // Out of memory, a missing class: the one who asked must hear of it too.
            return () -> failed.accept(new IllegalStateException(e.toString(), e));
        }
    }
}
