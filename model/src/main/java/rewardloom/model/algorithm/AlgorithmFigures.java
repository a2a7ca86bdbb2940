package rewardloom.model.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import rewardloom.model.algorithm.Standing.Estimate;
import rewardloom.model.algorithm.Standing.Line;
import rewardloom.model.algorithm.Standing.Pair;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Table;

/** Draws how algorithms stand. */
final class AlgorithmFigures {
    private static final int THRESHOLDS = 101;

    /** Lines and marks at a share of 0 or 1 are not cut in halves. */
    private static final double MARGIN = 0.02;

    private final Contest contest;
    private final Standing standing;
    private final AlgorithmParameters parameters;
    private FigureSource source = FigureSource.NONE;

    AlgorithmFigures(Contest contest, Standing standing, AlgorithmParameters parameters) {
        this.contest = contest;
        this.standing = standing;
        this.parameters = parameters;
    }

    List<Figure> figures(List<Table> inputs) {
        Map<String, String> hashes = new LinkedHashMap<>();
        inputs.forEach(t -> hashes.put(t.name(), t.provenance().sha256()));
        source = new FigureSource("algorithms", Map.of(), hashes, 0, 0);
        List<Figure> figures = new ArrayList<>();
        contest.aggregates(parameters.gamma()).forEach(a -> figures.add(aggregate(a)));
        figures.add(profile());
        if (!standing.pairs().isEmpty()) {
            figures.add(improvement());
        }
        figures.add(efficiency());
        if (contest.tasks().size() > 1) {
            figures.add(tasks());
        }
        return figures;
    }

    private String about() {
        return contest.metric() + ", " + counted(contest.entries().size(), "run") + " of "
                + counted(contest.algorithms().size(), "algorithm") + " on "
                + counted(contest.tasks().size(), "task") + ", " + contest.scaleWords() + ". ";
    }

    private static String counted(int n, String word) {
        return n + " " + word + (n == 1 ? "" : "s");
    }

    private String intervals(int most) {
        StratifiedBootstrap bootstrap = parameters.bootstrap(most);
        return Digits.percent(bootstrap.level()) + " " + bootstrap.method().word()
                + " intervals of a stratified bootstrap over runs" + (parameters.resampleTasks() ? " and tasks" : "")
                + " (" + Digits.count(bootstrap.resamples()) + " resamples, seed " + bootstrap.seed() + ")"
                + (standing.scores().stream().allMatch(s -> s.isVaried(false))
                        ? "."
                        : "; none where an algorithm has one run of every task.");
    }

