package rewardloom.viewers.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.trajectory.Trajectory;

/** What of a trajectory is drawn against its steps. */
public enum Timeline {
    STACKED("Components, stacked"),
    LINES("Components"),
    RETURN_TO_GO("Return to go"),
    VALUES("Values of critics"),
    OBSERVATIONS("Observations"),
    ACTIONS("Actions");

    private final String title;

    Timeline(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Whether the trajectory holds anything to draw. */
    public boolean fits(Trajectory trajectory) {
        return switch (this) {
            case STACKED, LINES, RETURN_TO_GO ->
                !trajectory.components().isEmpty()
                        || Arrays.stream(trajectory.reward()).anyMatch(Double::isFinite);
            case VALUES -> !trajectory.values().isEmpty();
            case OBSERVATIONS -> !trajectory.observations().isEmpty();
            case ACTIONS -> !trajectory.actions().isEmpty();
        };
    }

    /**
     * The chart.
     *
     * @param names every name of a component in the study, so that a component keeps its colour in all episodes
     */
    public Figure figure(Trajectory trajectory, List<String> names) {
        double[] steps = new double[trajectory.steps()];
        Arrays.setAll(steps, t -> (double) trajectory.start() + t);
        List<Layer> layers = new ArrayList<>();
        // Where nothing is known, an axis would suggest that there is.
        String y = fits(trajectory) ? draw(trajectory, names, steps, layers) : "";
        if (!layers.isEmpty()) {
            layers.add(new Layer.Rule("", -1, 0, false));
        }
        String caption = String.format(
                Locale.ROOT,
                "%s of episode %d of %s, steps %d to %d.",
                title,
                trajectory.episode(),
                trajectory.run(),
                trajectory.start(),
                trajectory.start() + trajectory.steps() - 1);
        Axis x = Axis.linear("step")
                .range(trajectory.start(), trajectory.start() + Math.max(1, trajectory.steps() - 1.0));
        return new Figure(
                "timeline-" + name().toLowerCase(Locale.ROOT).replace('_', '-'),
                title,
                x,
                Axis.linear(y),
                layers,
                caption,
                FigureSource.NONE.counting(points(layers), 0));
    }

    /** Adds what there is to draw, and says what it is. */
    private String draw(Trajectory trajectory, List<String> names, double[] steps, List<Layer> layers) {
        return switch (this) {
            case STACKED -> {
                stacked(trajectory, names, steps, layers);
                yield "reward";
            }
            case LINES -> {
                lines(trajectory.components(), names, steps, layers);
                layers.add(new Layer.Line("total", -1, steps, trajectory.reward(), false));
                yield "reward";
            }
            case RETURN_TO_GO -> {
                layers.add(new Layer.Line("", 0, steps, trajectory.returnToGo(1), false));
                yield "return to go";
            }
            case VALUES -> {
                lines(trajectory.values(), List.copyOf(trajectory.values().keySet()), steps, layers);
                layers.add(new Layer.Line("return to go", -1, steps, trajectory.returnToGo(1), true));
                yield "value";
            }
            case OBSERVATIONS -> {
                lines(
                        trajectory.observations(),
                        List.copyOf(trajectory.observations().keySet()),
                        steps,
                        layers);
                yield "observation";
            }
            case ACTIONS -> {
                lines(trajectory.actions(), List.copyOf(trajectory.actions().keySet()), steps, layers);
                yield "action";
            }
        };
    }

    private static void stacked(Trajectory trajectory, List<String> names, double[] steps, List<Layer> layers) {
        List<Layer.StackedArea.Part> parts = new ArrayList<>();
        trajectory
                .components()
                .forEach((name, values) ->
                        parts.add(new Layer.StackedArea.Part(name, Math.max(0, names.indexOf(name)), values)));
        if (!parts.isEmpty()) {
            layers.add(new Layer.StackedArea(steps, parts));
        }
        layers.add(new Layer.Line("total", -1, steps, trajectory.reward(), false));
    }

    private static void lines(Map<String, double[]> values, List<String> names, double[] steps, List<Layer> layers) {
        values.forEach((name, series) ->
                layers.add(new Layer.Line(name, Math.max(0, names.indexOf(name)), steps, series, false)));
    }

    private static long points(List<Layer> layers) {
        long points = 0;
        for (Layer layer : layers) {
            points += switch (layer) {
                case Layer.Line line -> line.y().length;
                case Layer.StackedArea area ->
                    (long) area.x().length * area.parts().size();
                default -> 0;
            };
        }
        return points;
    }
}
