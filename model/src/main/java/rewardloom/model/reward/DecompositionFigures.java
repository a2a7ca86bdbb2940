package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.SeedBand;
import rewardloom.model.statistics.Smoothing;

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
                figures.add(normalised(group));
                figures.add(one(group));
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
        groups.forEach(g -> figures.add(scale(g)));
        figures.add(shares(
                "firing", "How often a component fires", "share of rows in which r_k ≠ 0", Accounting.Entry::fires));
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
        return group.runs().stream().allMatch(r -> r.episodes() != null);
    }

    private Figure stack(RewardGroup group, RewardGroup.Curve curve) {
        return stack(
                "stack-" + slug(group),
                group,
                curve,
                group.runs().getFirst().xLabel(),
                group.name() + ": components, stacked",
                "Components of the reward of " + group.name() + ", stacked; costs below zero. "
                        + seeds(group, curve, smoothing));
    }

    private Figure episode(RewardGroup group) {
        RewardGroup.Curve curve = curve(group, EpisodeCurves::byTimestep);
        return stack(
                "episode-" + slug(group),
                group,
                curve,
                "time step",
                group.name() + ": the mean episode",
                "The mean episode of " + group.name()
                        + ": mean reward at each time step over the episodes that reach it. "
                        + seeds(group, curve, new Smoothing(0)));
    }

    private Figure normalised(RewardGroup group) {
        RewardGroup.Curve curve = curve(group, EpisodeCurves::byShare);
        return stack(
                "normalised-" + slug(group),
                group,
                curve,
                "share of the episode",
                group.name() + ": the mean episode by normalised time",
                "The mean episode of " + group.name() + " by normalised time: mean reward of a step in each of "
                        + EpisodeCurves.SHARES + " equal parts of an episode, whatever its length. "
                        + seeds(group, curve, new Smoothing(0)));
    }

    /** One episode of the first run. */
    private Figure one(RewardGroup group) {
        RewardRun run = group.runs().getFirst();
        EpisodeCurves episodes = Objects.requireNonNull(run.episodes());
        RewardGroup.Curve curve = RewardGroup.Curve.of(List.of(episodes.one()), group.components(), new Smoothing(0));
        return stack(
                "one-episode-" + slug(group),
                group,
                curve,
                "time step",
                run.run().name() + ": " + episodes.oneName().replaceAll(",.*", ""),
                "Components of the reward at each step of " + episodes.oneName() + ", of "
                        + run.run().name() + ", stacked; costs below zero.");
    }

    private static RewardGroup.Curve curve(RewardGroup group, Function<EpisodeCurves, RewardTrace> which) {
        return RewardGroup.Curve.of(
                group.runs().stream()
                        .map(r -> which.apply(Objects.requireNonNull(r.episodes())))
                        .toList(),
                group.components(),
                new Smoothing(0));
    }

    private Figure stack(
            String name, RewardGroup group, RewardGroup.Curve curve, String xLabel, String title, String caption) {
        List<Layer.StackedArea.Part> parts = new ArrayList<>();
        curve.parts()
                .forEach((component, band) ->
                        parts.add(new Layer.StackedArea.Part(component, components.indexOf(component), band.center())));
        List<Layer> layers = List.of(
                new Layer.StackedArea(curve.x(), parts),
                new Layer.Line("total", -1, curve.x(), curve.total().center(), false));
        return figure(name, title, Axis.linear(xLabel), Axis.linear(yLabel(group)), layers, caption, List.of(group));
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

    /** From where to where each component goes; unequal scales make weights that say little of themselves. */
    private Figure scale(RewardGroup group) {
        List<String> names = List.copyOf(group.accounts().entries().keySet());
        List<Accounting.Entry> entries =
                names.stream().map(n -> entry(group.accounts().entries(), n)).toList();
        return figure(
                "scale-" + slug(group),
                group.name() + ": scale of the components",
                Axis.scaled("value in a row", Axis.Scale.SYMLOG),
                Axis.categories("", names),
                List.of(
                        new Layer.Spans(
                                "mean ± standard deviation",
                                0,
                                entries.stream()
                                        .mapToDouble(e -> e.mean() - e.standardDeviation())
                                        .toArray(),
                                entries.stream()
                                        .mapToDouble(e -> e.mean() + e.standardDeviation())
                                        .toArray()),
                        new Layer.Scatter(
                                "mean, smallest and largest",
                                -1,
                                entries.stream()
                                        .mapToDouble(Accounting.Entry::mean)
                                        .toArray(),
                                IntStream.range(0, entries.size())
                                        .asDoubleStream()
                                        .toArray(),
                                entries.stream()
                                        .mapToDouble(Accounting.Entry::min)
                                        .toArray(),
                                entries.stream()
                                        .mapToDouble(Accounting.Entry::max)
                                        .toArray())),
                "Range of each component over all rows of " + group.name() + ", and its mean ± its standard deviation.",
                List.of(group));
    }

    private Figure residual() {
        List<Layer> layers = new ArrayList<>();
        for (RewardGroup group : groups) {
            String label = group.name();
            for (RewardRun run : group.runs()) {
                RewardTrace rows = run.worst();
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
                "What the components do not explain of the total, one line for each run; above "
                        + 2 * RewardRun.STRETCHES + " rows the row with the largest residual in each of "
                        + RewardRun.STRETCHES + " stretches.",
                groups);
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
