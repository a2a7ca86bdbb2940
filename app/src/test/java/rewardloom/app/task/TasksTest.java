package rewardloom.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import rewardloom.model.progress.CancelledException;

class TasksTest {
    private final Steps ui = new Steps();
    private final Steps workers = new Steps();
    private final Tasks tasks = new Tasks(ui, workers);
    private final List<Object> seen = new ArrayList<>();

    @Test
    void aResultArrivesOnTheUserInterfaceThread() {
        tasks.latest("key", "Adding", progress -> 1 + 1, seen::add, seen::add);
        assertThat(tasks.running()).extracting(RunningTask::title).containsExactly("Adding");

        workers.runAll();
        assertThat(seen).as("before the user interface's turn").isEmpty();
        ui.runAll();

        assertThat(seen).containsExactly(2);
        assertThat(tasks.running()).isEmpty();
    }

    @Test
    void theLatestOfEqualKeysWinsWhateverFinishesLast() {
        tasks.latest("key", "first", progress -> "first", seen::add, seen::add);
        workers.runAll();
        tasks.latest("key", "second", progress -> "second", seen::add, seen::add);
        tasks.latest("other", "third", progress -> "third", seen::add, seen::add);
        workers.runAll();
        ui.runAll();

        assertThat(seen).containsExactlyInAnyOrder("second", "third");
    }

    @Test
    void supersededWorkIsToldToStopAndOneThatWaitsNeverStarts() {
        List<String> started = new ArrayList<>();
        tasks.latest("key", "first", progress -> started.add("first"), seen::add, seen::add);
        tasks.latest("key", "second", progress -> started.add("second"), seen::add, seen::add);
        workers.runAll();
        ui.runAll();

        assertThat(started).containsExactly("second");
    }

    @Test
    void cancellationIsNotAnError() {
        tasks.latest(
                "key",
                "long",
                progress -> {
                    tasks.running().getFirst().cancel();
                    progress.checkCancelled();
                    return "not reached";
                },
                seen::add,
                seen::add);
        workers.runAll();
        ui.runAll();

        assertThat(seen).isEmpty();
        assertThat(tasks.running()).isEmpty();
    }

    @Test
    void workThatAnswersItsCancellationIsHeard() {
        tasks.latest(
                "key",
                "long",
                progress -> {
                    tasks.running().getFirst().cancel();
                    try {
                        progress.checkCancelled();
                        return "finished";
                    } catch (CancelledException e) {
                        return "stopped";
                    }
                },
                seen::add,
                seen::add);
        workers.runAll();
        ui.runAll();

        assertThat(seen).containsExactly("stopped");
    }

    @Test
    void everyFailureIsHeardErrorsToo() {
        IllegalStateException wrong = new IllegalStateException("wrong");
        tasks.latest("a", "a", progress -> fail(wrong), seen::add, seen::add);
        tasks.latest("b", "b", progress -> fail(new OutOfMemoryError("heap")), seen::add, seen::add);
        workers.runAll();
        ui.runAll();

        assertThat(seen).hasSize(2).contains(wrong);
        assertThat(seen.getLast()).asString().contains("heap");
    }

    @Test
    void progressIsPulledNotPushed() {
        tasks.latest(
                "key",
                "Reading",
                progress -> {
                    progress.update("events", 0.5);
                    RunningTask task = tasks.running().getFirst();
                    seen.add(task.fractionProperty().get());
                    tasks.refresh();
                    seen.add(task.fractionProperty().get());
                    return task.stepProperty().get();
                },
                seen::add,
                seen::add);
        workers.runAll();
        ui.runAll();

        assertThat(seen).containsExactly(Double.NaN, 0.5, "events");
    }

    @Test
    void workWithoutATitleIsNotShown() {
        tasks.latest("key", "", progress -> 1, seen::add, seen::add);
        assertThat(tasks.running()).isEmpty();
    }

    @Test
    void whatWasBegunIsFinishedAndNothingMoreBegins() throws InterruptedException {
        Tasks prompt = Tasks.prompt(ui, "test");
        CountDownLatch begun = new CountDownLatch(1);
        List<String> written = Collections.synchronizedList(new ArrayList<>());
        prompt.latest("answer", "", progress -> written.add(slowly(begun)), seen::add, seen::add);
        begun.await();

        prompt.finish();
        prompt.latest("late", "late", progress -> written.add("late"), seen::add, seen::add);
        ui.runAll();

        assertThat(written).containsExactly("answer");
        assertThat(prompt.running()).isEmpty();
        assertThat(seen).containsExactly(true);
    }

    private static String slowly(CountDownLatch begun) throws InterruptedException {
        begun.countDown();
        Thread.sleep(100);
        return "answer";
    }

    @Test
    void nothingArrivesAfterClosing() {
        tasks.latest("key", "title", progress -> 1, seen::add, seen::add);
        tasks.close();
        workers.runAll();
        ui.runAll();

        assertThat(seen).isEmpty();
    }

    private static Object fail(Throwable wrong) {
        if (wrong instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) wrong;
    }

    /** Runs things when told to. */
    private static final class Steps extends AbstractExecutorService {
        private final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void execute(Runnable runnable) {
            waiting.add(runnable);
        }

        void runAll() {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
