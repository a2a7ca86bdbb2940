package rewardloom.app.window;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javafx.animation.AnimationTimer;

/**
 * Tells how long a start took, for those who measure it: {@code -Drewardloom.startup-timing=$(date +%s%3N)} names the moment the
 * program was called, in milliseconds of the epoch. (What the system tells of a process's start is a second too coarse.)
 */
final class StartUpTiming {
    /** The name of the property with the moment of the call. */
    static final String PROPERTY = "rewardloom.startup-timing";

    private final long called;
    private final LongSupplier now;

    private StartUpTiming(long called, LongSupplier now) {
        this.called = called;
        this.now = now;
    }

    /**
     * Prints to standard error when the first frame has been drawn, and when what was asked for is there; nothing unless the
     * property is set. To be called on the JavaFX thread, when the window has been shown.
     *
     * @param settled tells whether nothing is being opened or computed any more
     */
    static void watch(BooleanSupplier settled) {
        Long called = Long.getLong(PROPERTY);
        if (called != null) {
            new StartUpTiming(called, System::currentTimeMillis).follow(settled);
        }
    }

    private void follow(BooleanSupplier settled) {
        new AnimationTimer() {
            private int pulses;
            private int calm;

            @Override
            public void handle(long time) {
                pulses++;
                // A pulse lays out and hands the frame to the renderer at its end: at the third one the first is on
                // screen.
                if (pulses == 3) {
                    tell("first frame");
                }
                calm = settled.getAsBoolean() ? calm + 1 : 0;
                if (pulses > 3 && calm >= 3) {
                    tell("settled");
                    stop();
                }
            }
        }.start();
    }

    private void tell(String what) {
        System.err.println("rewardloom: " + what + " after " + (now.getAsLong() - called) + " ms");
    }
}
