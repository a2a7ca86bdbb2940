package rewardloom.model.reward.hierarchy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Tables;

/** Preferences by a decision tree over factors in the order of their importance. */
public final class Hierarchy extends CardAnalysis<Hierarchy.Settings> {

    /** Which factors, in which order. */
    public record Settings(
            @Parameter(
                    label = "Factors",
                    help = "Factors in the order of their importance; - before a name where less is better; empty: the"
                            + " components, success first.",
                    choices = Choices.FREE)
            List<String> factors,

            @Parameter(
                    label = "Margins",
                    help = "σ of each factor: two differ in it when they are more than σ standard deviations apart;"
                            + " the last one counts for the factors after it.")
            List<String> margins,

            @Parameter(
                    label = "Deviation",
                    help = "Standard deviation that margins are measured by: sample (n − 1), as the authors', or"
                            + " population (n).")
            Deviation deviation,

            @Parameter(
                    label = "Decay",
                    help = "Weight of a factor relative to the one before it, for the weighted sum that is compared.",
                    min = 0,
                    max = 1)
            double decay,

            @Parameter(
                    label = "Pairs",
                    help = "Pairs that are compared at most; more are drawn.",
                    min = 10,
                    max = 5000000)
            int pairs,

            @Parameter(label = "Seed", help = "Where drawing begins.")
            long seed,

            @Parameter(label = "Table", help = "Table to read; empty: the first that fits.", choices = Choices.TABLES)
            String table,

            @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
            List<String> runs) {

        public Settings {
            factors = List.copyOf(factors);
            margins = List.copyOf(margins);
            runs = List.copyOf(runs);
        }
    }

    /** Which standard deviation. */
    public enum Deviation {
        SAMPLE,
        POPULATION
    }

    private static final Settings DEFAULTS =
            new Settings(List.of(), List.of("0.1"), Deviation.SAMPLE, 0.5, 50_000, 1, "", List.of());

    public Hierarchy() {
        super(
                new Card(
                        "hierarchy",
                        "Hierarchy of rewards",
                        Family.DECOMPOSITION,
                        "Which of two is better when rewards are ranked by importance, and which level decides?",
                        List.of("Deep Reinforcement Learning from Hierarchical Weak Preference Feedback"),
                        List.of(
                                "any table with two or more components or scores",
                                "pairs with factors of both sides and a label")),
                DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(DEFAULTS, tables);
    }

    @Override
    public boolean accepts(Settings settings, Tables tables) {
        return FactorRows.accepts(tables, settings.table(), settings.runs(), settings.factors());
    }

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        progress.update("reading", 0);
        FactorRows rows = FactorRows.read(tables, settings.table(), settings.runs(), settings.factors());
        progress.checkCancelled();
        progress.update("comparing", 0.5);
        double[] deviations = new double[rows.names().size()];
        double[] margins = new double[deviations.length];
        for (int k = 0; k < margins.length; k++) {
            Moments moments = Moments.of(rows.factors()[k]);
            double variance = settings.deviation() == Deviation.SAMPLE
                    ? moments.variance()
                    : moments.variance() * (moments.n() - 1) / moments.n();
            deviations[k] = Math.sqrt(variance);
            margins[k] = margin(settings, k) * deviations[k];
        }
        Judged judged = Judged.of(rows, new DecisionTree(margins), settings);
        return new Result(
                List.of(finding(rows, judged)),
                figures(rows, judged),
                tables(rows, judged, settings, deviations, margins),
                rows.inputs());
    }

