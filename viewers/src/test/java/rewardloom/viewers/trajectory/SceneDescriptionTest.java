package rewardloom.viewers.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rewardloom.model.trajectory.Trajectory;

class SceneDescriptionTest {

    private static Trajectory with(String... names) {
        Map<String, double[]> observations = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            observations.put(names[i], new double[] {i, 2 + i, Double.NaN});
        }
        return new Trajectory("run", 0, 0, 3, new double[3], Map.of(), observations, Map.of(), List.of());
    }

    @Test
    void knowsTheArena() {
        assertThat(SceneDescription.of(with("car_x", "car_y", "car_vx", "car_vy", "ball_x", "ball_y")))
                .contains(SceneDescription.arena());
    }

    @Test
    void drawsPathsOfAnythingWithPlaces() {
        SceneDescription scene = SceneDescription.of(with("x", "y", "hand_x", "hand_y", "speed", "box", "boy"))
                .orElseThrow();

        assertThat(scene.marks()).extracting(SceneDescription.Mark::label).containsExactly("position", "hand");
        assertThat(scene.walled()).isFalse();
        assertThat(scene.bounds().left()).isNegative();
        assertThat(scene.bounds().right()).isGreaterThan(4);
        assertThat(scene.bounds().right() - scene.bounds().left())
                .as("not distorted")
                .isEqualTo(scene.bounds().top() - scene.bounds().bottom());
    }

    @Test
    void hasNoSceneForAnythingElse() {
        assertThat(SceneDescription.of(with("angle", "speed"))).isEmpty();
        assertThat(SceneDescription.of(with())).isEmpty();
        assertThat(SceneDescription.of(new Trajectory(
                        "run",
                        0,
                        0,
                        1,
                        new double[1],
                        Map.of(),
                        Map.of("x", new double[] {Double.NaN}, "y", new double[] {Double.NaN}),
                        Map.of(),
                        List.of())))
                .as("places that are never known")
                .isEmpty();
    }
}
