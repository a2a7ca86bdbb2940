package rewardloom.viewers.trajectory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.trajectory.Trajectory;

/**
 * Which observations are which shapes of a scene seen from above, in the units of the observations; y grows upwards.
 *
 * @param name what the scene is, for people
 * @param bounds what is in view
 * @param walled whether the bounds are walls
 * @param marks what is drawn, from back to front
 */
public record SceneDescription(String name, Bounds bounds, boolean walled, List<Mark> marks) {

    public SceneDescription {
        marks = List.copyOf(marks);
    }

    /** The part of the plane that is in view. */
    public record Bounds(double left, double right, double bottom, double top) {
        public Bounds {
            if (!(right > left) || !(top > bottom)) {
                throw new IllegalArgumentException("a scene needs a width and a height");
            }
        }
    }

    /** Something in a scene. {@code color} is an index into the palette. */
    public sealed interface Mark {
        String label();

        int color();
    }

    /**
     * A disc that moves and leaves a trail.
     *
     * @param x observation with its horizontal place
     * @param y observation with its vertical place
     * @param radius in the units of the observations
     * @param headed whether it shows where it is heading
     */
    public record Body(String label, int color, String x, String y, double radius, boolean headed) implements Mark {}

    /** A line that does not move. */
    public record Line(String label, int color, double x1, double y1, double x2, double y2) implements Mark {}

    /** The arena of the sample study: a car pushes a ball into a goal in the right wall. */
    public static SceneDescription arena() {
        return new SceneDescription(
                "Arena",
                new Bounds(-1, 1, -1, 1),
                true,
                List.of(
                        new Line("goal", 2, 1, -0.3, 1, 0.3),
                        new Body("ball", 1, "ball_x", "ball_y", 0.05, false),
                        new Body("car", 0, "car_x", "car_y", 0.07, true)));
    }

    /** The scenes that come with the program. */
    public static List<SceneDescription> known() {
        return List.of(arena());
    }

    /** Whether the observations hold all that the scene draws. */
    public boolean fits(Set<String> observations) {
        return marks.stream()
                .allMatch(mark -> !(mark instanceof Body body)
                        || (observations.contains(body.x()) && observations.contains(body.y())));
    }

    /**
     * The scene for a trajectory: a known one, else one with a disc for each pair of observations named {@code x} and {@code y},
     * {@code ball_x} and {@code ball_y} and so on, else none.
     */
    public static Optional<SceneDescription> of(Trajectory trajectory) {
        Set<String> names = trajectory.observations().keySet();
        return known().stream().filter(scene -> scene.fits(names)).findFirst().or(() -> ofPlaces(trajectory));
    }

    private static Optional<SceneDescription> ofPlaces(Trajectory trajectory) {
        Map<String, String> places = new LinkedHashMap<>();
        for (String name : trajectory.observations().keySet()) {
            String partner = name.substring(0, Math.max(0, name.length() - 1)) + (name.endsWith("X") ? "Y" : "y");
            boolean place = name.matches("(?i)(?:.*[_./ -])?x")
                    && trajectory.observations().containsKey(partner);
            if (place) {
                places.put(name, partner);
            }
        }
        Extent x = new Extent();
        Extent y = new Extent();
        places.forEach((horizontal, vertical) -> {
            x.add(trajectory.observation(horizontal));
            y.add(trajectory.observation(vertical));
        });
        if (places.isEmpty() || !x.isKnown() || !y.isKnown()) {
            return Optional.empty();
        }
        double size = Math.max(Math.max(x.size(), y.size()), 1e-9) * 1.1;
        Bounds bounds =
                new Bounds(x.middle() - size / 2, x.middle() + size / 2, y.middle() - size / 2, y.middle() + size / 2);
        List<Mark> marks = new ArrayList<>();
        places.forEach((horizontal, vertical) ->
                marks.add(new Body(labelOf(horizontal), marks.size(), horizontal, vertical, size / 50, false)));
        return Optional.of(new SceneDescription("Path", bounds, false, marks));
    }

    private static String labelOf(String x) {
        String label = x.substring(0, x.length() - 1).replaceAll("[_./ -]+$", "");
        return label.isEmpty() ? "position" : label;
    }

    /** Smallest and largest finite value. */
    private static final class Extent {
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;

        void add(double[] values) {
            for (double value : values) {
                if (Double.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }

        boolean isKnown() {
            return low <= high;
        }

        double size() {
            return high - low;
        }

        double middle() {
            return (low + high) / 2;
        }
    }
}
