package rewardloom.model.reward.conflict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.reward.ComponentChoice;
import rewardloom.model.reward.RewardReader;
import rewardloom.model.reward.RewardRows;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Tables;

/** Which components pull in opposite directions, when in the training or where in an episode. */
public final class Conflicts extends CardAnalysis<ConflictParameters> {
    private static final int SHOWN = 12;

    public Conflicts() {
        super(
                new Card(
                        "component-conflicts",
                        "Conflicts",
                        Family.DECOMPOSITION,
                        "Which components pull in opposite directions, when and where?",
                        List.of(
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning",
                                "Confronting Reward Model Overoptimization with Constrained RLHF"),
                        List.of("any table with two or more components")),
                ConflictParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return RewardReader.accepts(tables, ConflictParameters.DEFAULTS.choice());
    }

    @Override
    public boolean accepts(ConflictParameters parameters, Tables tables) {
        return RewardReader.accepts(tables, parameters.choice());
    }

    @Override
    public Result run(ConflictParameters parameters, Tables tables, Progress progress) {
        RewardReader reader = new RewardReader(tables, choice(parameters, tables), 0);
        List<RewardRows> all = reader.readAll(progress, 0.7);
        RunColors colors = RunColors.of(tables);
        Map<String, List<Opposition>> groups = new LinkedHashMap<>();
        for (RewardRows rows : all) {
            progress.checkCancelled();
            groups.computeIfAbsent(
                            parameters.groupBySeeds()
                                    ? rows.run().group()
                                    : rows.run().name(),
                            g -> new ArrayList<>())
                    .add(Opposition.of(rows, parameters.parts()));
        }
        List<Finding> findings = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<Layer> lost = new ArrayList<>();
        groups.forEach((group, runs) -> {
            List<Pair> pairs = pairs(group, runs, parameters);
            pairs.forEach(p -> rows.add(p.row()));
            if (!pairs.isEmpty()) {
                findings.add(finding(group, pairs, runs, parameters));
                figures.add(map(group, pairs, runs));
            }
            double[] mean = means(runs.stream().map(Opposition::lost).toList());
            lost.add(new Layer.Line(
                    group,
                    colors.index(group, parameters.groupBySeeds()),
                    runs.getFirst().places(),
                    mean,
                    false));
        });
        figures.add(new Figure(
                "cancelled",
                "Share of the components' size that cancels",
                Axis.linear(label(all.getFirst())),
                Axis.linear("1 − Σ |Σ_k r_k| / Σ Σ_k |r_k|"),
                lost,
                "How much of the components' size is lost because they work against one another in the same row, in "
                        + parameters.parts() + " equal parts" + where(all.getFirst())
                        + "; mean over the runs of a group.",
                FigureSource.NONE));
        ResultTable table = new ResultTable(
                "conflicts",
                "Pairs of components, those that oppose most first",
                List.of(
                        "group",
                        "first",
                        "second",
                        "correlation",
                        "lowest",
                        "lowest_at",
                        "rows_opposed",
                        "cancelled",
                        "parts_in_conflict"),
                rows);
        return new Result(
                findings,
                figures,
                List.of(table),
                all.stream().map(RewardRows::table).toList());
    }

    /** Steps show conflicts best. */
    private static ComponentChoice choice(ConflictParameters parameters, Tables tables) {
        boolean steps = parameters.source() == ComponentChoice.Source.AUTO
                && tables.list(Kind.STEPS).stream().anyMatch(RewardReader::isReadable);
        return steps
                ? new ComponentChoice(
                        ComponentChoice.Source.STEPS, parameters.runs(), "", "", parameters.components(), 1)
                : parameters.choice();
    }

    private static String label(RewardRows rows) {
        return rows.isTrajectory() ? "share of the episode" : rows.xLabel();
    }

    private static String where(RewardRows rows) {
        return rows.isTrajectory() ? " of an episode" : " of the rows";
    }

    private static double[] means(List<double[]> values) {
        double[] means = new double[values.getFirst().length];
        Arrays.setAll(
                means,
                i -> values.stream()
                        .mapToDouble(v -> v[i])
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN));
        return means;
    }

    /** Two components of a group. */
    private record Pair(
            String group,
            String first,
            String second,
            double correlation,
            double[] byPart,
            double[] places,
            double opposed,
            double cancelled,
            double threshold) {

        int lowest() {
            int lowest = 0;
            for (int p = 1; p < byPart.length; p++) {
                lowest = byPart[p] < byPart[lowest] || Double.isNaN(byPart[lowest]) ? p : lowest;
            }
            return lowest;
        }

        long inConflict() {
            return Arrays.stream(byPart).filter(r -> r <= -threshold).count();
        }

        /** The stronger of the two readings: over all rows, or in the worst part. */
        double strength() {
            double worst = byPart[lowest()];
            return Double.isNaN(correlation) ? worst : Math.min(correlation, Double.isNaN(worst) ? 1 : worst);
        }

        List<@Nullable Object> row() {
            return Arrays.asList(
                    group,
                    first,
                    second,
                    orNull(correlation),
                    orNull(byPart[lowest()]),
                    places[lowest()],
                    opposed,
                    cancelled,
                    inConflict());
        }

        private static @Nullable Double orNull(double value) {
            return Double.isFinite(value) ? (Double) value : null;
        }
    }

