package rewardloom.model.reward.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.reward.PromptGroups;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Several ways to combine the same rewards, side by side: what they rank first, and what they let one reward make up for. */
public final class Combination extends CardAnalysis<CombinationParameters> {
    private static final List<Kind> KINDS = List.of(Kind.RESPONSES, Kind.SCORES, Kind.STEPS, Kind.EPISODES);
    private static final int SHOWN = 4000;

    public Combination() {
        super(
                new Card(
                        "combination",
                        "Combinations",
                        Family.DECOMPOSITION,
                        "Which wins when rewards are added, multiplied, or all have to be good, and what is made up"
                                + " for?",
                        List.of(
                                "Transforming and Combining Rewards for Aligning Large Language Models",
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning",
                                "Subject-driven Text-to-Image Generation via Preference-based Reinforcement Learning",
                                "GTAlign: Game-Theoretic Alignment of LLM Assistants for Mutual Welfare"),
                        List.of("responses, scores, steps or episodes with several scores or components")),
                CombinationParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(CombinationParameters.DEFAULTS, tables);
    }

    @Override
    public boolean accepts(CombinationParameters parameters, Tables tables) {
        return find(parameters, tables).isPresent();
    }

    private record Found(Table table, List<String> columns) {}

    private static Optional<Found> find(CombinationParameters parameters, Tables tables) {
        return KINDS.stream()
                .flatMap(k -> tables.list(k).stream())
                .filter(t -> t.rows() > 0
                        && (parameters.table().isBlank() || t.name().equals(parameters.table())))
                .map(t -> new Found(t, columns(t, parameters)))
                .filter(f -> f.columns.size() > 1)
                .findFirst();
    }

    private static List<String> columns(Table table, CombinationParameters parameters) {
        if (!parameters.columns().isEmpty()) {
            List<String> found = new ArrayList<>();
            for (String wanted : parameters.columns()) {
                table.columns().stream()
                        .filter(c -> c.type() == ColumnType.FLOAT64 || c.type() == ColumnType.INT64)
                        .filter(c ->
                                c.name().equals(wanted) || c.role().detail().equals(wanted))
                        .findFirst()
                        .ifPresent(c -> found.add(c.name()));
            }
            return found.size() == parameters.columns().size() ? found : List.of();
        }
        List<String> scores =
                table.columns(RoleType.SCORE).stream().map(Column::name).toList();
        return scores.size() > 1
                ? scores
                : table.columns(RoleType.COMPONENT).stream().map(Column::name).toList();
    }

    private static String shortName(Table table, String column) {
        return table.columns().stream()
                .filter(c -> c.name().equals(column) && !c.role().detail().isEmpty())
                .map(c -> c.role().detail())
                .findFirst()
                .orElse(column);
    }

    /**
     * One way applied.
     *
     * @param values the combined number of each row
     * @param scaled whether the columns were brought to 0 to 1 first
     */
    private record Combined(Way way, double[] values, boolean scaled) {}

    /** Everything the results are made of. */
    private record Study(
            Table table,
            List<String> names,
            double[][] columns,
            double[] references,
            PromptGroups prompts,
            List<Combined> ways) {

        Combined get(Way way) {
            return ways.stream().filter(w -> w.way == way).findFirst().orElseThrow();
        }

        boolean fails(int row) {
            return IntStream.range(0, columns.length).anyMatch(k -> columns[k][row] < references[k]);
        }
    }

    @Override
    public Result run(CombinationParameters parameters, Tables tables, Progress progress) {
        Found found = find(parameters, tables)
                .orElseThrow(() -> new AnalysisException("no table has several scores or components"
                        + (parameters.columns().isEmpty()
                                ? ""
                                : ", or the columns " + String.join(", ", parameters.columns()))));
        progress.update("reading " + found.table.name(), 0);
        Study study = study(found, parameters, tables);
        progress.checkCancelled();
        return new Result(findings(study), figures(study), tables(study, parameters), List.of(found.table));
    }

    private static Study study(Found found, CombinationParameters parameters, Tables tables) {
        List<String> wanted = new ArrayList<>(found.columns);
        if (!parameters.gold().isBlank()) {
            wanted.add(parameters.gold());
        }
        Columns read = tables.columns(found.table, wanted.stream().distinct().toList());
        double[][] columns = found.columns.stream()
                .map(c -> scaled(read.doubles(c), parameters.scale()))
                .toArray(double[][]::new);
        double z = new NormalDistribution().inverseCumulativeProbability(parameters.quantile());
        double[] references = new double[columns.length];
        for (int k = 0; k < columns.length; k++) {
            Moments moments = Moments.of(columns[k]);
            double sd = Math.sqrt(moments.variance() * (moments.n() - 1) / moments.n());
            references[k] = moments.mean() + z * sd;
        }
        double[] weights = new double[columns.length];
        Arrays.fill(weights, 1.0 / columns.length);
        if (columns.length == 2) {
            weights[0] = parameters.lambda();
            weights[1] = 1 - parameters.lambda();
        }
        boolean negative =
                Arrays.stream(columns).flatMapToDouble(Arrays::stream).anyMatch(v -> v < 0);
        double[][] unit = Arrays.stream(columns)
                .map(c -> scaled(c, CombinationParameters.Scale.UNIT))
                .toArray(double[][]::new);
        List<Combined> ways = new ArrayList<>();
        for (Way way : Way.values()) {
            boolean bring = way.needsPositive() && negative && parameters.scale() == CombinationParameters.Scale.AUTO;
            ways.add(new Combined(way, combined(way, bring ? unit : columns, references, weights), bring));
        }
        PromptGroups prompts = PromptGroups.of(tables, found.table);
        if (!parameters.gold().isBlank()) {
            prompts = new PromptGroups(
                    prompts.prompts(),
                    prompts.steps(),
                    prompts.rows(),
                    read.doubles(parameters.gold()),
                    parameters.gold());
        }
        return new Study(
                found.table,
                found.columns.stream().map(c -> shortName(found.table, c)).toList(),
                columns,
                references,
                prompts,
                ways);
    }

    private static double[] scaled(double[] values, CombinationParameters.Scale scale) {
        Moments moments = Moments.of(values);
        double min = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double max = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
        return switch (scale) {
            case AUTO, NONE -> values;
            case DEVIATION -> {
                double sd = moments.standardDeviation() > 0 ? moments.standardDeviation() : 1;
                yield Arrays.stream(values).map(v -> v / sd).toArray();
            }
            case UNIT ->
                Arrays.stream(values)
                        .map(v -> max > min ? (v - min) / (max - min) : 0)
                        .toArray();
            case COSINE -> Arrays.stream(values).map(v -> (v + 1) / 2).toArray();
        };
    }

    private static double[] combined(Way way, double[][] columns, double[] references, double[] weights) {
        double[] values = new double[columns[0].length];
        double[] row = new double[columns.length];
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < row.length; k++) {
                row[k] = columns[k][i];
            }
            values[i] = way.of(row, references, weights);
        }
        return values;
    }

    /** Who wins each prompt, or of all rows if there are no prompts. */
    private static List<int[]> groups(Study study) {
        return study.prompts.isEmpty()
                ? List.of(IntStream.range(0, study.columns[0].length).toArray())
                : study.prompts.rows();
    }

    private static int winner(double[] values, int[] group) {
        int best = group[0];
        for (int row : group) {
            best = values[row] > values[best] || Double.isNaN(values[best]) ? row : best;
        }
        return best;
    }

    private static double gold(Study study, double[] values) {
        return !study.prompts.hasGold()
                ? Double.NaN
                : groups(study).stream()
                        .mapToDouble(g -> study.prompts.gold()[winner(values, g)])
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN);
    }

    /** Rows that win by the sum though they fail on something, where the conjunction picks one that does not. */
    private static List<int[]> compensated(Study study) {
        double[] sum = study.get(Way.SUM).values;
        double[] conjunction = study.get(Way.CONJUNCTION).values;
        return groups(study).stream()
                .map(g -> new int[] {winner(sum, g), winner(conjunction, g)})
                .filter(w -> study.fails(w[0]) && !study.fails(w[1]))
                .toList();
    }

    /** What the ways say of the best of all rows. */
    private static String best(Study study, Map<String, Object> values) {
        List<String> other = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (Combined way : study.ways) {
            if (way.way != Way.SUM) {
                (values.get("changed_" + way.way.id()) instanceof Long n && n == 0 ? same : other).add(way.way.id());
            }
        }
        return "Of all " + Digits.count(study.columns[0].length) + " rows "
                + (same.isEmpty() ? "" : String.join(", ", same) + " and the sum call the same one best")
                + (same.isEmpty() || other.isEmpty() ? "" : "; ")
                + (other.isEmpty() ? "" : String.join(", ", other) + " another one than the sum") + ".";
    }

    private static List<Finding> findings(Study study) {
        List<Finding> findings = new ArrayList<>();
        List<int[]> groups = groups(study);
        double[] sum = study.get(Way.SUM).values;
        List<String> parts = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Combined way : study.ways) {
            if (way.way != Way.SUM) {
                long changed = groups.stream()
                        .filter(g -> winner(sum, g) != winner(way.values, g))
                        .count();
                parts.add(way.way.id() + " " + changed);
                values.put("changed_" + way.way.id(), changed);
            }
        }
        findings.add(new Finding(
                "combination-winners",
                Severity.INFO,
                study.prompts.isEmpty()
                        ? best(study, values)
                        : "Combined otherwise than by their sum, " + String.join(", ", study.names)
                                + " change the best of " + groups.size() + " prompts: " + String.join(", ", parts)
                                + ".",
                "The row with the largest combined value; the first of equal ones.",
                values,
                study.prompts.hasGold() ? "winner-gold" : "sum-against-krc"));
        List<int[]> compensated = compensated(study);
        if (!compensated.isEmpty()) {
            findings.add(new Finding(
                    "compensated",
                    Severity.WARNING,
                    "In " + compensated.size() + " of " + groups.size()
                            + (study.prompts.isEmpty() ? " sets" : " prompts")
                            + " the winner by the sum makes up for a reward below its reference, where the conjunction"
                            + " picks one that is good on all.",
                    "The winner by Σ r_k has σ(r_k − ref_k) < ½ for some k, the winner by Σ log σ(r_k − ref_k) for"
                            + " none.",
                    Map.of("compensated", compensated.size(), "groups", groups.size()),
                    "sum-against-conjunction"));
        }
        return findings;
    }

    private static List<Figure> figures(Study study) {
        List<Figure> figures = new ArrayList<>();
        for (Way way : List.of(Way.CONJUNCTION, Way.KRC, Way.PRODUCT)) {
            figures.add(scatter(study, way));
        }
        if (study.prompts.hasGold()) {
            figures.add(new Figure(
                    "winner-gold",
                    "Gold of the winner by each way",
                    Axis.categories("", study.ways.stream().map(w -> w.way.id()).toList()),
                    Axis.linear("mean " + study.prompts.goldName() + " of the best response"),
                    List.of(new Layer.Bars(
                            "",
                            0,
                            study.ways.stream()
                                    .mapToDouble(w -> gold(study, w.values))
                                    .toArray())),
                    "Mean " + study.prompts.goldName() + " of the response that each way ranks first, over "
                            + groups(study).size() + " prompts.",
                    FigureSource.NONE));
        }
        return figures;
    }

    private static Figure scatter(Study study, Way way) {
        double[] sum = study.get(Way.SUM).values;
        Combined other = study.get(way);
        int step = Math.max(1, sum.length / SHOWN);
        int[] rows = IntStream.iterate(0, i -> i < sum.length, i -> i + step).toArray();
        List<Layer> layers = new ArrayList<>();
        for (boolean fails : new boolean[] {false, true}) {
            int[] own = Arrays.stream(rows).filter(i -> study.fails(i) == fails).toArray();
            layers.add(new Layer.Scatter(
                    fails ? "below a reference" : "good on all",
                    fails ? 1 : 0,
                    Arrays.stream(own).mapToDouble(i -> sum[i]).toArray(),
                    Arrays.stream(own).mapToDouble(i -> other.values[i]).toArray()));
        }
        return new Figure(
                "sum-against-" + way.id(),
                "Sum against " + way.id(),
                Axis.linear("Σ r_k"),
                Axis.linear(way.formula()),
                layers,
                "The sum of " + String.join(", ", study.names) + " against " + way.formula()
                        + (other.scaled ? ", each brought to 0 to 1 first" : "") + ". "
                        + Digits.count(sum.length) + " rows"
                        + (step > 1 ? ", every " + step + "th is drawn." : "."),
                FigureSource.NONE);
    }

    private static List<ResultTable> tables(Study study, CombinationParameters parameters) {
        double[] sum = study.get(Way.SUM).values;
        List<int[]> groups = groups(study);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Combined way : study.ways) {
            Moments moments = Moments.of(way.values);
            long failing = groups.stream()
                    .filter(g -> study.fails(winner(way.values, g)))
                    .count();
            rows.add(Arrays.asList(
                    way.way.id(),
                    way.way.formula(),
                    way.scaled ? "0 to 1" : "as it is",
                    orNull(moments.mean()),
                    orNull(moments.standardDeviation()),
                    orNull(Correlation.spearman(sum, way.values)),
                    groups.size(),
                    groups.stream()
                            .filter(g -> winner(sum, g) != winner(way.values, g))
                            .count(),
                    failing,
                    orNull(gold(study, way.values))));
        }
        List<List<@Nullable Object>> listed = new ArrayList<>();
        compensated(study).stream().limit(parameters.listed()).forEach(w -> {
            for (int k = 0; k < study.names.size(); k++) {
                listed.add(Arrays.asList(
                        w[0],
                        w[1],
                        study.names.get(k),
                        study.columns[k][w[0]],
                        study.columns[k][w[1]],
                        study.references[k],
                        study.columns[k][w[0]] < study.references[k]));
            }
        });
        return List.of(
                new ResultTable(
                        "ways",
                        "Ways to combine " + String.join(", ", study.names),
                        List.of(
                                "way",
                                "formula",
                                "scale",
                                "mean",
                                "sd",
                                "spearman_with_sum",
                                "groups",
                                "winners_changed",
                                "winners_failing",
                                "winner_gold"),
                        rows),
                new ResultTable(
                        "compensated",
                        "Winners by the sum that fail on something, beside the winner by the conjunction",
                        List.of("row", "row_conjunction", "reward", "value", "value_conjunction", "reference", "fails"),
                        listed));
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
