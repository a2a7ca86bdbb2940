package rewardloom.viewers.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaybackTest {
    private final Playback playback = new Playback();

    private int step() {
        return playback.stepProperty().get();
    }

    @Test
    void playsAtItsSpeed() {
        playback.load(1000);
        playback.play();
        for (int frame = 0; frame < 60; frame++) {
            playback.advance(1 / 60.0);
        }
        assertThat(step()).isBetween(19, 20);

        playback.faster();
        for (int frame = 0; frame < 60; frame++) {
            playback.advance(1 / 60.0);
        }
        assertThat(step()).isBetween(59, 60);
    }

    @Test
    void startsAgainOrStops() {
        playback.load(10);
        playback.play();
        playback.seek(9);
        playback.advance(0.05);
        assertThat(step()).isZero();
        assertThat(playback.playingProperty().get()).isTrue();

        playback.loopProperty().set(false);
        playback.seek(9);
        playback.advance(0.05);
        assertThat(step()).isEqualTo(9);
        assertThat(playback.playingProperty().get()).isFalse();

        playback.toggle();
        assertThat(step()).as("playing at the end starts again").isZero();
    }

    @Test
    void stepsAndStaysInside() {
        playback.load(10);
        playback.play();
        playback.stepBy(1);
        assertThat(step()).isEqualTo(1);
        assertThat(playback.playingProperty().get()).isFalse();
        playback.stepBy(-5);
        assertThat(step()).isZero();
        playback.stepBy(Integer.MAX_VALUE / 2);
        assertThat(step()).isEqualTo(9);
    }

    @Test
    void doesNotJumpAfterAPause() {
        playback.load(1000);
        playback.play();
        playback.advance(3600);
        assertThat(step()).as("an hour of sleep is a quarter of a second").isEqualTo(5);
    }

    @Test
    void somethingElseStartsFromItsFirstStep() {
        playback.load(10);
        playback.play();
        playback.seek(7);
        playback.load(5);
        assertThat(step()).isZero();
        assertThat(playback.playingProperty().get()).isFalse();
        playback.load(1);
        playback.play();
        assertThat(playback.playingProperty().get())
                .as("one step does not play")
                .isFalse();
    }
}
