package rewardloom.model.reward.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** Partial rewards against what they stand for: whether execution, correctness or success follows them. */
public final class PartialRewards extends CardAnalysis<PartialRewards.Settings> {

    /** What stands for what. */
    public record Settings(
            @Parameter(
                    label = "Outcome",
                    help = "Column that says whether a response is right (1) or wrong (0); empty: the one with the"
                            + " role correct, success or gold, or called execution.",
                    choices = Choices.COLUMNS)
            String outcome,

            @Parameter(
                    label = "Partial rewards",
                    help = "Columns with partial rewards; empty: the components.",
                    choices = Choices.COLUMNS)
            List<String> partial,

            @Parameter(
                    label = "Predicted query",
                    help = "Column with the predicted query: n-gram and schema rewards are computed from it and the"
                            + " right one; empty: found by its name.",
                    choices = Choices.COLUMNS)
            String predicted,

            @Parameter(
                    label = "Right query",
                    help = "Column with the right query; empty: found by its name.",
                    choices = Choices.COLUMNS)
            String gold,

            @Parameter(label = "n", help = "Number of words of an n-gram.", min = 1, max = 8)
            int words,

            @Parameter(label = "Table", help = "Table to read; empty: all that fit.", choices = Choices.TABLES)
            String table,

            @Parameter(label = "Runs", help = "Runs or groups; empty: all.", choices = Choices.RUNS)
            List<String> runs) {

        public Settings {
            partial = List.copyOf(partial);
            runs = List.copyOf(runs);
        }
    }

    private static final Settings DEFAULTS = new Settings("", List.of(), "", "", 2, "", List.of());
    private static final int WINDOWS = 5;
    private static final double Z = 1.959964;

    public PartialRewards() {
        super(
                new Card(
                        "partial-rewards",
                        "Partial rewards",
                        Family.LANGUAGE,
                        "Which partial reward tells right from wrong, and does one rise while the outcome does not?",
                        List.of("Reasoning-SQL: Reinforcement Learning with SQL Tailored Partial Rewards for"
                                + " Reasoning-Enhanced Text-to-SQL"),
                        List.of("responses or scores with correct and component", "responses with two columns of SQL")),
                DEFAULTS);
    }

    private static List<Wish> wishes(Settings s) {
        return List.of(
                Wish.number("outcome", "whether a response is right")
                        .role(RoleType.CORRECT, RoleType.SUCCESS)
                        .named(
                                "(?:component_|reward_)?(?:exec(?:ution)?(?:_accuracy|_match|_correct)?|correct|accuracy|outcome|passed)")
                        .given("outcome", s.outcome()),
                Wish.number("step", "the step").role(RoleType.STEP).maybe(),
                Wish.text("predicted", "the predicted query")
                        .named("pred(?:icted)?(?:_sql|_query)?|sql_pred(?:icted)?|generated_sql")
                        .given("predicted", s.predicted())
                        .maybe(),
                Wish.text("gold", "the right query")
                        .named("gold_(?:sql|query)|sql_gold|target_sql|reference_sql|gt_sql")
                        .given("gold", s.gold())
                        .maybe());
    }

    private static Search search(Settings s) {
        return new Search(List.of(Kind.RESPONSES, Kind.SCORES), s.table(), s.runs(), wishes(s));
    }

    private static List<String> partial(Table table, Settings s, String outcome) {
        if (!s.partial().isEmpty()) {
            List<String> found = new ArrayList<>();
            for (String wanted : s.partial()) {
                table.columns().stream()
                        .filter(c ->
                                c.name().equals(wanted) || c.role().detail().equals(wanted))
                        .findFirst()
                        .ifPresent(c -> found.add(c.name()));
            }
            return found.size() == s.partial().size() ? found : List.of();
        }
        return table.columns(RoleType.COMPONENT).stream()
                .map(Column::name)
                .filter(n -> !n.equals(outcome))
                .toList();
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(DEFAULTS, tables);
    }

