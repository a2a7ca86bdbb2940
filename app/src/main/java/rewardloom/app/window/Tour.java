package rewardloom.app.window;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import rewardloom.viewers.Desk;

/**
 * Goes through the window as a user would: opens the sample studies and looks at each view, in both themes. The start-up cache
 * is made of what a run like this loads; nobody else needs it.
 */
final class Tour {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private final RewardloomWindow.Shown window;

    Tour(RewardloomWindow.Shown window) {
        this.window = window;
    }

    /**
     * Looks at every view that the sample studies have data for, and closes the window at the end.
     *
     * @throws TimeoutException if something does not come to rest
     */
    void everything() throws InterruptedException, TimeoutException {
        try {
            settle();
            run(() -> window.frame().openDemo());
            await(() -> window.frame().page() != null);
            settle();
            run(() -> window.frame().search());
            settle();
            List<String> recent = call(() -> window.workshop().settings().get().recent());
            Set<String> seen = new HashSet<>();
            for (String study : recent) {
                run(() -> window.frame().open(Path.of(study)));
                settle();
                views(seen);
            }
            run(() -> window.frame().switchTheme());
            settle();
            run(() -> window.frame().goHome());
            settle();
        } finally {
            run(() -> window.stage().hide());
        }
    }

    /**
     * Waits until the study that was opened is there, and closes the window.
     *
     * @throws TimeoutException if something does not come to rest
     */
    void glance() throws InterruptedException, TimeoutException {
        try {
            await(() -> window.frame().page() != null);
            settle();
        } finally {
            run(() -> window.stage().hide());
        }
    }

    /** The usual views of a study, and each other view once. */
    private void views(Set<String> seen) throws InterruptedException, TimeoutException {
        settle();
        List<ViewEntry> entries = call(() -> {
            StudyPage page = window.frame().page();
            if (page == null) {
                return List.of();
            }
            Set<String> fitting = window.workshop().fitting(page.study());
            return window.workshop().views(page.study(), Desk.NONE).stream()
                    .filter(v -> v.standard()
                            || ((v.about().needs().isEmpty() || fitting.contains(v.id())) && seen.add(v.id())))
                    .toList();
        });
        for (ViewEntry entry : entries) {
            run(() -> {
                StudyPage page = window.frame().page();
                if (page != null) {
                    page.tabs().open(entry.id());
                }
            });
            settle();
        }
    }

    /** Waits until nothing has run for some frames. */
    private void settle() throws InterruptedException, TimeoutException {
        for (int calm = 0; calm < 4; calm++) {
            await(() -> window.tasks().running().isEmpty());
            Thread.sleep(60);
        }
    }

    private void await(BooleanSupplier condition) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!call(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("the window does not come to rest: "
                        + call(() -> window.tasks().running()));
            }
            Thread.sleep(30);
        }
    }

    private static void run(Runnable action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    private static <T> T call(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
