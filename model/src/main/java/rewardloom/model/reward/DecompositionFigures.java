package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.SeedBand;
import rewardloom.model.statistics.Smoothing;
import rewardloom.model.table.Kind;

/** Draws what the decomposition found. A component has the same colour in every figure. */
final class DecompositionFigures {
    /** Longest curve; longer ones are means of neighbouring rows, so that stacks keep their sum. */
    static final int PLACES = 1000;

    private final List<RewardGroup> groups;
    private final Smoothing smoothing;
    private final FigureSource source;
    private final List<String> components;

    DecompositionFigures(List<RewardGroup> groups, Smoothing smoothing, FigureSource source) {
        this.groups = groups;
        this.smoothing = smoothing;
        this.source = source;
        Set<String> names = new LinkedHashSet<>();
        groups.forEach(g -> names.addAll(g.components()));
        this.components = List.copyOf(names);
    }

    List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        for (RewardGroup group : groups) {
            RewardGroup.Curve curve = RewardGroup.Curve.of(
                    group.runs().stream().map(r -> r.curve().averaged(PLACES)).toList(), group.components(), smoothing);
            figures.add(stack(group, curve));
            figures.add(lines(group, curve));
            if (isTrajectory(group)) {
                figures.add(episode(group));
            }
        }
        figures.add(
                shares("share-signed", "Share of the reward, signed", "Σ r_k / Σ_j Σ |r_j|", Accounting.Entry::signed));
        figures.add(shares(
                "share-absolute",
                "Share of the reward, absolute",
                "Σ |r_k| / Σ_j Σ |r_j|",
                Accounting.Entry::absolute));
        figures.add(
                shares("share-variance", "Share of the variance", "Cov(r_k, R) / Var(R)", Accounting.Entry::variance));
        groups.forEach(g -> figures.add(correlation(g)));
        figures.add(residual());
        return figures;
    }

    /** A name for files that no other group has. */
    private String slug(RewardGroup group) {
        String slug = slug(group.name());
        long before = groups.subList(0, groups.indexOf(group)).stream()
                .filter(g -> slug(g.name()).equals(slug))
                .count();
        return before == 0 ? slug : slug + "-" + (before + 1);
    }

    static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static boolean isTrajectory(RewardGroup group) {
        return group.runs().getFirst().kind() == Kind.STEPS;
    }

    private Figure stack(RewardGroup group, RewardGroup.Curve curve) {
        return stack("stack-" + slug(group), group, curve, "", smoothing);
    }

    private Figure episode(RewardGroup group) {
        RewardGroup.Curve curve = RewardGroup.Curve.of(
                group.runs().stream().map(RewardRun::episode).toList(), group.components(), new Smoothing(0));
        return stack("episode-" + slug(group), group, curve, "time step", new Smoothing(0));
    }

    private Figure stack(String name, RewardGroup group, RewardGroup.Curve curve, String byStep, Smoothing smoothed) {
        List<Layer.StackedArea.Part> parts = new ArrayList<>();
        curve.parts()
                .forEach((component, band) ->
                        parts.add(new Layer.StackedArea.Part(component, components.indexOf(component), band.center())));
        List<Layer> layers = List.of(
                new Layer.StackedArea(curve.x(), parts),
                new Layer.Line("total", -1, curve.x(), curve.total().center(), false));
        String xLabel = byStep.isEmpty() ? group.runs().getFirst().xLabel() : byStep;
        String what = byStep.isEmpty()
                ? "Components of the reward of " + group.name() + ", stacked; costs below zero. "
                : "The mean episode of " + group.name()
                        + ": mean reward at each time step over the episodes that reach it. ";
        return figure(
                name,
                byStep.isEmpty() ? group.name() + ": components, stacked" : group.name() + ": the mean episode",
                Axis.linear(xLabel),
                Axis.linear(yLabel(group)),
                layers,
                what + seeds(group, curve, smoothed),
                List.of(group));
    }

    private Figure lines(RewardGroup group, RewardGroup.Curve curve) {
        List<Layer> layers = new ArrayList<>();
        boolean banded = group.runs().size() > 1;
        curve.parts().forEach((component, band) -> {
            if (banded) {
                layers.add(band(component, curve.x(), band, group.runs().size()));
            }
        });
        curve.parts()
                .forEach((component, band) -> layers.add(
                        new Layer.Line(component, components.indexOf(component), curve.x(), band.center(), false)));
        layers.add(new Layer.Line("total", -1, curve.x(), curve.total().center(), false));
        return figure(
                "lines-" + slug(group),
                group.name() + ": components",
                Axis.linear(group.runs().getFirst().xLabel()),
                Axis.linear(yLabel(group)),
                layers,
                "Components of the reward of " + group.name() + ". " + seeds(group, curve, smoothing)
                        + (banded ? " Bands: smallest to largest seed." : ""),
                List.of(group));
    }

    private Layer band(String component, double[] x, SeedBand band, int seeds) {
        return new Layer.Band(
                "",
                components.indexOf(component),
                x,
                band.low(),
                band.high(),
                "smallest to largest of " + seeds + " runs");
    }

    private static String yLabel(RewardGroup group) {
        String total = group.runs().getFirst().totalName();
        return total.isEmpty() ? "sum of components" : total;
    }

    private static String seeds(RewardGroup group, RewardGroup.Curve curve, Smoothing smoothed) {
        StringBuilder text = new StringBuilder();
        if (group.runs().size() > 1) {
            text.append("Mean over ").append(group.runs().size()).append(" seeds. ");
            text.append(curve.method().sentence()).append(' ');
        }
        if (group.runs().stream().anyMatch(r -> r.curve().size() > PLACES)) {
            text.append("Each place is the mean of neighbouring rows (at most ")
                    .append(PLACES)
                    .append(" places). ");
        }
        return text.append(smoothed.meaning()).toString().strip();
    }

    private Figure shares(String name, String title, String formula, ToDoubleFunction<Accounting.Entry> share) {
        List<Layer> layers = new ArrayList<>();
        for (RewardGroup group : groups) {
            Map<String, Accounting.Entry> entries = group.accounts().entries();
            double[] values = components.stream()
                    .mapToDouble(c -> entries.containsKey(c) ? share.applyAsDouble(entry(entries, c)) : Double.NaN)
                    .toArray();
            layers.add(new Layer.Bars(group.name(), group.color(), values));
        }
        return figure(
                name,
                title,
                Axis.categories("component", components),
                Axis.linear(formula),
                layers,
                title + ", " + formula + " over all rows of the runs of a group.",
                groups);
    }

    private static Accounting.Entry entry(Map<String, Accounting.Entry> entries, String component) {
        return Objects.requireNonNull(entries.get(component));
    }

    private Figure correlation(RewardGroup group) {
        List<String> names = group.accounts().names();
        double[] places = new double[names.size()];
        Arrays.setAll(places, i -> i);
        return figure(
                "correlation-" + slug(group),
                group.name() + ": correlation",
                Axis.categories("", names),
                Axis.categories("", names),
                List.of(new Layer.HeatMap(
                        "Pearson's r", places, places, group.accounts().correlation(), -1, 1, true)),
                "Pearson's correlation of components, total and success over all rows of " + group.name()
                        + "; empty where one of the two is constant.",
                List.of(group));
    }

    private Figure residual() {
        List<Layer> layers = new ArrayList<>();
        for (RewardGroup group : groups) {
            String label = group.name();
            for (RewardRun run : group.runs()) {
                RewardTrace rows = worst(run.rows());
                layers.add(new Layer.Line(label, group.color(), rows.x(), rows.residual(), false));
                label = "";
            }
        }
        return figure(
                "residual",
                "Total minus the sum of the components",
                Axis.linear(groups.getFirst().runs().getFirst().rowLabel()),
                Axis.linear("total − Σ components"),
                layers,
                "What the components do not explain of the total, one line for each run; above " + 2 * PLACES
                        + " rows the row with the largest residual in each of " + PLACES + " stretches.",
                groups);
    }

    /** The rows with the largest residuals in each of {@link #PLACES} stretches of a long trace. */
    private static RewardTrace worst(RewardTrace trace) {
        if (trace.size() <= 2 * PLACES) {
            return trace;
        }
        double[] residual = trace.residual();
        int[] rows = new int[PLACES];
        for (int i = 0; i < PLACES; i++) {
            int from = (int) ((long) i * residual.length / PLACES);
            int to = (int) ((i + 1L) * residual.length / PLACES);
            rows[i] = from;
            for (int row = from; row < to; row++) {
                rows[i] = Math.abs(residual[row]) > Math.abs(residual[rows[i]]) ? row : rows[i];
            }
        }
        return trace.map(v -> Arrays.stream(rows).mapToDouble(r -> v[r]).toArray());
    }

    private Figure figure(
            String name, String title, Axis x, Axis y, List<Layer> layers, String caption, List<RewardGroup> of) {
        long points = runs(of).mapToLong(RewardRun::points).sum();
        long nonfinite = runs(of).mapToLong(RewardRun::nonfinite).sum();
        String counted = Digits.count(points) + " values of "
                + runs(of).count() + (runs(of).count() == 1 ? " run" : " runs")
                + (nonfinite == 0 ? "." : ", " + Digits.count(nonfinite) + " of them not finite.");
        return new Figure(
                name, title, x, y, layers, caption.strip() + " " + counted, source.counting(points, nonfinite));
    }

    private static Stream<RewardRun> runs(List<RewardGroup> groups) {
        return groups.stream().flatMap(g -> g.runs().stream());
    }
}