    @Override
    public boolean accepts(Settings settings, Tables tables) {
        Search search = search(settings);
        return search.finds(tables)
                && search.in(tables).stream()
                        .anyMatch(m -> !partial(m.table(), settings, m.names().getOrDefault("outcome", ""))
                                        .isEmpty()
                                || (m.has("predicted") && m.has("gold")));
    }

    /** All rows: outcome, step, and the partial rewards by name. */
    private record Study(double[] outcome, double[] step, Map<String, double[]> partial) {
        boolean hasSteps() {
            return Arrays.stream(step)
                            .filter(Double::isFinite)
                            .distinct()
                            .limit(3)
                            .count()
                    > 2;
        }
    }

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        List<Search.Match> matches = search(settings).in(tables);
        List<Study> parts = new ArrayList<>();
        List<Table> inputs = new ArrayList<>();
        for (Search.Match match : matches) {
            progress.checkCancelled();
            List<String> columns =
                    partial(match.table(), settings, match.names().getOrDefault("outcome", ""));
            Map<String, String> names = new LinkedHashMap<>(match.names());
            columns.forEach(c -> names.put("partial " + c, c));
            Rows rows = Rows.read(tables, new Search.Match(match.table(), names));
            Map<String, double[]> partial = new LinkedHashMap<>();
            columns.forEach(c -> partial.put(shortName(match.table(), c), rows.numbers("partial " + c)));
            if (rows.has("predicted") && rows.has("gold")) {
                partial.put(settings.words() + "-gram Jaccard", overlap(rows, settings.words()));
                partial.put("schema Jaccard", overlap(rows, 0));
            }
            if (!partial.isEmpty()) {
                parts.add(new Study(rows.numbers("outcome"), rows.numbers("step", Double.NaN), partial));
                inputs.add(match.table());
            }
        }
        if (parts.isEmpty()) {
            throw new AnalysisException("there are no partial rewards beside the outcome: name them with partial");
        }
        Study study = joined(parts);
        return new Result(findings(study), figures(study), List.of(table(study), overTime(study)), inputs);
    }

    private static String shortName(Table table, String column) {
        return table.columns().stream()
                .filter(c -> c.name().equals(column) && !c.role().detail().isEmpty())
                .map(c -> c.role().detail())
                .findFirst()
                .orElse(column);
    }

    /** n-grams, or for 0 the names of tables and columns. */
    private static double[] overlap(Rows rows, int n) {
        Values predicted = rows.texts("predicted");
        Values gold = rows.texts("gold");
        double[] overlap = new double[rows.size()];
        for (int i = 0; i < overlap.length; i++) {
            overlap[i] = n == 0
                    ? Overlap.jaccard(Overlap.identifiers(predicted.text(i)), Overlap.identifiers(gold.text(i)))
                    : Overlap.jaccard(Overlap.ngrams(predicted.text(i), n), Overlap.ngrams(gold.text(i), n));
        }
        return overlap;
    }

    private static Study joined(List<Study> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        Map<String, double[]> partial = new LinkedHashMap<>();
        List<String> names = parts.stream()
                .flatMap(p -> p.partial.keySet().stream())
                .distinct()
                .toList();
        for (String name : names) {
            partial.put(
                    name,
                    parts.stream()
                            .flatMapToDouble(p -> Arrays.stream(p.partial.getOrDefault(name, nans(p.outcome.length))))
                            .toArray());
        }
        return new Study(
                parts.stream().flatMapToDouble(p -> Arrays.stream(p.outcome)).toArray(),
                parts.stream().flatMapToDouble(p -> Arrays.stream(p.step)).toArray(),
                partial);
    }

    private static double[] nans(int size) {
        double[] nans = new double[size];
        Arrays.fill(nans, Double.NaN);
        return nans;
    }

    /** Means of a column in equal stretches of the steps. */
    private static double[] windows(Study study, double[] values) {
        double low = Arrays.stream(study.step).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(study.step).filter(Double::isFinite).max().orElse(1);
        double[] sums = new double[WINDOWS];
        int[] counts = new int[WINDOWS];
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i]) && Double.isFinite(study.step[i])) {
                int w = Math.clamp((int) ((study.step[i] - low) / (high - low) * WINDOWS), 0, WINDOWS - 1);
                sums[w] += values[i];
                counts[w]++;
            }
        }
        Arrays.setAll(sums, w -> counts[w] == 0 ? Double.NaN : sums[w] / counts[w]);
        return sums;
    }

    private static List<Finding> findings(Study study) {
        List<Finding> findings = new ArrayList<>();
        String best = "";
        double top = -1;
        for (Map.Entry<String, double[]> partial : study.partial.entrySet()) {
            double area = Auc.of(partial.getValue(), study.outcome).area();
            if (Math.abs(area - 0.5) > top) {
                top = Math.abs(area - 0.5);
                best = partial.getKey();
            }
        }
        if (!best.isEmpty()) {
            Auc auc = Auc.of(study.partial.getOrDefault(best, new double[0]), study.outcome);
            findings.add(new Finding(
                    "best-partial",
                    Severity.INFO,
                    best + " tells right from wrong best: AUC " + Digits.text(auc.area()) + " ± "
                            + Digits.text(Z * auc.error()) + " over " + auc.positives() + " right and "
                            + auc.negatives() + " wrong responses.",
                    "Area under the receiver operating characteristic; ± is 1.96 standard errors by Hanley and McNeil.",
                    Map.of("partial", best, "auc", auc.area(), "standard_error", auc.error()),
                    "auc"));
        }
        if (best.isEmpty()) {
            boolean right = Arrays.stream(study.outcome).anyMatch(o -> o > 0.5);
            long known = Arrays.stream(study.outcome).filter(Double::isFinite).count();
            findings.add(new Finding(
                    "one-outcome",
                    Severity.WARNING,
                    known == 0
                            ? "No response has an outcome: nothing tells right from wrong."
                            : "All " + Digits.count(known) + " responses are " + (right ? "right" : "wrong")
                                    + ": nothing can tell right from wrong.",
                    "The area under the receiver operating characteristic needs right and wrong responses.",
                    Map.of("responses", known),
                    "auc"));
        }
        if (study.hasSteps()) {
            hacked(study, findings);
        }
        return findings;
    }

    /** Partial rewards that rise from the first to the last stretch while the outcome does not. */
    private static void hacked(Study study, List<Finding> findings) {
        double[] outcome = windows(study, study.outcome);
        study.partial.forEach((name, values) -> {
            double[] means = windows(study, values);
            double rise = means[WINDOWS - 1] - means[0];
            double gain = outcome[WINDOWS - 1] - outcome[0];
            double sd = Moments.of(values).standardDeviation();
            if (rise > 0.2 * sd && gain <= 0) {
                findings.add(new Finding(
                        "partial-hacked",
                        Severity.WARNING,
                        name + " rises from " + Digits.text(means[0]) + " to " + Digits.text(means[WINDOWS - 1])
                                + " while the outcome goes from " + Digits.text(outcome[0]) + " to "
                                + Digits.text(outcome[WINDOWS - 1]) + ".",
                        "From the first to the last fifth of the steps the partial reward rises by more than a fifth"
                                + " of its standard deviation, and the outcome does not rise.",
                        Map.of("partial", name, "rise", rise, "outcome_change", gain),
                        "over-steps"));
            }
        });
    }

    private static List<Figure> figures(Study study) {
        List<String> names = List.copyOf(study.partial.keySet());
        double[] area = new double[names.size()];
        double[] low = new double[names.size()];
        double[] high = new double[names.size()];
        for (int k = 0; k < area.length; k++) {
            Auc auc = Auc.of(study.partial.getOrDefault(names.get(k), new double[0]), study.outcome);
            area[k] = auc.area();
            low[k] = Math.max(0, auc.area() - Z * auc.error());
            high[k] = Math.min(1, auc.area() + Z * auc.error());
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                "auc",
                "How well each partial reward tells right from wrong",
                Axis.categories("", names),
                Axis.linear("AUC").range(0, 1),
                List.of(new Layer.Bars("", 0, area, low, high), new Layer.Rule("", -1, 0.5, false)),
                "Area under the receiver operating characteristic of each partial reward for the outcome; half is"
                        + " chance. Bars: ± 1.96 standard errors by Hanley and"
                        + " McNeil. " + Digits.count(study.outcome.length)
                        + " responses.",
                FigureSource.NONE.counting(study.outcome.length, 0)));
        if (study.hasSteps()) {
            figures.add(overSteps(study));
        }
        return figures;
    }

    private static Figure overSteps(Study study) {
        TreeMap<Double, List<Integer>> bySteps = new TreeMap<>();
        for (int i = 0; i < study.step.length; i++) {
            if (Double.isFinite(study.step[i])) {
                bySteps.computeIfAbsent(study.step[i], s -> new ArrayList<>()).add(i);
            }
        }
        double[] x = bySteps.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        List<Layer.StackedArea.Part> parts = new ArrayList<>();
        int color = 0;
        for (Map.Entry<String, double[]> partial : study.partial.entrySet()) {
            parts.add(new Layer.StackedArea.Part(partial.getKey(), color++, means(bySteps, partial.getValue())));
        }
        return new Figure(
                "over-steps",
                "Partial rewards over the training",
                Axis.linear("step"),
                Axis.linear("mean reward"),
                List.of(
                        new Layer.StackedArea(x, parts),
                        new Layer.Line("outcome", -1, x, means(bySteps, study.outcome), false)),
                "Mean of each partial reward at each step, stacked, and the outcome.",
                FigureSource.NONE.counting(study.outcome.length, 0));
    }

    private static double[] means(TreeMap<Double, List<Integer>> bySteps, double[] values) {
        return bySteps.values().stream()
                .mapToDouble(rows -> rows.stream()
                        .mapToDouble(i -> values[i])
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }

    private static ResultTable table(Study study) {
        ResultRows rows = ResultRows.of(
                "partial-rewards",
                "Partial rewards against the outcome",
                "partial",
                "mean",
                "sd",
                "mean_right",
                "mean_wrong",
                "auc",
                "auc_standard_error",
                "correlation",
                "missing");
        study.partial.forEach((name, values) -> {
            Moments moments = Moments.of(values);
            Auc auc = Auc.of(values, study.outcome);
            rows.add(
                    name,
                    moments.mean(),
                    moments.standardDeviation(),
                    mean(values, study.outcome, true),
                    mean(values, study.outcome, false),
                    auc.area(),
                    auc.error(),
                    Correlation.pearson(values, study.outcome),
                    Arrays.stream(values).filter(v -> !Double.isFinite(v)).count());
        });
        return rows.table();
    }

    private static double mean(double[] values, double[] outcome, boolean right) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i]) && outcome[i] > 0.5 == right && Double.isFinite(outcome[i])) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private static ResultTable overTime(Study study) {
        ResultRows rows = ResultRows.of(
                "over-steps",
                "First and last fifth of the steps",
                "partial",
                "first",
                "last",
                "outcome_first",
                "outcome_last");
        if (study.hasSteps()) {
            double[] outcome = windows(study, study.outcome);
            study.partial.forEach((name, values) -> {
                double[] means = windows(study, values);
                rows.add(name, means[0], means[WINDOWS - 1], outcome[0], outcome[WINDOWS - 1]);
            });
        }
        return rows.table();
    }
}