    private Figure aggregate(Aggregate aggregate) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < standing.scores().size(); i++) {
            layers.add(interval(
                    "",
                    i,
                    i,
                    Objects.requireNonNull(standing.aggregates().get(i).get(aggregate))));
        }
        String word = aggregate.word().substring(0, 1).toUpperCase(Locale.ROOT)
                + aggregate.word().substring(1);
        return new Figure(
                aggregate.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                word,
                Axis.linear(word + " of " + scoreName()),
                Axis.categories("", contest.algorithms()),
                layers,
                word
                        + (aggregate == Aggregate.OPTIMALITY_GAP
                                ? " (γ = " + Digits.three(parameters.gamma()) + ", less is better)"
                                : "")
                        + ": " + about() + intervals(Integer.MAX_VALUE),
                source);
    }

    private static Layer interval(String label, int color, int place, Estimate estimate) {
        return new Layer.Scatter(
                label,
                color,
                new double[] {estimate.value()},
                new double[] {place},
                new double[] {estimate.interval().low()},
                new double[] {estimate.interval().high()});
    }

    private String scoreName() {
        return (contest.normalisation() == AlgorithmParameters.Normalisation.NONE ? "" : "normalised ")
                + contest.metric();
    }

    private Figure profile() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Scores scores : standing.scores()) {
            double[] sorted = scores.sorted();
            low = Math.min(low, sorted[0]);
            high = Math.max(high, sorted[sorted.length - 1]);
        }
        double margin = high > low ? (high - low) * 0.02 : 1;
        double from = low - margin;
        double step = (high - low + 2 * margin) / (THRESHOLDS - 1);
        double[] thresholds = new double[THRESHOLDS];
        Arrays.setAll(thresholds, i -> from + i * step);
        List<Line> lines = standing.scores().stream()
                .map(s -> Standing.profile(s, thresholds, parameters))
                .toList();
        return new Figure(
                "performance-profile",
                "Performance profile",
                Axis.linear(scoreName() + " τ"),
                Axis.linear("share of runs with a score above τ").range(-MARGIN, 1 + MARGIN),
                lines(lines, Standing.FEWER),
                "Performance profile: the share of runs whose score is above τ. " + about() + intervals(Standing.FEWER),
                source);
    }

    private List<Layer> lines(List<Line> lines, int most) {
        String meaning = Digits.percent(parameters.level()) + " "
                + parameters.interval().word() + " interval, stratified bootstrap";
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!line.hasBand()) {
                continue;
            }
            layers.add(new Layer.Band("", i, line.x(), line.low(), line.high(), meaning));
        }
        for (int i = 0; i < lines.size(); i++) {
            layers.add(new Layer.Line(
                    contest.algorithms().get(i),
                    i,
                    lines.get(i).x(),
                    lines.get(i).y(),
                    false,
                    counted(standing.scores().get(i).runs(), "run") + "\n" + intervals(most)));
        }
        return layers;
    }

    private Figure improvement() {
        List<Layer> layers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Pair pair : standing.pairs()) {
            layers.add(interval("", contest.algorithms().indexOf(pair.better()), names.size(), pair.probability()));
            names.add(pair.better() + " > " + pair.than());
        }
        layers.add(new Layer.Rule("", -1, 0.5, true));
        return new Figure(
                "improvement",
                "Probability of improvement",
                Axis.linear("P(X > Y)").range(-MARGIN, 1 + MARGIN),
                Axis.categories("", names),
                layers,
                "Probability that a run of X scores above a run of Y on the same task, averaged over tasks; ties count"
                        + " half. " + about() + intervals(Standing.FEWER),
                source);
    }

    private Figure efficiency() {
        double first = Double.NEGATIVE_INFINITY;
        double last = Double.POSITIVE_INFINITY;
        for (Contest.Entry entry : contest.entries()) {
            first = Math.max(first, entry.points().firstStep());
            last = Math.min(last, entry.points().lastStep());
        }
        double from = Math.min(first, last);
        double to = last;
        double[] places = new double[parameters.places()];
        Arrays.setAll(places, i -> from + (to - from) * i / (places.length - 1));
        List<Line> lines = new ArrayList<>();
        for (String algorithm : contest.algorithms()) {
            double[][][] reached = contest.tasks().stream()
                    .map(task -> contest.entries(algorithm, task).stream()
                            .map(e -> scaled(
                                    e.points().at(places), contest.scales().getOrDefault(task, Contest.Scale.NONE)))
                            .toArray(double[][]::new))
                    .toArray(double[][][]::new);
            lines.add(Standing.efficiency(places, reached, parameters));
        }
        return new Figure(
                "sample-efficiency",
                "Sample efficiency",
                Axis.linear("step"),
                Axis.linear("IQM of " + scoreName()),
                lines(lines, Standing.FEWER),
                "Interquartile mean over runs and tasks of what a run had come to at each of "
                        + places.length + " steps, up to the step that every run reaches. " + about()
                        + intervals(Standing.FEWER),
                source);
    }

    private static double[] scaled(double[] values, Contest.Scale scale) {
        return Arrays.stream(values).map(scale::of).toArray();
    }

    private Figure tasks() {
        double[][] means =
                new double[contest.algorithms().size()][contest.tasks().size()];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < means.length; a++) {
            for (int t = 0; t < means[a].length; t++) {
                means[a][t] = Moments.of(standing.scores().get(a).byTask()[t]).mean();
                low = Math.min(low, means[a][t]);
                high = Math.max(high, means[a][t]);
            }
        }
        double[] columns = new double[contest.tasks().size()];
        double[] rows = new double[means.length];
        Arrays.setAll(columns, i -> i);
        Arrays.setAll(rows, i -> i);
        return new Figure(
                "tasks",
                "Mean score by task",
                Axis.categories("", contest.tasks()),
                Axis.categories("", contest.algorithms()),
                List.of(new Layer.HeatMap(scoreName(), columns, rows, means, low, high, true)),
                "Mean over the runs of a task. " + about(),
                source);
    }
}