    private static List<Pair> pairs(String group, List<Opposition> runs, ConflictParameters parameters) {
        List<String> names = runs.getFirst().names();
        List<Opposition> alike =
                runs.stream().filter(r -> r.names().equals(names)).toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                int a = i;
                int b = j;
                pairs.add(new Pair(
                        group,
                        names.get(i),
                        names.get(j),
                        alike.stream()
                                .mapToDouble(r -> r.overall(a, b))
                                .average()
                                .orElse(Double.NaN),
                        means(alike.stream().map(r -> r.correlation(a, b)).toList()),
                        runs.getFirst().places(),
                        alike.stream()
                                .mapToDouble(r -> r.opposed()[a][b])
                                .average()
                                .orElse(Double.NaN),
                        alike.stream()
                                .mapToDouble(r -> r.cancelled()[a][b])
                                .average()
                                .orElse(Double.NaN),
                        parameters.threshold()));
            }
        }
        pairs.sort(Comparator.comparingDouble(p -> Double.isNaN(p.strength()) ? 2 : p.strength()));
        return pairs;
    }

    private static Finding finding(
            String group, List<Pair> pairs, List<Opposition> runs, ConflictParameters parameters) {
        Pair worst = pairs.getFirst();
        RewardRows rows = runs.getFirst().rows();
        if (!(worst.strength() <= -parameters.threshold())) {
            return new Finding(
                    "no-conflict",
                    Severity.INFO,
                    Double.isNaN(worst.strength())
                            ? "Whether components of " + group
                                    + " are in conflict cannot be told: of each two, one never changes."
                            : "No two components of " + group + " are in conflict: the lowest correlation is "
                                    + Digits.text(worst.strength()) + ".",
                    "Pearson's correlation in equal parts" + where(rows) + " and over all rows, mean over runs.",
                    Map.of("group", group, "lowest", worst.strength()),
                    "");
        }
        String place = rows.isTrajectory()
                ? Digits.percent(worst.places[worst.lowest()]) + " of the episode"
                : rows.xLabel() + " " + Digits.count(worst.places[worst.lowest()]);
        String text = worst.first + " and " + worst.second + " pull in opposite directions in " + group
                + ": their correlation is " + Digits.text(worst.correlation) + " over all rows and lowest, "
                + Digits.text(worst.byPart[worst.lowest()]) + ", around " + place + "; in conflict in "
                + worst.inConflict() + " of " + worst.byPart.length + " parts.";
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("group", group);
        values.put("first", worst.first);
        values.put("second", worst.second);
        values.put("correlation", worst.correlation);
        values.put("lowest", worst.byPart[worst.lowest()]);
        values.put("place", worst.places[worst.lowest()]);
        return new Finding(
                "conflict",
                Severity.WARNING,
                text,
                "Pearson's correlation, mean over runs, is at most −" + Digits.text(parameters.threshold())
                        + " over all rows or in one of " + parameters.parts() + " equal parts" + where(rows) + ".",
                values,
                "conflicts-" + slug(group));
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static Figure map(String group, List<Pair> pairs, List<Opposition> runs) {
        List<Pair> shown = pairs.stream()
                .filter(p -> Arrays.stream(p.byPart).anyMatch(Double::isFinite))
                .limit(SHOWN)
                .toList();
        RewardRows rows = runs.getFirst().rows();
        double[] places = runs.getFirst().places();
        List<String> parts = IntStream.range(0, places.length)
                .mapToObj(p ->
                        rows.isTrajectory() ? Math.round(100 * places[p]) + " %" : Digits.count(Math.rint(places[p])))
                .toList();
        return new Figure(
                "conflicts-" + slug(group),
                group + ": correlation of pairs by part",
                Axis.categories(label(rows), parts),
                Axis.categories(
                        "", shown.stream().map(p -> p.first + " · " + p.second).toList()),
                List.of(new Layer.HeatMap(
                        "Pearson's r",
                        IntStream.range(0, places.length).asDoubleStream().toArray(),
                        IntStream.range(0, shown.size()).asDoubleStream().toArray(),
                        shown.stream().map(Pair::byPart).toArray(double[][]::new),
                        -1,
                        1,
                        true)),
                "Pearson's correlation of pairs of components of " + group + " in equal parts" + where(rows)
                        + ", those that oppose most first; empty where one of the two is constant. Mean over "
                        + runs.size() + (runs.size() == 1 ? " run." : " runs."),
                FigureSource.NONE);
    }
}
