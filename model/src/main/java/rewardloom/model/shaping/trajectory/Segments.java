package rewardloom.model.shaping.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** Trajectories cut into segments by their features, the features that tell the segments apart, and a reward for each. */
public final class Segments extends CardAnalysis<Segments.Settings> {

    /** What is cut, and into how many. */
    public record Settings(
            @Parameter(label = "Table", help = "Table of steps; empty: all.", choices = Choices.TABLES)
            String table,

            @Parameter(
                    label = "Features",
                    help = "Columns of features, or one column with lists of them; empty: all observations.",
                    choices = Choices.COLUMNS)
            List<String> features,

            @Parameter(label = "Segments", help = "Number of segments n of each episode.", min = 2, max = 50)
            int segments,

            @Parameter(
                    label = "Shortest",
                    help = "Fewest steps of a segment; 0: a twentieth of the episode, at least 2. A single step has no"
                            + " deviation at all.",
                    min = 0,
                    max = 1000)
            int shortest,

            @Parameter(
                    label = "α",
                    help = "Weight of the difference of the means in the score of a feature.",
                    min = 0,
                    max = 1000)
            double alpha,

            @Parameter(
                    label = "Kept",
                    help = "Number M of features kept for the reward of each segment.",
                    min = 1,
                    max = 10000)
            int kept,

            @Parameter(label = "Scale", help = "Divide each feature by its standard deviation over all steps first.")
            boolean scale,

            @Parameter(label = "Episode", help = "Episode that is drawn, from 0.", min = 0)
            int episode,

            @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
            List<String> runs) {

        public Settings {
            features = List.copyOf(features);
            runs = List.copyOf(runs);
        }
    }

    private static final Settings DEFAULTS = new Settings("", List.of(), 3, 0, 5, 32, true, 0, List.of());
    /** A trajectory is cut at rows this far apart at most often: the exact search takes the square. */
    private static final int LONGEST = 1500;

    private static final int MOST_EPISODES = 200;
    private static final double LEAST_DEVIATION = 1e-3;

    public Segments() {
        super(
                new Card(
                        "segments",
                        "Segments",
                        Family.SHAPING,
                        "Into which steps do demonstrations fall, which features tell them apart, and what reward"
                                + " would they give?",
                        List.of("Unsupervised Perceptual Rewards for Imitation Learning"),
                        List.of("steps with observations or features")),
                DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(DEFAULTS, tables);
    }

    @Override
    public boolean accepts(Settings settings, Tables tables) {
        return tables.list(Kind.STEPS).stream().anyMatch(t -> t.rows() > 1 && fits(settings, t));
    }

    private static boolean fits(Settings settings, Table table) {
        return (settings.table().isBlank()
                        || table.name().equals(settings.table())
                        || table.id().equals(settings.table()))
                && (settings.runs().isEmpty()
                        || settings.runs().contains(RunColors.runOf(table).name())
                        || settings.runs().contains(RunColors.runOf(table).group()))
                && !features(settings, table).isEmpty();
    }

    private static List<Column> features(Settings settings, Table table) {
        List<Column> usable = table.columns().stream()
                .filter(c -> c.type().isNumeric() || c.type() == ColumnType.FLOAT64_LIST)
                .toList();
        return settings.features().isEmpty()
                ? usable.stream().filter(c -> c.role().is(RoleType.OBSERVATION)).toList()
                : usable.stream()
                        .filter(c -> settings.features().contains(c.name())
                                || settings.features().contains(c.role().detail()))
                        .toList();
    }

    /** One episode cut. */
    private record Cut(String run, String name, int[] rows, Segmentation segmentation, int every) {}

    /** All features of one table. */
    private record Read(
            Table table, List<String> names, double[][] features, List<int[]> episodes, List<String> episodeNames) {}

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        List<Table> inputs = tables.list(Kind.STEPS).stream()
                .filter(t -> t.rows() > 1 && fits(settings, t))
                .toList();
        if (inputs.isEmpty()) {
            throw new AnalysisException(
                    settings.features().isEmpty()
                            ? "no table of steps has observations; give columns the role observation/NAME, or name them"
                                    + " with features"
                            : "no table of steps has the features " + String.join(", ", settings.features()));
        }
        List<Read> reads = inputs.stream().map(t -> read(settings, t, tables)).toList();
        if (settings.scale()) {
            reads = scaled(reads);
        }
        List<Cut> cuts = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (Read read : reads) {
            int[] label = new int[read.features[0].length];
            Arrays.fill(label, -1);
            cut(settings, read, label, cuts, progress);
            labels.add(label);
        }
        if (cuts.isEmpty()) {
            throw new AnalysisException("no episode has enough steps with finite features for " + settings.segments()
                    + " segments of at least "
                    + (settings.shortest() == 0 ? 2 : settings.shortest()));
        }
        int common = reads.stream().mapToInt(r -> r.features.length).min().orElse(0);
        List<String> names = reads.getFirst().names.subList(0, common);
        FeatureScore[][] scores = scores(settings, reads, labels, names.size());
        int[][] kept = kept(settings, scores);
        return new Result(
                List.of(finding(settings, cuts, scores, kept, names)),
                figures(settings, reads.getFirst(), cuts, scores, kept),
                List.of(cuts(cuts), features(settings, scores, kept, names)),
                inputs);
    }

