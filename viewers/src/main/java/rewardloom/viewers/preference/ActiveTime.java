package rewardloom.viewers.preference;

import java.time.Duration;
import java.time.Instant;

/** Adds up the time in which somebody was there: between two signs of life no more than half a minute counts. */
final class ActiveTime {
    static final Duration IDLE = Duration.ofSeconds(30);

    private Instant last;
    private Duration sum = Duration.ZERO;

    ActiveTime(Instant start) {
        this.last = start;
    }

    /** Somebody did something. */
    void touch(Instant now) {
        Duration gap = Duration.between(last, now);
        if (!gap.isNegative()) {
            sum = sum.plus(gap.compareTo(IDLE) > 0 ? IDLE : gap);
            last = now;
        }
    }

    long millis() {
        return sum.toMillis();
    }
}