    private static double margin(Settings settings, int level) {
        if (settings.margins().isEmpty()) {
            return 0;
        }
        String text = settings.margins().get(Math.min(level, settings.margins().size() - 1));
        try {
            double value = Double.parseDouble(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new AnalysisException("a margin is a number from 0 on, not '" + text + "'");
        }
        throw new AnalysisException("a margin is a number from 0 on, not '" + text + "'");
    }

    /**
     * The preferences.
     *
     * @param decided number of pairs that each level decides
     * @param pairs number of pairs
     * @param winners pairs {better, worse}
     * @param model linear reward fitted to them, null if there are none
     * @param agreement share of the decided pairs that others order the same way, by name
     * @param between wins between runs, {@code [winner][loser]}
     */
    private record Judged(
            long[] decided,
            long pairs,
            List<int[]> winners,
            @Nullable BradleyTerry model,
            Map<String, Double> agreement,
            long[][] between) {

        /** Whether a pair of two different runs was decided: rows of one prompt, for instance, are of one run. */
        boolean isBetweenRuns() {
            return IntStream.range(0, between.length)
                    .anyMatch(i -> IntStream.range(0, between.length).anyMatch(j -> i != j && between[i][j] > 0));
        }

        static Judged of(FactorRows rows, DecisionTree tree, Settings settings) {
            long[] decided = new long[rows.names().size()];
            List<int[]> winners = new ArrayList<>();
            List<int[]> pairs = pairs(rows, settings);
            int runs = rows.runs().size();
            long[][] between = new long[runs][runs];
            for (int[] pair : pairs) {
                DecisionTree.Choice choice = tree.choose(rows.row(pair[0]), rows.row(pair[1]));
                if (choice.sign() != 0) {
                    decided[choice.level()]++;
                    int better = choice.sign() > 0 ? pair[0] : pair[1];
                    int worse = choice.sign() > 0 ? pair[1] : pair[0];
                    winners.add(new int[] {better, worse});
                    between[rows.runOf()[better]][rows.runOf()[worse]]++;
                }
            }
            BradleyTerry model = winners.isEmpty() ? null : BradleyTerry.fit(differences(rows, winners), 1e-3);
            return new Judged(
                    decided, pairs.size(), winners, model, agreement(rows, winners, settings, model), between);
        }

        private static List<int[]> pairs(FactorRows rows, Settings settings) {
            if (!rows.given().isEmpty()) {
                return rows.given();
            }
            List<int[]> pairs = new ArrayList<>();
            long all = rows.groups().stream()
                    .mapToLong(g -> (long) g.length * (g.length - 1) / 2)
                    .sum();
            if (all <= settings.pairs()) {
                for (int[] group : rows.groups()) {
                    for (int i = 0; i < group.length; i++) {
                        for (int j = i + 1; j < group.length; j++) {
                            pairs.add(new int[] {group[i], group[j]});
                        }
                    }
                }
                return pairs;
            }
            SplittableRandom random = new SplittableRandom(settings.seed());
            List<int[]> groups =
                    rows.groups().stream().filter(g -> g.length > 1).toList();
            while (pairs.size() < settings.pairs()) {
                int[] group = groups.get(random.nextInt(groups.size()));
                int i = random.nextInt(group.length);
                int j = random.nextInt(group.length - 1);
                pairs.add(new int[] {group[i], group[j >= i ? j + 1 : j]});
            }
            return pairs;
        }

        private static double[][] differences(FactorRows rows, List<int[]> winners) {
            double[] scale = new double[rows.names().size()];
            for (int k = 0; k < scale.length; k++) {
                double sd = Moments.of(rows.factors()[k]).standardDeviation();
                scale[k] = sd > 0 ? sd : 1;
            }
            double[][] differences = new double[winners.size()][scale.length];
            for (int i = 0; i < differences.length; i++) {
                for (int k = 0; k < scale.length; k++) {
                    double[] factor = rows.factors()[k];
                    differences[i][k] = (factor[winners.get(i)[0]] - factor[winners.get(i)[1]]) / scale[k];
                }
            }
            return differences;
        }

        private static Map<String, Double> agreement(
                FactorRows rows, List<int[]> winners, Settings settings, @Nullable BradleyTerry model) {
            Map<String, Double> agreement = new LinkedHashMap<>();
            double[] weighted = new double[rows.size()];
            double weight = 1;
            for (int k = 0; k < rows.names().size(); k++) {
                double sd = Moments.of(rows.factors()[k]).standardDeviation();
                for (int i = 0; i < weighted.length; i++) {
                    weighted[i] += weight * rows.factors()[k][i] / (sd > 0 ? sd : 1);
                }
                weight *= settings.decay();
            }
            agreement.put("weighted sum", share(winners, weighted));
            rows.compared().forEach((name, values) -> agreement.put(name, share(winners, values)));
            if (model != null) {
                agreement.put("fitted Bradley-Terry", model.accuracy());
            }
            return agreement;
        }

        private static double share(List<int[]> winners, double[] values) {
            double same = 0;
            double known = 0;
            for (int[] pair : winners) {
                double difference = values[pair[0]] - values[pair[1]];
                if (Double.isFinite(difference)) {
                    known++;
                    same += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                }
            }
            return known == 0 ? Double.NaN : same / known;
        }

        long undecided() {
            return pairs - winners.size();
        }
    }

    private static Finding finding(FactorRows rows, Judged judged) {
        int most = IntStream.range(0, judged.decided.length)
                .boxed()
                .max((a, b) -> Long.compare(judged.decided[a], judged.decided[b]))
                .orElse(0);
        String agreement = judged.agreement.entrySet().stream()
                .map(e -> e.getKey() + " " + Digits.percent(e.getValue()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("pairs", judged.pairs);
        values.put("undecided", judged.undecided());
        judged.agreement.forEach(values::put);
        return new Finding(
                "hierarchy",
                Severity.INFO,
                rows.names().get(most) + " decides " + Digits.percent((double) judged.decided[most] / judged.pairs)
                        + " of "
                        + Digits.count(judged.pairs) + " pairs; "
                        + Digits.percent((double) judged.undecided() / judged.pairs)
                        + " stay undecided. Agreement with the tree: " + agreement + ".",
                "The first factor in which two differ by more than σ_k standard deviations decides. Agreement: share"
                        + " of the decided pairs that are ordered the same way, half for equal ones.",
                values,
                "levels");
    }

    private static List<Figure> figures(FactorRows rows, Judged judged) {
        List<String> places = new ArrayList<>(rows.names());
        places.add("undecided");
        double[] shares = new double[places.size()];
        for (int k = 0; k < judged.decided.length; k++) {
            shares[k] = (double) judged.decided[k] / judged.pairs;
        }
        shares[judged.decided.length] = (double) judged.undecided() / judged.pairs;
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                "levels",
                "Which level decides",
                Axis.categories("factor, most important first", places),
                Axis.linear("share of the pairs"),
                List.of(new Layer.Bars("", 0, shares)),
                "Share of " + Digits.count(judged.pairs) + " pairs that each level of the decision tree decides.",
                FigureSource.NONE.counting(rows.size(), 0)));
        List<String> names = List.copyOf(judged.agreement.keySet());
        figures.add(new Figure(
                "agreement",
                "Agreement with the decision tree",
                Axis.categories("", names),
                Axis.linear("share of the decided pairs").range(0, 1),
                List.of(
                        new Layer.Bars(
                                "",
                                0,
                                judged.agreement.values().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray()),
                        new Layer.Rule("", -1, 0.5, false)),
                "Share of the pairs that the tree decides which others order the same way; half is chance.",
                FigureSource.NONE.counting(rows.size(), 0)));
        if (judged.isBetweenRuns()) {
            figures.add(wins(rows, judged));
        }
        return figures;
    }

    private static Figure wins(FactorRows rows, Judged judged) {
        int n = rows.runs().size();
        double[][] shares = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                long all = judged.between[i][j] + judged.between[j][i];
                shares[i][j] = all == 0 || i == j ? Double.NaN : (double) judged.between[i][j] / all;
            }
        }
        double[] places = IntStream.range(0, n).asDoubleStream().toArray();
        return new Figure(
                "wins",
                "Who wins against whom",
                Axis.categories("loses", rows.runs()),
                Axis.categories("wins", rows.runs()),
                List.of(new Layer.HeatMap("share of the decided pairs", places, places, shares, 0, 1, true)),
                "Share of the decided pairs between two runs that the run of the row wins.",
                FigureSource.NONE.counting(rows.size(), 0));
    }

    private static List<ResultTable> tables(
            FactorRows rows, Judged judged, Settings settings, double[] deviations, double[] margins) {
        ResultRows levels = ResultRows.of(
                "levels",
                "The levels of the decision tree",
                "level",
                "factor",
                "sigma",
                "deviation",
                "margin",
                "decided",
                "share",
                "weight_bradley_terry");
        for (int k = 0; k < rows.names().size(); k++) {
            levels.add(
                    k + 1,
                    rows.names().get(k),
                    margin(settings, k),
                    deviations[k],
                    margins[k],
                    judged.decided[k],
                    (double) judged.decided[k] / judged.pairs,
                    judged.model == null ? Double.NaN : judged.model.weights()[k]);
        }
        levels.add(
                rows.names().size() + 1,
                "undecided",
                null,
                null,
                null,
                judged.undecided(),
                (double) judged.undecided() / judged.pairs,
                null);
        ResultRows agreement =
                ResultRows.of("agreement", "Agreement with the decision tree on the decided pairs", "with", "share");
        judged.agreement.forEach((name, share) -> agreement.add(name, share));
        ResultRows wins = ResultRows.of("wins", "Decided pairs between runs", "winner", "loser", "pairs");
        for (int i = 0; i < rows.runs().size(); i++) {
            for (int j = 0; j < rows.runs().size(); j++) {
                if (judged.between[i][j] > 0) {
                    wins.add(rows.runs().get(i), rows.runs().get(j), judged.between[i][j]);
                }
            }
        }
        ResultRows listed = ResultRows.of(
                "preferences", "The first hundred preferences: rows of what is preferred", "better", "worse");
        judged.winners.stream().limit(100).forEach(w -> listed.add(rows.id(w[0]), rows.id(w[1])));
        return List.of(levels.table(), agreement.table(), wins.table(), listed.table());
    }
}
