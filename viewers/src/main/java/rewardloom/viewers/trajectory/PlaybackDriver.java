package rewardloom.viewers.trajectory;

import javafx.animation.AnimationTimer;
import javafx.scene.Node;

/** Moves a clock with the frames of the screen, while it plays and its node is in a window. */
public final class PlaybackDriver {
    private static final double NANOS = 1e-9;

    private final Playback playback;
    private final Node node;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            frame(now);
        }
    };
    private long last;

    /**
     * @param playback the clock
     * @param node what shows it; nothing moves while it is out of the scene
     */
    public PlaybackDriver(Playback playback, Node node) {
        this.playback = playback;
        this.node = node;
        playback.playingProperty().subscribe(playing -> follow());
        node.sceneProperty().subscribe(scene -> follow());
    }

    private void follow() {
        if (playback.playingProperty().get() && node.getScene() != null) {
            last = 0;
            timer.start();
        } else {
            timer.stop();
        }
    }

    private void frame(long now) {
        if (last != 0) {
            playback.advance((now - last) * NANOS);
        }
        last = now;
    }
}
