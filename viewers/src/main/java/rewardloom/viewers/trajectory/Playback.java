package rewardloom.viewers.trajectory;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;

/** One clock for everything that plays together: it counts steps from 0, with whatever speed and direction the user likes. */
public final class Playback {
    /** Steps in a second at speed 1. */
    public static final double RATE = 20;

    private static final double SLOWEST = 0.125;
    private static final double FASTEST = 16;

    private final IntegerProperty length = new SimpleIntegerProperty(this, "length", 1);
    private final IntegerProperty step = new SimpleIntegerProperty(this, "step", 0);
    private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing", false);
    private final BooleanProperty loop = new SimpleBooleanProperty(this, "loop", true);
    private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
    private double fraction;

    /** Takes something else to play, from its first step. */
    public void load(int steps) {
        playing.set(false);
        length.set(Math.max(1, steps));
        seek(0);
    }

    /** Number of steps. */
    public ReadOnlyIntegerProperty lengthProperty() {
        return length;
    }

    /** The step that is shown, counted from 0. */
    public ReadOnlyIntegerProperty stepProperty() {
        return step;
    }

    public ReadOnlyBooleanProperty playingProperty() {
        return playing;
    }

    /** Whether it starts again after the last step. */
    public BooleanProperty loopProperty() {
        return loop;
    }

    /** How fast it plays; 1 is {@link #RATE} steps in a second. */
    public DoubleProperty speedProperty() {
        return speed;
    }

    /** Plays, from the start if it stands at the end. */
    public void play() {
        if (step.get() >= length.get() - 1) {
            seek(0);
        }
        playing.set(length.get() > 1);
    }

    public void pause() {
        playing.set(false);
    }

    public void toggle() {
        if (playing.get()) {
            pause();
        } else {
            play();
        }
    }

    /** Goes to a step, or to the nearest there is. */
    public void seek(int wanted) {
        fraction = 0;
        step.set(Math.clamp(wanted, 0, length.get() - 1));
    }

    /** Stops and goes some steps on, or back. */
    public void stepBy(int steps) {
        pause();
        seek(step.get() + steps);
    }

    /** Twice as fast. */
    public void faster() {
        speed.set(Math.min(FASTEST, speed.get() * 2));
    }

    /** Half as fast. */
    public void slower() {
        speed.set(Math.max(SLOWEST, speed.get() / 2));
    }

    /**
     * Lets time pass.
     *
     * @param seconds since the last call; a long gap, as after sleep, counts as a short one
     */
    public void advance(double seconds) {
        if (!playing.get()) {
            return;
        }
        fraction += Math.clamp(seconds, 0, 0.25) * RATE * speed.get();
        int steps = (int) fraction;
        fraction -= steps;
        int next = step.get() + steps;
        if (next < length.get()) {
            step.set(next);
        } else if (loop.get()) {
            step.set(next % length.get());
        } else {
            step.set(length.get() - 1);
            fraction = 0;
            playing.set(false);
        }
    }
}
