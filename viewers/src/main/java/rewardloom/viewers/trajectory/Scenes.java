package rewardloom.viewers.trajectory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rewardloom.model.trajectory.Trajectory;

/**
 * The scenes that a trajectory may be shown as: those of the study, from {@code *.json} in its folder {@code scenes}, before those that
 * come with the program.
 *
 * @param own the study's own
 * @param problems what was wrong with files of the study's folder, one sentence each
 */
public record Scenes(List<SceneDescription> own, List<String> problems) {
    /** Only those of the program. */
    static final Scenes SHIPPED = new Scenes(List.of(), List.of());

    private static final List<String> FILES = List.of(
            "arena",
            "metaworld",
            "cartpole",
            "pendulum",
            "frozenlake",
            "hopper",
            "walker",
            "halfcheetah",
            "gridworld",
            "board-position");

    private static final List<SceneDescription> KNOWN =
            FILES.stream().map(Scenes::shipped).toList();

    public Scenes {
        own = List.copyOf(own);
        problems = List.copyOf(problems);
    }

    private static SceneDescription shipped(String name) {
        try (InputStream in = Scenes.class.getResourceAsStream("scenes/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the scene " + name + " is missing from the program");
            }
            return SceneReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scenes that come with the program. */
    static List<SceneDescription> known() {
        return KNOWN;
    }

    /** Reads the scenes of a study. */
    static Scenes read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return SHIPPED;
        }
        Map<Path, String> texts = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                texts.put(file, Files.readString(file));
            }
        } catch (IOException e) {
            problems.add("The scenes in " + folder + " cannot be read: " + e.getMessage());
        }
        List<SceneDescription> own = new ArrayList<>();
        texts.forEach((file, text) -> {
            try {
                own.add(SceneReader.read(text));
            } catch (IllegalArgumentException e) {
                problems.add("The scene " + file.getFileName() + " cannot be used: " + e.getMessage() + ".");
            }
        });
        return new Scenes(own, problems);
    }

    /**
     * The scene for a trajectory: the first that fits, else one with a disc for each pair of observations named {@code x} and
     * {@code y}, {@code ball_x} and {@code ball_y} and so on, else none.
     */
    Optional<SceneDescription> of(Trajectory trajectory) {
        return Stream.concat(own.stream(), KNOWN.stream())
                .filter(scene -> scene.fits(trajectory))
                .findFirst()
                .or(() -> paths(trajectory));
    }

    private static Optional<SceneDescription> paths(Trajectory trajectory) {
        Map<String, String> places = new LinkedHashMap<>();
        for (String name : trajectory.observations().keySet()) {
            String partner = name.substring(0, Math.max(0, name.length() - 1)) + (name.endsWith("X") ? "Y" : "y");
            boolean place = name.matches("(?i)(?:.*[_./ -])?x")
                    && trajectory.observations().containsKey(partner);
            if (place) {
                places.put(name, partner);
            }
        }
        if (places.isEmpty() || !isAnywhere(trajectory, places)) {
            return Optional.empty();
        }
        List<SceneDescription.Shape> shapes = new ArrayList<>();
        places.forEach((x, y) -> shapes.add(new SceneDescription.Disc(
                labelOf(x),
                shapes.size(),
                Formula.of("[" + x + "]"),
                Formula.of("[" + y + "]"),
                Formula.of("0"),
                true,
                false)));
        return Optional.of(new SceneDescription(
                "Path",
                List.of(),
                List.of(),
                Map.of(),
                List.of(new SceneDescription.View("", Optional.empty(), false, false, shapes))));
    }

    private static boolean isAnywhere(Trajectory trajectory, Map<String, String> places) {
        return places.entrySet().stream()
                .anyMatch(e ->
                        isFinite(trajectory.observation(e.getKey())) && isFinite(trajectory.observation(e.getValue())));
    }

    private static boolean isFinite(double[] values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                return true;
            }
        }
        return false;
    }

    private static String labelOf(String x) {
        String label = x.substring(0, x.length() - 1).replaceAll("[_./ -]+$", "");
        return label.isEmpty() ? "position" : label;
    }
}
