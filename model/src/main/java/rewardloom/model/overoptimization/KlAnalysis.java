package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.rollout.KlEstimate;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/** Divergence from the reference policy by the three usual estimators, and which of them a log shows in which unit. */
public final class KlAnalysis extends CardAnalysis<KlParameters> {
    /** A logged value this close to an estimate, relative to it, is that estimate. */
    private static final double SAME = 0.01;
    /** Divergences below this are all alike. */
    private static final double TINY = 0.01;

    public KlAnalysis() {
        super(
                new Card(
                        "kl",
                        "KL estimators and units",
                        Family.OVEROPTIMIZATION,
                        "How far has the policy moved by k1, k2 and k3, per token and per sequence, and which of these"
                                + " does the log show?",
                        List.of(
                                "Scaling Laws for Reward Model Overoptimization in Direct Alignment Algorithms",
                                "Asymptotics of Language Model Alignment"),
                        List.of("responses with logprobs and ref_logprobs")),
                KlParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(KlAnalysis::accepts);
    }

    private static boolean accepts(Table table) {
        return table.column(RoleType.LOGPROBS).isPresent()
                && table.column(RoleType.REF_LOGPROBS).isPresent();
    }

    /** One run at one step; {@code k} are sums over tokens, mean over responses. */
    private record At(
            String run,
            String group,
            double step,
            int responses,
            double tokens,
            double[] k,
            Interval[] ends,
            double[] perToken,
            double[] ofMeans,
            double logged,
            String is) {}

    @Override
    public Result run(KlParameters parameters, Tables tables, Progress progress) {
        List<At> rows = new ArrayList<>();
        List<Table> inputs = new ArrayList<>();
        long skipped = 0;
        for (Table table : tables.list()) {
            progress.checkCancelled();
            if (accepts(table)
                    && (parameters.runs().isEmpty() || parameters.runs().contains(table.run()))) {
                progress.update("reading " + table.name(), 0.5);
                inputs.add(table);
                skipped += read(table, tables, parameters, rows);
            }
        }
        if (rows.isEmpty()) {
            throw new AnalysisException("no response has log-probabilities of policy and reference for the same tokens"
                    + (skipped > 0 ? " (" + skipped + " rows have other numbers of them, or none)" : ""));
        }
        return new Result(
                findings(rows, skipped),
                List.of(estimators(rows), bySteps(rows, PolicyColors.of(tables))),
                List.of(table(rows)),
                inputs);
    }

    private static int read(Table table, Tables tables, KlParameters parameters, List<At> into) {
        Column policy = table.column(RoleType.LOGPROBS).orElseThrow();
        Column reference = table.column(RoleType.REF_LOGPROBS).orElseThrow();
        Optional<Column> step = table.column(RoleType.STEP);
        Optional<Column> kl = table.columns(RoleType.KL).stream()
                .filter(c -> c.type().isNumeric())
                .findFirst();
        List<String> names = new ArrayList<>(List.of(policy.name(), reference.name()));
        step.ifPresent(s -> names.add(s.name()));
        kl.ifPresent(k -> names.add(k.name()));
        Columns columns = tables.columns(table, names);
        if (!(columns.get(policy.name()) instanceof Values.DoubleLists own)
                || !(columns.get(reference.name()) instanceof Values.DoubleLists theirs)) {
            throw new AnalysisException(
                    "the log-probabilities of " + table.name() + " are no lists of numbers, one for each token");
        }
        KlEstimate estimate = KlEstimate.of(own, theirs);
        double[] steps = step.map(s -> columns.doubles(s.name())).orElse(new double[columns.rows()]);
        double[] logged = kl.map(k -> columns.doubles(k.name())).orElse(new double[0]);
        Map<Double, List<Integer>> byStep = new TreeMap<>();
        for (int i = 0; i < estimate.rows().length; i++) {
            byStep.computeIfAbsent(steps[estimate.rows()[i]], s -> new ArrayList<>())
                    .add(i);
        }
        byStep.forEach((at, rows) -> into.add(at(table, at, rows, estimate, logged, parameters)));
        return estimate.skipped();
    }

    private static At at(
            Table table,
            double step,
            List<Integer> rows,
            KlEstimate estimate,
            double[] logged,
            KlParameters parameters) {
        double[] tokens = pick(estimate.tokens(), rows);
        double[][] k = {pick(estimate.k1(), rows), pick(estimate.k2(), rows), pick(estimate.k3(), rows)};
        double all =
                IntStream.range(0, tokens.length).mapToDouble(i -> tokens[i]).sum();
        double[] means = new double[3];
        double[] perToken = new double[3];
        double[] ofMeans = new double[3];
        Interval[] ends = new Interval[3];
        for (int j = 0; j < 3; j++) {
            Moments moments = Moments.of(k[j]);
            means[j] = moments.mean();
            ends[j] = moments.tInterval(parameters.level());
            perToken[j] = moments.mean() * k[j].length / all;
            for (int i = 0; i < tokens.length; i++) {
                ofMeans[j] += k[j][i] / tokens[i] / tokens.length;
            }
        }
        double said = logged.length == 0
                ? Double.NaN
                : rows.stream()
                        .mapToDouble(i -> logged[estimate.rows()[i]])
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN);
        return new At(
                table.run().isEmpty() ? table.name() : table.run(),
                table.run().isEmpty() ? table.name() : table.runName().group(),
                step,
                tokens.length,
                all / tokens.length,
                means,
                ends,
                perToken,
                ofMeans,
                said,
                is(said, means, perToken, ofMeans));
    }

