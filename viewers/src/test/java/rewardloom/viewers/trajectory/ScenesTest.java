package rewardloom.viewers.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rewardloom.model.trajectory.Trajectory;

class ScenesTest {

    private static Trajectory of(String run, Map<String, double[]> observations, List<String> texts) {
        int steps = observations.values().stream()
                .mapToInt(v -> v.length)
                .findFirst()
                .orElse(3);
        return new Trajectory(
                run,
                0,
                0,
                steps,
                steps,
                new double[steps],
                Map.of(),
                observations,
                Map.of(),
                Map.of(),
                texts,
                List.of(),
                List.of(),
                List.of());
    }

    private static Trajectory with(String... names) {
        Map<String, double[]> observations = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            observations.put(names[i], new double[] {i, 2 + i, Double.NaN});
        }
        return of("run", observations, List.of());
    }

    private static String[] numbered(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = Integer.toString(i);
        }
        return names;
    }

    private static String nameOf(Trajectory trajectory) {
        return Scenes.SHIPPED.of(trajectory).map(SceneDescription::name).orElse("");
    }

    @Test
    void knowsWorldsByTheNamesOfTheirObservations() {
        assertThat(nameOf(with("car_x", "car_y", "car_vx", "car_vy", "ball_x", "ball_y")))
                .isEqualTo("Arena");
        assertThat(nameOf(with("cart_position", "cart_velocity", "pole_angle", "pole_velocity")))
                .isEqualTo("Cart-pole");
    }

    @Test
    void knowsWorldsWithNumberedObservationsByTheNameOfTheRun() {
        for (var known : Map.of("CartPole-v1", 4, "Pendulum-v1", 3, "hopper-medium-v2", 11, "walker2d-expert", 17)
                .entrySet()) {
            Map<String, double[]> observations = new LinkedHashMap<>();
            for (String name : numbered(known.getValue())) {
                observations.put("observation_" + name, new double[] {0.1, 0.2});
            }
            assertThat(nameOf(of(known.getKey(), observations, List.of())))
                    .as(known.getKey())
                    .isNotEmpty();
            assertThat(nameOf(of("unknown", observations, List.of()))).isEmpty();
        }
    }

    @Test
    void everyShippedSceneHasSomethingToDraw() {
        assertThat(Scenes.known()).hasSize(10).allSatisfy(scene -> {
            assertThat(scene.name()).isNotBlank();
            assertThat(scene.views())
                    .allSatisfy(view -> assertThat(view.shapes()).isNotEmpty());
        });
    }

    @Test
    void drawsPathsOfAnythingWithPlaces() {
        SceneDescription scene = Scenes.SHIPPED
                .of(with("x", "y", "hand_x", "hand_y", "speed", "box", "boy"))
                .orElseThrow();

        assertThat(scene.views().getFirst().shapes())
                .extracting(SceneDescription.Shape::label)
                .containsExactly("position", "hand");
        assertThat(scene.views().getFirst().bounds()).isEmpty();
    }

    @Test
    void hasNoSceneForAnythingElse() {
        assertThat(Scenes.SHIPPED.of(with("angle", "speed"))).isEmpty();
        assertThat(Scenes.SHIPPED.of(with())).isEmpty();
        assertThat(Scenes.SHIPPED.of(
                        of("run", Map.of("x", new double[] {Double.NaN}, "y", new double[] {Double.NaN}), List.of())))
                .as("places that are never known")
                .isEmpty();
    }

    @Test
    void aStudysOwnSceneComesFirstAndOneThatIsWrongIsReported(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("mine.json"), """
            {"name": "Mine", "define": {"far": "sqrt(car_x^2 + car_y^2)"},
             "views": [{"bounds": [-1, 1, -1, 1], "shapes": [{"disc": ["far", 0, 0.1], "color": 1}]}]}\
            """);
        Files.writeString(folder.resolve("wrong.json"), "{\"name\": \"Wrong\", \"views\": [{\"shape\": []}]}");

        Scenes scenes = Scenes.read(folder);

        Trajectory arena = with("car_x", "car_y", "car_vx", "car_vy", "ball_x", "ball_y");
        SceneDescription mine = scenes.of(arena).orElseThrow();
        assertThat(mine.name()).isEqualTo("Mine");
        var far = mine.columns(arena).get("far");
        assertThat(far == null ? Double.NaN : far.at(1)).isCloseTo(Math.sqrt(2 * 2 + 3 * 3), within(1e-12));
        assertThat(scenes.problems()).singleElement().asString().contains("wrong.json", "shape");
    }

    @Test
    void formulasSayWhereTheyAreWrong() {
        assertThat(Formula.of("2 + 3 * 4 ^ 2 / -(1 - 3)").at(0, Map.of())).isEqualTo(26);
        assertThat(Formula.of("max(1, [ball x]) + t").names()).containsExactlyInAnyOrder("ball x", "t");
        assertThatThrownBy(() -> Formula.of("sin(x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Formula.of("2 +")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Formula.of("evil(x)"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("evil");
    }

    @Test
    void boardsAreReadFromTheTextOfSteps() {
        String board = "#####\n#A..#\n#..G#\n#####";
        assertThat(BoardPainter.of(of("run", Map.of(), List.of(board, board.replace("#A.", "#.A"), board))))
                .isPresent();
        assertThat(BoardPainter.of(of("run", Map.of(), List.of("I walk to the door", "", ""))))
                .isEmpty();
    }
}
