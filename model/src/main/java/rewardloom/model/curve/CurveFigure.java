package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import rewardloom.model.curve.CurveParameters.CurveX;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Decimation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.SeedGrid;
import rewardloom.model.statistics.Spread;

/** Draws the groups of one tag. */
final class CurveFigure {
    /** Lines with more points are reduced before they enter the figure. */
    static final int LONGEST_LINE = 20_000;

    private static final int BINS = 2_000;

    private final CurveParameters parameters;

    CurveFigure(CurveParameters parameters) {
        this.parameters = parameters;
    }

    /** A name for files: letters, digits and hyphens. */
    static String slug(String tag) {
        String slug = tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "metric" : slug;
    }

    Figure draw(String name, String tag, String xLabel, List<GroupCurve> groups, FigureSource source) {
        List<Layer> layers = new ArrayList<>();
        boolean reduced = false;
        for (GroupCurve group : groups) {
            if (parameters.band() != Spread.NONE && group.runs().size() > 1) {
                layers.add(band(group));
            }
        }
        for (GroupCurve group : groups) {
            reduced |= group.x().length > LONGEST_LINE;
            layers.addAll(faint(group));
        }
        for (GroupCurve group : groups) {
            layers.add(line(group.name(), group.color(), group.x(), group.band().center(), false));
        }
        long points = groups.stream().mapToLong(GroupCurve::points).sum();
        long nonfinite = groups.stream().mapToLong(GroupCurve::nonfinite).sum();
        return new Figure(
                name,
                tag,
                Axis.scaled(xLabel, parameters.xScale().scale()),
                Axis.scaled(tag, parameters.yScale().scale()),
                layers,
                caption(tag, xLabel, groups, points, nonfinite, reduced),
                source.counting(points, nonfinite));
    }

    /** What stands behind the line: the unsmoothed line, or the seeds of a group that has no band. */
    private List<Layer> faint(GroupCurve group) {
        List<Layer> layers = new ArrayList<>();
        if (!parameters.smoother().isNone() && parameters.showRaw()) {
            layers.add(line("", group.color(), group.x(), group.raw(), true));
        }
        if (parameters.band() == Spread.NONE && group.runs().size() > 1) {
            for (double[] seed : group.seeds()) {
                layers.add(line("", group.color(), group.x(), seed, true));
            }
        }
        return layers;
    }

    private static Layer line(String label, int color, double[] x, double[] y, boolean faint) {
        if (x.length <= LONGEST_LINE) {
            return new Layer.Line(label, color, x, y, faint);
        }
        double[] places = isAscending(x) ? x : rows(x.length);
        Decimation reduced = Decimation.of(places, y, places[0], places[places.length - 1], BINS);
        return new Layer.Line(label, color, reduced.pick(x), reduced.pick(y), faint);
    }

    private Layer band(GroupCurve group) {
        String meaning = parameters.rule().meaning() + " over " + group.runs().size() + " runs";
        double[] x = group.x();
        double[] low = group.band().low();
        double[] high = group.band().high();
        if (x.length <= LONGEST_LINE) {
            return new Layer.Band("", group.color(), x, low, high, meaning);
        }
        double[] places = new double[BINS];
        double[] lowest = new double[BINS];
        double[] highest = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            int from = (int) ((long) bin * x.length / BINS);
            int to = (int) ((bin + 1L) * x.length / BINS);
            places[bin] = x[(from + to) / 2];
            lowest[bin] =
                    Arrays.stream(low, from, to).filter(Double::isFinite).min().orElse(Double.NaN);
            highest[bin] =
                    Arrays.stream(high, from, to).filter(Double::isFinite).max().orElse(Double.NaN);
        }
        return new Layer.Band("", group.color(), places, lowest, highest, meaning);
    }

    private String caption(
            String tag, String xLabel, List<GroupCurve> groups, long points, long nonfinite, boolean reduced) {
        StringBuilder text =
                new StringBuilder(tag).append(" against ").append(xLabel).append(". ");
        text.append(lines(groups));
        for (SeedGrid.Method method : methods(groups)) {
            text.append(method.sentence()).append(method.sentence().isEmpty() ? "" : " ");
        }
        if (parameters.x() == CurveX.METRIC
                && groups.stream().anyMatch(g -> g.runs().size() > 1)) {
            text.append("Seeds are averaged at equal steps, on both axes. ");
        }
        if (!parameters.smoother().isNone()) {
            text.append(parameters.smoother().meaning()).append(' ');
            text.append(parameters.showRaw() ? "Unsmoothed values stand faintly behind. " : "");
        }
        text.append(Digits.count(points))
                .append(" of ")
                .append(Digits.count(points))
                .append(" points");
        text.append(reduced ? ", drawn as first, minimum, maximum and last of " + BINS + " bins." : ".");
        if (nonfinite > 0) {
            text.append(' ').append(Digits.count(nonfinite)).append(" of them are not finite and left as gaps.");
        }
        return text.toString();
    }

    private String lines(List<GroupCurve> groups) {
        int runs = groups.stream().mapToInt(g -> g.runs().size()).sum();
        if (runs == groups.size()) {
            return runs == 1 ? "One run. " : "One line for each of " + runs + " runs. ";
        }
        TreeSet<Integer> sizes =
                new TreeSet<>(groups.stream().map(g -> g.runs().size()).toList());
        String seeds = sizes.size() == 1 ? sizes.first().toString() : sizes.first() + " to " + sizes.last();
        String text = "Line: " + parameters.center().word() + " over the " + seeds + " seeds of a group ("
                + groups.size() + (groups.size() == 1 ? " group, " : " groups, ") + runs + " runs)";
        if (parameters.band() == Spread.NONE) {
            return text + "; the seeds faintly behind. ";
        }
        return text + "; band: " + parameters.rule().meaning()
                + (parameters.smoother().isNone() ? ". " : " of the smoothed runs. ");
    }

    private static Set<SeedGrid.Method> methods(List<GroupCurve> groups) {
        return new TreeSet<>(groups.stream().map(GroupCurve::method).toList());
    }

    private static boolean isAscending(double[] x) {
        for (int i = 1; i < x.length; i++) {
            if (!(x[i] >= x[i - 1])) {
                return false;
            }
        }
        return Double.isFinite(x[0]) && Double.isFinite(x[x.length - 1]);
    }

    private static double[] rows(int n) {
        double[] rows = new double[n];
        Arrays.setAll(rows, i -> i);
        return rows;
    }
}
