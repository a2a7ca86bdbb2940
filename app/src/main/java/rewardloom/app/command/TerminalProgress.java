package rewardloom.app.command;

import java.io.PrintWriter;
import java.util.Locale;
import rewardloom.model.progress.Progress;

/** Shows progress as one line on standard error that overwrites itself; silent unless a person is watching. */
final class TerminalProgress implements Progress {
    private static final long INTERVAL_NANOS = 200_000_000L;

    private final PrintWriter err;
    private final boolean watched;
    private long last = System.nanoTime();
    private boolean shown;

    TerminalProgress(PrintWriter err) {
        this.err = err;
        this.watched = System.console() != null && System.console().isTerminal();
    }

    @Override
    public synchronized void update(String step, double fraction) {
        long now = System.nanoTime();
        if (!watched || now - last < INTERVAL_NANOS) {
            return;
        }
        last = now;
        shown = true;
        String share = Double.isNaN(fraction) ? "" : String.format(Locale.ROOT, " %3.0f %%", 100 * fraction);
        err.print("\r\u001b[K" + step + share);
        err.flush();
    }

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }

    /** Takes the line away. */
    synchronized void clear() {
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
            shown = false;
        }
    }
}
