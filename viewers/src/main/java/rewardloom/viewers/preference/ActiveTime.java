package rewardloom.viewers.preference;

import java.time.Duration;
import java.time.Instant;

/** Adds up the time in which somebody was there: between two signs of life no more than half a minute counts, and no break. */
final class ActiveTime {
    static final Duration IDLE = Duration.ofSeconds(30);

    private Instant last;
    private Duration sum = Duration.ZERO;
    private boolean paused;

    ActiveTime(Instant start) {
        this.last = start;
    }

    /** Somebody did something. */
    void touch(Instant now) {
        Duration gap = Duration.between(last, now);
        if (!gap.isNegative()) {
            sum = paused ? sum : sum.plus(gap.compareTo(IDLE) > 0 ? IDLE : gap);
            last = now;
        }
    }

    /** A break begins. */
    void pause(Instant now) {
        touch(now);
        paused = true;
    }

    /** A break ends. */
    void resume(Instant now) {
        touch(now);
        paused = false;
    }

    long millis() {
        return sum.toMillis();
    }
}