    private static Read read(Settings settings, Table table, Tables tables) {
        List<Column> features = features(settings, table);
        List<String> wanted =
                new ArrayList<>(features.stream().map(Column::name).toList());
        table.column(RoleType.EPISODE).ifPresent(c -> wanted.add(c.name()));
        Columns columns = tables.columns(table, wanted.stream().distinct().toList());
        List<String> names = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (Column feature : features) {
            String name = feature.role().detail().isEmpty()
                    ? feature.name()
                    : feature.role().detail();
            if (columns.get(feature.name()) instanceof Values.DoubleLists lists) {
                int width = lists.size() == 0 ? 0 : lists.offsets()[1];
                for (int d = 0; d < width; d++) {
                    names.add(name + "[" + d + "]");
                    values.add(element(lists, d));
                }
            } else {
                names.add(name);
                values.add(columns.doubles(feature.name()));
            }
        }
        double[] episodes = table.column(RoleType.EPISODE)
                .filter(c -> c.type().isNumeric())
                .map(c -> columns.doubles(c.name()))
                .orElse(new double[columns.rows()]);
        Map<Double, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < episodes.length; i++) {
            rows.computeIfAbsent(episodes[i], k -> new ArrayList<>()).add(i);
        }
        return new Read(
                table,
                names,
                values.toArray(double[][]::new),
                rows.values().stream()
                        .map(r -> r.stream().mapToInt(Integer::intValue).toArray())
                        .toList(),
                rows.keySet().stream().map(Digits::count).toList());
    }

    /** Every feature in units of its standard deviation over all tables. */
    private static List<Read> scaled(List<Read> reads) {
        int features = reads.stream().mapToInt(r -> r.features.length).min().orElse(0);
        double[] units = new double[features];
        for (int f = 0; f < features; f++) {
            int feature = f;
            units[f] = Math.max(
                    1e-12,
                    deviation(reads.stream()
                            .flatMapToDouble(r -> Arrays.stream(r.features[feature]))
                            .toArray()));
        }
        return reads.stream()
                .map(r -> new Read(
                        r.table,
                        r.names,
                        IntStream.range(0, features)
                                .mapToObj(f -> Arrays.stream(r.features[f])
                                        .map(v -> v / units[f])
                                        .toArray())
                                .toArray(double[][]::new),
                        r.episodes,
                        r.episodeNames))
                .toList();
    }

    private static double[] element(Values.DoubleLists lists, int index) {
        return IntStream.range(0, lists.size())
                .mapToDouble(i -> lists.offsets()[i] + index < lists.offsets()[i + 1]
                        ? lists.flat()[lists.offsets()[i] + index]
                        : Double.NaN)
                .toArray();
    }

    private static void cut(Settings settings, Read read, int[] label, List<Cut> cuts, Progress progress) {
        for (int e = 0; e < Math.min(MOST_EPISODES, read.episodes.size()); e++) {
            progress.checkCancelled();
            progress.update("cutting " + read.table.name(), (double) e / read.episodes.size());
            int[] finite = Arrays.stream(read.episodes.get(e))
                    .filter(i -> Arrays.stream(read.features).allMatch(f -> Double.isFinite(f[i])))
                    .toArray();
            int every = (finite.length + LONGEST - 1) / LONGEST;
            int[] used = IntStream.range(0, finite.length)
                    .filter(i -> i % Math.max(1, every) == 0)
                    .map(i -> finite[i])
                    .toArray();
            int shortest = settings.shortest() == 0
                    ? Math.max(2, used.length / 20)
                    : Math.max(1, settings.shortest() / Math.max(1, every));
            if (used.length < settings.segments() * shortest) {
                continue;
            }
            double[][] values = new double[read.features.length][];
            for (int f = 0; f < values.length; f++) {
                double[] column = read.features[f];
                values[f] = Arrays.stream(used).mapToDouble(i -> column[i]).toArray();
            }
            Segmentation segmentation = Segmentation.of(values, settings.segments(), shortest);
            int[] labels = segmentation.labels(used.length);
            for (int i = 0; i < used.length; i++) {
                label[used[i]] = labels[i];
            }
            cuts.add(new Cut(
                    RunColors.runOf(read.table).name(),
                    read.episodeNames.get(e),
                    used,
                    segmentation,
                    Math.max(1, every)));
        }
    }

    private static double deviation(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(finite).average().orElse(0);
        return Math.sqrt(Arrays.stream(finite).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, finite.length));
    }

    private static FeatureScore[][] scores(Settings settings, List<Read> reads, List<int[]> labels, int features) {
        FeatureScore[][] scores = new FeatureScore[settings.segments()][features];
        int[] all = labels.stream().flatMapToInt(Arrays::stream).toArray();
        for (int f = 0; f < features; f++) {
            int feature = f;
            double[] values = reads.stream()
                    .flatMapToDouble(r -> Arrays.stream(r.features[feature]))
                    .toArray();
            for (int s = 0; s < scores.length; s++) {
                scores[s][f] = FeatureScore.of(values, all, s);
            }
        }
        return scores;
    }

    /** The features with the largest scores of each segment. */
    private static int[][] kept(Settings settings, FeatureScore[][] scores) {
        return Arrays.stream(scores)
                .map(segment -> IntStream.range(0, segment.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(f -> -segment[f].z(settings.alpha())))
                        .limit(settings.kept())
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    private static Finding finding(
            Settings settings, List<Cut> cuts, FeatureScore[][] scores, int[][] kept, List<String> names) {
        double spread = cuts.stream()
                .mapToDouble(c -> c.segmentation.spread())
                .average()
                .orElse(Double.NaN);
        List<String> best = new ArrayList<>();
        for (int s = 0; s < scores.length; s++) {
            best.add((s + 1) + " by " + names.get(kept[s][0]));
        }
        return new Finding(
                "segments",
                Severity.INFO,
                cuts.size() + " episodes cut into " + settings.segments() + " segments, mean standard deviation within "
                        + Digits.text(spread) + ". What tells each segment from the others best: "
                        + String.join(", ", best) + ".",
                "Cuts with the smallest mean of the standard deviations within the segments, exactly; score of a"
                        + " feature α|μ⁺ − μ⁻| − (σ⁺ + σ⁻).",
                Map.of("spread", spread, "episodes", cuts.size()),
                "cuts");
    }

    private static List<Figure> figures(
            Settings settings, Read read, List<Cut> cuts, FeatureScore[][] scores, int[][] kept) {
        Cut cut = cuts.get(Math.min(settings.episode(), cuts.size() - 1));
        double[] x = IntStream.range(0, cut.rows.length)
                .mapToDouble(i -> (double) i * cut.every)
                .toArray();
        boolean own = cut.run.equals(RunColors.runOf(read.table).name());
        List<Layer> strip = new ArrayList<>();
        List<Layer> reward = new ArrayList<>();
        for (int place : cut.segmentation.cuts()) {
            Layer rule = new Layer.Rule("", -1, place * (double) cut.every, true);
            strip.add(rule);
            reward.add(rule);
        }
        if (own) {
            int[] shown = IntStream.range(0, scores.length)
                    .map(s -> kept[s][0])
                    .distinct()
                    .limit(6)
                    .toArray();
            for (int c = 0; c < shown.length; c++) {
                double[] values = read.features[shown[c]];
                strip.add(new Layer.Line(
                        read.names.get(shown[c]),
                        c,
                        x,
                        Arrays.stream(cut.rows).mapToDouble(i -> values[i]).toArray(),
                        false));
            }
            double[] combined = new double[x.length];
            for (int s = 1; s < scores.length; s++) {
                double[] step = stepReward(read, cut, scores[s], kept[s]);
                for (int i = 0; i < combined.length; i++) {
                    combined[i] += step[i] * Math.pow(2, s);
                }
                reward.add(new Layer.Line("step " + (s + 1), s, x, step, true));
            }
            double most = Arrays.stream(combined).map(Math::abs).max().orElse(1);
            reward.add(new Layer.Line(
                    "combined / " + Digits.text(most),
                    0,
                    x,
                    Arrays.stream(combined).map(v -> v / most).toArray(),
                    false));
        }
        String where = "episode " + cut.name + " of " + cut.run;
        return List.of(
                new Figure(
                        "cuts",
                        "Segments of " + where,
                        Axis.linear("step of the episode"),
                        Axis.linear(settings.scale() ? "feature (standard deviations)" : "feature"),
                        strip,
                        "The features that tell the segments apart best, and where the episode is cut.",
                        FigureSource.NONE.counting(x.length, 0)),
                new Figure(
                        "segment-reward",
                        "Rewards of the segments in " + where,
                        Axis.linear("step of the episode"),
                        Axis.linear("reward"),
                        reward,
                        "Mean log-likelihood of the kept features under the normal distribution of each segment (R_i),"
                                + " and Σ R_i 2^(i−1) from the second segment on, divided by its largest size.",
                        FigureSource.NONE.counting(x.length, 0)));
    }

    private static double[] stepReward(Read read, Cut cut, FeatureScore[] scores, int[] kept) {
        return Arrays.stream(cut.rows)
                .mapToDouble(i -> Arrays.stream(kept)
                        .mapToDouble(f -> scores[f].logLikelihood(read.features[f][i], LEAST_DEVIATION))
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }

    private static ResultTable cuts(List<Cut> cuts) {
        ResultRows rows =
                ResultRows.of("cuts", "Where each episode is cut", "run", "episode", "steps", "cuts", "spread");
        cuts.stream()
                .limit(200)
                .forEach(c -> rows.add(
                        c.run,
                        c.name,
                        c.rows.length,
                        String.join(
                                " ",
                                Arrays.stream(c.segmentation.cuts())
                                        .mapToObj(p -> Integer.toString(p * c.every))
                                        .toList()),
                        c.segmentation.spread()));
        return rows.table();
    }

    private static ResultTable features(Settings settings, FeatureScore[][] scores, int[][] kept, List<String> names) {
        ResultRows rows = ResultRows.of(
                "features",
                "Features that tell the segments apart",
                "segment",
                "feature",
                "score",
                "mean",
                "sd",
                "mean_others",
                "sd_others");
        for (int s = 0; s < scores.length; s++) {
            for (int f : kept[s]) {
                FeatureScore score = scores[s][f];
                rows.add(
                        s + 1,
                        names.get(f),
                        score.z(settings.alpha()),
                        score.mean(),
                        score.deviation(),
                        score.otherMean(),
                        score.otherDeviation());
            }
        }
        return rows.table();
    }
}
