package rewardloom.app.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes errors that nobody caught: writes them to a local log and has them shown, each kind at most once in a while. */
public final class CrashHandler implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CrashHandler.class);
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final long LARGE = 1 << 20;
    private final Path log;
    private final Clock clock;
    private final Consumer<Throwable> show;
    private final Map<String, Instant> told = new HashMap<>();
    private boolean busy;

    /**
     * @param log the file that keeps them
     * @param clock tells how long the same error has been quiet
     * @param show shows one to the user; called on the failing thread
     */
    public CrashHandler(Path log, Clock clock, Consumer<Throwable> show) {
        this.log = log;
        this.clock = clock;
        this.show = show;
    }

    @Override
    public synchronized void uncaughtException(Thread thread, Throwable error) {
        Crash crash = Crash.of(error);
        Instant now = clock.instant();
        Instant before = told.get(crash.code());
        if (busy || (before != null && Duration.between(before, now).compareTo(QUIET) < 0)) {
            return;
        }
        told.put(crash.code(), now);
        busy = true;
        try {
            write(now + " in " + thread.getName() + "\n" + crash.details() + "\n");
            show.accept(error);
        } finally {
            busy = false;
        }
    }

    private void write(String entry) {
        try {
            Path folder = log.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            boolean full = Files.exists(log) && Files.size(log) > LARGE;
            Files.writeString(
                    log,
                    entry,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    full ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.error("The crash log {} cannot be written: {}\n{}", log, e, entry);
        }
    }
}
