package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Smoother;
import rewardloom.model.statistics.Spread;

/** Draws the groups of one metric: every point of every run is in the figure. */
final class CurveFigure {
    private final CurveParameters parameters;
    private final XAxis axis;

    CurveFigure(CurveParameters parameters, XAxis axis) {
        this.parameters = parameters;
        this.axis = axis;
    }

    /**
     * One line of the figure.
     *
     * @param name the group, or the run when runs are not grouped
     * @param color palette index
     * @param smoothed its runs after smoothing
     * @param raw its runs as logged; the same if nothing is smoothed
     */
    record Group(String name, int color, GroupCurve smoothed, GroupCurve raw) {}

    /** A name for files: letters, digits and hyphens. */
    static String slug(String tag) {
        String slug = tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "metric" : slug;
    }

    Figure draw(String name, String tag, String xLabel, List<Group> groups, Smoother smoother, FigureSource source) {
        List<Layer> layers = new ArrayList<>();
        for (Group group : groups) {
            if (group.smoothed.isBanded()) {
                layers.add(band(group));
            }
        }
        for (Group group : groups) {
            layers.addAll(faint(group, smoother));
        }
        for (Group group : groups) {
            layers.add(line(group.name, group.color, group.smoothed, false, meaning(group, smoother)));
        }
        for (Group group : groups) {
            layers.addAll(traces(group, smoother));
        }
        layers.addAll(strips(groups));
        long points = groups.stream().mapToLong(g -> g.raw.points()).sum();
        long nonfinite = groups.stream().mapToLong(g -> g.raw.nonfinite()).sum();
        return new Figure(
                name,
                tag,
                Axis.scaled(xLabel, axis.scale(parameters.xScale())),
                Axis.scaled(tag, parameters.yScale().scale()),
                layers,
                caption(tag, xLabel, groups, smoother, points, nonfinite),
                source.counting(points, nonfinite));
    }

    /** The lines of one metric. */
    record Part(String metric, List<Group> groups) {}

    /** Several metrics in one figure. A line is called after its metric, and after its group too if there are several. */
    Figure together(String name, String xLabel, List<Part> parts, Smoother smoother, FigureSource source) {
        Set<String> names = new LinkedHashSet<>();
        parts.forEach(p -> p.groups.forEach(g -> names.add(g.name)));
        List<Group> groups = new ArrayList<>();
        for (Part part : parts) {
            for (Group group : part.groups) {
                String label = names.size() == 1 ? part.metric : part.metric + ", " + group.name;
                groups.add(new Group(label, groups.size(), group.smoothed, group.raw));
            }
        }
        List<String> metrics = parts.stream().map(Part::metric).toList();
        String shared = shared(metrics);
        Figure figure = draw(name, shared.isEmpty() ? "value" : shared, xLabel, groups, smoother, source);
        String listed = String.join(", ", metrics);
        return new Figure(
                name,
                shared.isEmpty() ? listed : shared,
                figure.x(),
                figure.y(),
                figure.layers(),
                listed + figure.caption().substring(figure.caption().indexOf(" against ")),
                figure.source());
    }

    /** What all names begin with up to a slash. */
    private static String shared(List<String> metrics) {
        String first = metrics.getFirst();
        int slash = first.lastIndexOf('/');
        String group = slash < 0 ? "" : first.substring(0, slash);
        return metrics.stream().allMatch(m -> m.startsWith(group + "/")) ? group : "";
    }

    /** What stands behind the line: the unsmoothed line, or the runs of a group that has no band. */
    private List<Layer> faint(Group group, Smoother smoother) {
        List<Layer> layers = new ArrayList<>();
        if (!smoother.isNone() && parameters.showRaw()) {
            layers.add(line("", group.color, group.raw, true, ""));
        }
        if (parameters.band() == Spread.NONE && !group.smoothed.isSingle()) {
            for (double[] seed : group.smoothed.seeds()) {
                layers.add(new Layer.Line("", group.color, group.smoothed.x(), seed, true));
            }
        }
        return layers;
    }

    /** A line that is interrupted where its run begins again. */
    private static Layer line(String name, int color, GroupCurve curve, boolean faint, String meaning) {
        Restarts restarts = curve.restarts();
        return new Layer.Line(name, color, restarts.parted(curve.x()), restarts.parted(curve.center()), faint, meaning);
    }

    private Layer band(Group group) {
        GroupCurve curve = group.smoothed;
        return new Layer.Band(
                "",
                group.color,
                curve.x(),
                curve.low(),
                curve.high(),
                parameters.rule().meaning() + " over " + curve.runs().size() + " runs");
    }