    private static double[] pick(double[] values, List<Integer> rows) {
        return rows.stream().mapToDouble(i -> values[i]).toArray();
    }

    /** Which estimate a logged value is; empty if it is none, or too small to tell. */
    static String is(double logged, double[] sums, double[] perToken, double[] ofMeans) {
        String best = "";
        double least = SAME;
        for (int j = 0; j < 3; j++) {
            for (Map.Entry<String, Double> candidate : Map.of(
                            " per sequence",
                            sums[j],
                            " per token",
                            perToken[j],
                            " per token, mean of means",
                            ofMeans[j])
                    .entrySet()) {
                double value = candidate.getValue();
                double error = Math.abs(logged - value) / Math.abs(value);
                if (Math.abs(value) > TINY && error < least) {
                    least = error;
                    best = "k" + (j + 1) + candidate.getKey();
                }
            }
        }
        return best;
    }

    private static ResultTable table(List<At> rows) {
        ResultRows table = new ResultRows(
                "kl-estimates",
                "Divergence from the reference policy in nats: sums over tokens, mean over responses, and per token",
                "run",
                "step",
                "responses",
                "tokens",
                "k1",
                "k1±",
                "k2",
                "k2±",
                "k3",
                "k3±",
                "k1_per_token",
                "k2_per_token",
                "k3_per_token",
                "k1_mean_of_means",
                "logged",
                "logged_is");
        for (At r : rows) {
            table.add(
                    r.run,
                    r.step,
                    r.responses,
                    r.tokens,
                    r.k[0],
                    r.ends[0],
                    r.k[1],
                    r.ends[1],
                    r.k[2],
                    r.ends[2],
                    r.perToken[0],
                    r.perToken[1],
                    r.perToken[2],
                    r.ofMeans[0],
                    r.logged,
                    r.is);
        }
        return table.table();
    }

