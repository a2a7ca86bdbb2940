package rewardloom.viewers.trajectory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.trajectory.Trajectory;

/**
 * Which columns are which shapes of a scene; y grows upwards. It is read from JSON ({@link SceneReader}).
 *
 * @param name what the scene is, for people
 * @param hints parts of names of runs, in lower case, that say that unnamed observations are those of {@code order}
 * @param order names for observations that have only numbers, in their order; empty for none
 * @param definitions numbers of each step with a name of their own, each may use those before it
 * @param views what is seen, side by side
 */
public record SceneDescription(
        String name, List<String> hints, List<String> order, Map<String, Formula> definitions, List<View> views) {

    public SceneDescription {
        hints = List.copyOf(hints);
        order = List.copyOf(order);
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        views = List.copyOf(views);
        if (views.isEmpty()) {
            throw new IllegalArgumentException("a scene needs a view");
        }
    }

    /**
     * One look at the scene.
     *
     * @param title above it, may be empty
     * @param bounds what is in view; none to show every place of every disc
     * @param walled whether the bounds are walls
     * @param grid whether there are lines between cells of size 1 whose middles are whole numbers
     * @param shapes what is drawn, from back to front
     */
    public record View(String title, Optional<Bounds> bounds, boolean walled, boolean grid, List<Shape> shapes) {
        public View {
            shapes = List.copyOf(shapes);
        }
    }

    /** The part of the plane that is in view. */
    public record Bounds(double left, double right, double bottom, double top) {
        public Bounds {
            if (!(right > left) || !(top > bottom)) {
                throw new IllegalArgumentException("a scene needs a width and a height");
            }
        }
    }

    /** Something in a scene. {@code color} is an index into the palette, −1 for neutral ink; a label goes to the legend. */
    public sealed interface Shape {
        String label();

        int color();

        /** The numbers it is drawn with. */
        List<Formula> formulas();
    }

    /**
     * A disc.
     *
     * @param trail whether it leaves a trail
     * @param headed whether it shows where it is heading
     */
    public record Disc(String label, int color, Formula x, Formula y, Formula radius, boolean trail, boolean headed)
            implements Shape {
        @Override
        public List<Formula> formulas() {
            return List.of(x, y, radius);
        }
    }

    /**
     * A bar with round ends.
     *
     * @param width in pixels at a scene of 400 pixels
     */
    public record Bar(String label, int color, Formula x1, Formula y1, Formula x2, Formula y2, double width)
            implements Shape {
        @Override
        public List<Formula> formulas() {
            return List.of(x1, y1, x2, y2);
        }
    }

    /** A rectangle around its middle, turned by an angle in radians against the clock. */
    public record Box(String label, int color, Formula x, Formula y, Formula width, Formula height, Formula angle)
            implements Shape {
        @Override
        public List<Formula> formulas() {
            return List.of(x, y, width, height, angle);
        }
    }

    /** Words at a place. */
    public record Words(String label, int color, Formula x, Formula y) implements Shape {
        @Override
        public List<Formula> formulas() {
            return List.of(x, y);
        }
    }

    /**
     * A board of cells that does not change, drawn from its top row down; the middle of the top left cell is at (0, 0) and rows go
     * to negative y. {@code #} is a wall, a dot or blank nothing, every other letter a field with that letter.
     */
    public record Cells(List<String> rows) implements Shape {
        public Cells {
            rows = List.copyOf(rows);
        }

        @Override
        public String label() {
            return "";
        }

        @Override
        public int color() {
            return -1;
        }

        @Override
        public List<Formula> formulas() {
            return List.of();
        }
    }

    /** The names of columns that it needs. */
    Set<String> needs() {
        Set<String> needed = new LinkedHashSet<>();
        definitions.values().forEach(formula -> needed.addAll(formula.names()));
        views.forEach(view -> view.shapes().forEach(shape -> shape.formulas().forEach(f -> needed.addAll(f.names()))));
        needed.removeAll(definitions.keySet());
        return needed;
    }

    /** Whether a trajectory holds all that the scene draws, by the names of its columns or by hint and order. */
    boolean fits(Trajectory trajectory) {
        Map<String, Formula.Column> columns = columns(trajectory);
        return needs().stream().allMatch(columns::containsKey);
    }

    /** Every number of a trajectory by name, with the scene's own names for unnamed observations and its definitions. */
    Map<String, Formula.Column> columns(Trajectory trajectory) {
        Map<String, Formula.Column> columns = new HashMap<>();
        columns.put("t", step -> (double) trajectory.start() + step);
        columns.put("reward", of(trajectory.reward()));
        trajectory.actions().forEach((name, values) -> columns.put(name, of(values)));
        trajectory.observations().forEach((name, values) -> columns.put(name, of(values)));
        if (!order.isEmpty() && isNumbered(trajectory) && isHinted(trajectory)) {
            List<double[]> values = new ArrayList<>(trajectory.observations().values());
            for (int i = 0; i < order.size() && i < values.size(); i++) {
                columns.put(order.get(i), of(values.get(i)));
            }
        }
        definitions.forEach((name, formula) -> {
            if (formula.names().stream().allMatch(columns::containsKey)) {
                Map<String, Formula.Column> known = new HashMap<>(columns);
                columns.put(name, step -> formula.at(step, known));
            }
        });
        return columns;
    }

    private static Formula.Column of(double[] values) {
        return step -> values[step];
    }

    /** Whether the observations have numbers for names, and as many as the scene knows. */
    private boolean isNumbered(Trajectory trajectory) {
        Set<String> names = trajectory.observations().keySet();
        return names.size() == order.size() && names.stream().allMatch(name -> name.matches("(?:.*[^\\d])?\\d+"));
    }

    private boolean isHinted(Trajectory trajectory) {
        String run = trajectory.run().toLowerCase(Locale.ROOT);
        return hints.stream().anyMatch(run::contains);
    }
}