    private String meaning(Group group, Smoother smoother) {
        GroupCurve curve = group.smoothed;
        List<String> parts = new ArrayList<>();
        if (!curve.isSingle()) {
            parts.add("Line: " + parameters.center().word() + " of "
                    + curve.runs().size() + " runs.");
            if (curve.isBanded()) {
                parts.add(
                        "Band: " + parameters.rule().meaning() + (smoother.isNone() ? "." : " of the smoothed runs."));
            }
            parts.add(curve.grid().sentence());
        }
        parts.add(smoother.meaning());
        parts.removeIf(String::isEmpty);
        return String.join("\n", parts);
    }

    /** The values as logged, for reading them under the pointer, unless a line shows them anyway. */
    private static List<Layer> traces(Group group, Smoother smoother) {
        if (group.raw.isSingle() && smoother.isNone()) {
            return List.of();
        }
        List<Layer> traces = new ArrayList<>();
        for (RunCurve run : group.raw.runs()) {
            traces.add(new Layer.Trace(run.run().name(), group.color, run.x(), run.y()));
        }
        return traces;
    }

    private List<Layer> strips(List<Group> groups) {
        List<Layer> strips = new ArrayList<>();
        List<Group> several =
                groups.stream().filter(g -> !g.smoothed.isSingle()).toList();
        boolean varies = several.stream().anyMatch(g -> RunCounts.of(g.smoothed).vary());
        boolean wanted = switch (parameters.counts()) {
            case AUTO -> varies;
            case ALWAYS -> true;
            case NEVER -> false;
        };
        if (wanted) {
            several.forEach(g -> strips.add(RunCounts.of(g.smoothed).layer(g.name, g.color)));
        }
        return strips;
    }

    private String caption(
            String tag, String xLabel, List<Group> groups, Smoother smoother, long points, long nonfinite) {
        StringBuilder text =
                new StringBuilder(tag).append(" against ").append(xLabel).append(". ");
        text.append(lines(groups, smoother));
        TreeSet<String> alignments = new TreeSet<>();
        groups.forEach(g -> alignments.add(g.smoothed.grid().sentence()));
        alignments.remove("");
        alignments.forEach(sentence -> text.append(sentence).append(' '));
        if (axis.x().isMetric() && groups.stream().anyMatch(g -> !g.smoothed.isSingle())) {
            text.append("Seeds are averaged at equal steps, on both axes. ");
        }
        text.append(joins());
        if (!smoother.isNone()) {
            text.append(smoother.meaning()).append(' ');
            text.append(parameters.showRaw() ? "Unsmoothed values stand faintly behind. " : "");
        }
        if (groups.stream().anyMatch(g -> !g.smoothed.restarts().isNone())) {
            text.append("Where a run begins again its line is interrupted")
                    .append(smoother.isNone() ? ". " : ", and smoothing begins anew. ");
        }
        text.append(Digits.count(points))
                .append(" of ")
                .append(Digits.count(points))
                .append(" points.");
        if (nonfinite > 0) {
            text.append(' ').append(Digits.count(nonfinite)).append(" of them are not finite and left as gaps.");
        }
        return text.toString();
    }

    private String joins() {
        boolean joined = axis.x().isMetric() || !parameters.derived().isBlank();
        String how = switch (parameters.join()) {
            case EXACT -> "";
            case LAST_VALUE -> "Metrics are joined by step: the last value so far. ";
            case INTERPOLATED -> "Metrics are joined by step: interpolated between their own points. ";
        };
        return (joined ? how : "")
                + switch (parameters.repeats()) {
                    case EVERY_POINT -> "";
                    case LAST_WRITTEN -> "Of steps that were logged again, what was written last. ";
                    case MEAN -> "Of steps that were logged again, the mean. ";
                };
    }

    private String lines(List<Group> groups, Smoother smoother) {
        long runs = groups.stream()
                .flatMap(g -> g.raw.runs().stream())
                .map(r -> r.run().name())
                .distinct()
                .count();
        if (groups.stream().allMatch(g -> g.raw.runs().size() == 1)) {
            return runs < groups.size()
                    ? groups.size() + " lines, " + runs + (runs == 1 ? " run. " : " runs. ")
                    : runs == 1 ? "One run. " : "One line for each of " + runs + " runs. ";
        }
        long counted = groups.stream().mapToLong(g -> g.raw.runs().size()).sum();
        String lines = counted == runs ? " group" : " line";
        TreeSet<Integer> sizes =
                new TreeSet<>(groups.stream().map(g -> g.raw.runs().size()).toList());
        String seeds = sizes.size() == 1 ? sizes.first().toString() : sizes.first() + " to " + sizes.last();
        String text = "Line: " + parameters.center().word() + " over the " + seeds + " seeds of a group ("
                + groups.size() + lines + (groups.size() == 1 ? ", " : "s, ") + runs + " runs)";
        if (parameters.band() == Spread.NONE) {
            return text + "; the seeds faintly behind. ";
        }
        return text + "; band: " + parameters.rule().meaning() + (smoother.isNone() ? ". " : " of the smoothed runs. ");
    }
}