    private static List<Finding> findings(List<At> rows, long skipped) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.stream()
                .filter(r -> Double.isFinite(r.logged) && r.k[0] > TINY)
                .forEach(r -> counts.merge(r.is, 1, Integer::sum));
        int told = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (told > 0) {
            Map.Entry<String, Integer> most =
                    counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            findings.add(new FindingBuilder("logged-kl", most.getKey().isEmpty() ? Severity.WARNING : Severity.INFO)
                    .text(
                            most.getKey().isEmpty()
                                    ? "The logged KL is none of k1, k2 and k3, per token or per sequence, at "
                                            + most.getValue() + " of " + told
                                            + " steps: it was computed from other samples or otherwise."
                                    : "The logged KL is " + most.getKey() + " at " + most.getValue() + " of " + told
                                            + " steps.")
                    .rule("The logged mean is within 1 % of the estimate from the log-probabilities of the same"
                            + " responses; steps whose k1 is below " + TINY + " nats tell nothing.")
                    .value("logged_is", most.getKey())
                    .value("steps", told)
                    .value("agree", most.getValue())
                    .figure("kl-by-step")
                    .build());
        }
        At far = rows.stream().reduce((a, b) -> a.k[0] >= b.k[0] ? a : b).orElseThrow();
        findings.add(new FindingBuilder("kl-estimators", Severity.INFO)
                .text("The farthest policy is at " + Digits.three(far.k[0]) + " "
                        + Digits.interval(far.ends[0].low(), far.ends[0].high()) + " nats per sequence by k1 ("
                        + far.run + ", step " + Digits.count(Math.round(far.step)) + "), "
                        + Digits.three(far.k[2]) + " by k3 and " + Digits.three(far.k[1]) + " by k2, "
                        + Digits.three(far.perToken[0]) + " per token at " + Digits.three(far.tokens)
                        + " tokens. k2 is biased once a policy has moved far.")
                .rule("Sums over tokens of Δ, Δ²/2 and exp(−Δ) − 1 + Δ with Δ = log π − log π_ref; Student t"
                        + " interval over responses.")
                .value("k1", far.k[0])
                .value("k2", far.k[1])
                .value("k3", far.k[2])
                .value("per_token", far.perToken[0])
                .figure("kl-estimators")
                .build());
        long negative = rows.stream().filter(r -> r.k[0] < 0).count();
        if (negative > 0) {
            findings.add(new FindingBuilder("negative-kl", Severity.INFO)
                    .text("k1 is negative at " + negative + " of " + rows.size()
                            + " steps, as an estimate near zero can be; k3 never is.")
                    .rule("A divergence is never negative; k1 of few samples can be.")
                    .value("steps", negative)
                    .figure("kl-by-step")
                    .build());
        }
        if (skipped > 0) {
            findings.add(new FindingBuilder("missing-logprobs", Severity.WARNING)
                    .text(Digits.count(skipped)
                            + " responses are left out, because their log-probabilities are missing, not"
                            + " finite, or not as many for the reference as for the policy.")
                    .rule("Every token needs both.")
                    .value("responses", skipped)
                    .build());
        }
        return findings;
    }

    private static FigureSource source(List<At> rows) {
        return new FigureSource(
                "",
                Map.of(),
                Map.of(),
                rows.stream().mapToLong(r -> r.responses).sum(),
                0);
    }

    private static Figure estimators(List<At> rows) {
        double most = rows.stream().mapToDouble(r -> r.k[0]).max().orElse(1);
        double[] line = {0, Math.max(0, most)};
        double[] k1 = rows.stream().mapToDouble(r -> Math.max(0, r.k[0])).toArray();
        return new Figure(
                "kl-estimators",
                "k2 and k3 against k1",
                Axis.scaled("k1 (nats per sequence, √ scale)", Axis.Scale.SQRT),
                Axis.scaled("other estimator (nats per sequence, √ scale)", Axis.Scale.SQRT),
                List.of(
                        new Layer.Line("equal", -1, line, line, true),
                        new Layer.Scatter("k3", 0, k1, values(rows, r -> r.k[2])),
                        new Layer.Scatter("k2", 1, k1, values(rows, r -> r.k[1]))),
                "Sums over tokens, mean over the responses of a run at a step. On the line an estimator agrees with"
                        + " k1.",
                source(rows));
    }

    private static double[] values(List<At> rows, ToDoubleFunction<At> reading) {
        return rows.stream().mapToDouble(reading).toArray();
    }

    private static Figure bySteps(List<At> rows, PolicyColors colors) {
        List<Layer> layers = new ArrayList<>();
        List<String> groups = rows.stream().map(At::group).distinct().toList();
        for (String group : groups) {
            Map<Double, List<At>> byStep = new TreeMap<>();
            rows.stream()
                    .filter(r -> r.group.equals(group))
                    .forEach(r -> byStep.computeIfAbsent(r.step, s -> new ArrayList<>())
                            .add(r));
            double[] steps =
                    byStep.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            layers.add(new Layer.Line(
                    group,
                    colors.index(group),
                    steps,
                    byStep.values().stream()
                            .mapToDouble(all -> all.stream()
                                    .mapToDouble(r -> r.k[0])
                                    .average()
                                    .orElse(Double.NaN))
                            .toArray(),
                    false));
        }
        return new Figure(
                "kl-by-step",
                "Divergence from the reference policy",
                Axis.linear("step"),
                Axis.linear("k1 (nats per sequence)"),
                layers,
                "k1 summed over tokens, mean over the responses of a step and over the runs of a group.",
                source(rows));
    }
}
