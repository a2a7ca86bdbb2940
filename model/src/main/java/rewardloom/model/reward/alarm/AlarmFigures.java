package rewardloom.model.reward.alarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.statistics.Digits;

/** Shows where alarms are. */
final class AlarmFigures {
    private static final int PLACES = 120;

    private final Map<String, List<Watched>> groups;
    private final List<Alarm> alarms;
    private final RunColors colors;
    private final AlarmParameters parameters;

    AlarmFigures(Map<String, List<Watched>> groups, List<Alarm> alarms, RunColors colors, AlarmParameters parameters) {
        this.groups = groups;
        this.alarms = alarms;
        this.colors = colors;
        this.parameters = parameters;
    }

    /** Name of the figure with the training of a group. */
    static String training(String group) {
        return "training-"
                + group.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        groups.forEach((name, runs) -> {
            if (runs.stream().anyMatch(Watched::isTraining)) {
                figures.add(training(name, runs));
            }
        });
        figures.add(sizes());
        if (groups.values().stream()
                .flatMap(List::stream)
                .anyMatch(r -> !r.links().isEmpty())) {
            figures.add(links());
        }
        return figures;
    }

    /** Total, success and components that raised an alarm, each as a share of its largest value. */
    private Figure training(String group, List<Watched> runs) {
        Watched run = runs.getFirst();
        RewardTrace curve = run.curve().averaged(PLACES);
        List<Layer> layers = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>();
        alarms.stream().filter(a -> a.group().equals(group)).forEach(a -> {
            if (Double.isFinite(a.place()) && named.add(a.finding().id())) {
                layers.add(new Layer.Rule(words(a), -1, a.place(), true));
            }
        });
        layers.add(new Layer.Line("total", -1, curve.x(), relative(curve.total()), false));
        int color = 0;
        for (Map.Entry<String, double[]> marker : curve.markers().entrySet()) {
            layers.add(new Layer.Line(marker.getKey(), color++, curve.x(), relative(marker.getValue()), false));
        }
        for (String component : curve.parts().keySet()) {
            boolean alarmed = alarms.stream()
                    .anyMatch(a ->
                            a.group().equals(group) && a.component().equals(component) && Double.isFinite(a.place()));
            if (alarmed && !curve.markers().containsKey(component)) {
                double[] values = curve.parts().getOrDefault(component, new double[0]);
                layers.add(new Layer.Line(component, color++, curve.x(), relative(values), false));
            }
        }
        return figure(
                training(group),
                group + ": where the alarms are",
                Axis.linear(run.xLabel()),
                Axis.linear("share of the largest value"),
                layers,
                "Total, success and what raised an alarm in " + run.run().name()
                        + ", each as a share of its own largest size; means of neighbouring points, at most " + PLACES
                        + " places. Dashed: where an alarm begins (its place stands in the legend), median over the"
                        + " runs of the group. ");
    }

    /** All rules are drawn alike: the place tells them apart. */
    private static String words(Alarm alarm) {
        String what = switch (alarm.finding().id()) {
            case "farmed-component" -> "farmed";
            case "outcome-stalls" -> "total rises, outcome does not";
            case "runaway-scale" -> "grows out of scale";
            default -> alarm.finding().id().replace('-', ' ');
        };
        return (alarm.component().isEmpty() ? "" : alarm.component() + " ") + what + ", from "
                + Digits.count(alarm.place());
    }

    private static double[] relative(double[] values) {
        double largest = Arrays.stream(values)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        return Arrays.stream(values).map(v -> largest == 0 ? v : v / largest).toArray();
    }

    private Figure sizes() {
        List<String> names = groups.values().stream()
                .flatMap(List::stream)
                .flatMap(r -> r.accounts().entries().keySet().stream())
                .distinct()
                .toList();
        List<Layer> layers = new ArrayList<>();
        groups.forEach((group, runs) -> layers.add(new Layer.Bars(
                group,
                colors.index(group, parameters.groupBySeeds()),
                names.stream()
                        .mapToDouble(n -> runs.stream()
                                .filter(r -> r.accounts().entries().containsKey(n))
                                .mapToDouble(r -> share(r, n))
                                .average()
                                .orElse(Double.NaN))
                        .toArray())));
        return figure(
                "sizes",
                "How loud each component is",
                Axis.categories("component", names),
                Axis.linear("Σ |r_k| / Σ_j Σ |r_j|"),
                layers,
                "Absolute share of each component over all rows, mean over the runs of a group. ");
    }

    private static double share(Watched run, String name) {
        var entry = run.accounts().entries().get(name);
        return entry == null ? Double.NaN : entry.absolute();
    }

    private Figure links() {
        List<String> causes = groups.values().stream()
                .flatMap(List::stream)
                .flatMap(r -> r.links().stream())
                .map(Link::cause)
                .distinct()
                .toList();
        List<String> names = groups.values().stream()
                .flatMap(List::stream)
                .flatMap(r -> r.links().stream())
                .map(Link::component)
                .distinct()
                .toList();
        List<Layer> layers = new ArrayList<>();
        for (int c = 0; c < causes.size(); c++) {
            String cause = causes.get(c);
            layers.add(new Layer.Bars(
                    cause,
                    c,
                    names.stream()
                            .mapToDouble(n -> groups.values().stream()
                                    .flatMap(List::stream)
                                    .flatMap(r -> r.links().stream())
                                    .filter(l -> l.cause().equals(cause)
                                            && l.component().equals(n))
                                    .mapToDouble(Link::correlation)
                                    .average()
                                    .orElse(Double.NaN))
                            .toArray()));
        }
        layers.add(new Layer.Rule("", -1, parameters.length(), false));
        return figure(
                "links",
                "Does length or repetition earn reward?",
                Axis.categories("", names),
                Axis.linear("Spearman's rank correlation").range(-1, 1),
                layers,
                "Rank correlation of the total and of each component with length and repetition, mean over runs."
                        + " Dashed: the threshold of the alarm. ");
    }

    private Figure figure(String name, String title, Axis x, Axis y, List<Layer> layers, String caption) {
        long rows = groups.values().stream()
                .flatMap(List::stream)
                .mapToLong(Watched::rows)
                .sum();
        return new Figure(
                name,
                title,
                x,
                y,
                layers,
                caption + Digits.count(rows) + " rows.",
                new FigureSource("", Map.of(), Map.of(), rows, 0));
    }

    ResultTable table() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        alarms.forEach(a -> rows.add(Arrays.asList(
                a.finding().id(),
                a.finding().severity().name().toLowerCase(Locale.ROOT),
                a.group(),
                a.component(),
                a.runs(),
                Double.isFinite(a.place()) ? (Object) a.place() : null,
                a.window(),
                Double.isFinite(a.value()) ? (Object) a.value() : null,
                a.threshold())));
        return new ResultTable(
                "alarms",
                "Every alarm with its place, window, number and threshold",
                List.of("alarm", "severity", "group", "component", "runs", "since", "window", "value", "threshold"),
                rows);
    }
}
