package rewardloom.model.reward.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
import rewardloom.model.reward.ComponentChoice;
import rewardloom.model.reward.RewardReader;
import rewardloom.model.reward.RewardRows;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Checks a reward as a critic of its code would: values, firing by outcome, causes of failure, rounds of design. */
public final class RewardAudit extends CardAnalysis<RewardAudit.Settings> {

    /** What is checked. */
    public record Settings(
            @Parameter(
                    label = "Table",
                    help = "Kind of table with the components; AUTO: the first of steps, episodes, metrics,"
                            + " responses, scores.",
                    group = "Columns")
            ComponentChoice.Source source,

            @Parameter(
                    label = "Sparse",
                    help = "Component that is the sparse reward; empty: one called sparse.",
                    group = "Columns")
            String sparse,

            @Parameter(
                    label = "Dense",
                    help = "Component that is the dense reward; empty: one called dense.",
                    group = "Columns")
            String dense,

            @Parameter(
                    label = "Allowed",
                    help = "Values that the total may take, such as ±1.1 ±1 ±0.9 ±0.1 0; empty: those where a sparse"
                            + " and a dense component are found, else any.")
            String allowed,

            @Parameter(
                    label = "Success",
                    help = "Tag or column that marks success; empty: found as in the decomposition.",
                    group = "Columns")
            String success,

            @Parameter(
                    label = "Cause",
                    help = "Column with the cause of failure; empty: found by its name, if there is one.",
                    choices = Choices.COLUMNS,
                    group = "Columns")
            String cause,

            @Parameter(
                    label = "Round",
                    help = "Column with the round of design; empty: found by its name, if there is one.",
                    choices = Choices.COLUMNS,
                    group = "Columns")
            String round,

            @Parameter(label = "Runs", help = "Runs or groups of runs; empty: all.", choices = Choices.RUNS)
            List<String> runs) {

        public Settings {
            runs = List.copyOf(runs);
        }
    }

    private static final Settings DEFAULTS =
            new Settings(ComponentChoice.Source.AUTO, "", "", "", "", "", "", List.of());
    private static final List<ComponentChoice.Source> SOURCES = List.of(
            ComponentChoice.Source.STEPS,
            ComponentChoice.Source.EPISODES,
            ComponentChoice.Source.METRICS,
            ComponentChoice.Source.RESPONSES,
            ComponentChoice.Source.SCORES);
    private static final int LISTED = 50;

    public RewardAudit() {
        super(
                new Card(
                        "reward-audit",
                        "Reward audit",
                        Family.DECOMPOSITION,
                        "Does the reward do what its code was meant to: values in range, every term alive, no NaN,"
                                + " failures explained?",
                        List.of("Auto MC-Reward: Automated Dense Reward Design with Large Language Models for"
                                + " Minecraft"),
                        List.of("steps, episodes or metrics with components", "rounds of design with success")),
                DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(DEFAULTS, tables);
    }

    @Override
    public boolean accepts(Settings settings, Tables tables) {
        return tables.list().stream().anyMatch(RewardReader::isReadable)
                || rounds(settings).finds(tables);
    }

    private static Search rounds(Settings settings) {
        return new Search(
                List.of(Kind.SCORES, Kind.EPISODES, Kind.RESPONSES),
                "",
                settings.runs(),
                List.of(
                        Wish.number("round", "the round of design")
                                .named("(?:design_)?(?:round|iteration|generation)")
                                .given("round", settings.round()),
                        Wish.number("success", "success")
                                .role(RoleType.SUCCESS, RoleType.CORRECT)
                                .named("success(?:_rate)?|solved|won|win")
                                .given("success", settings.success())));
    }

    private static Search causes(Settings settings) {
        return new Search(
                List.of(Kind.EPISODES, Kind.STEPS, Kind.SCORES, Kind.RESPONSES),
                "",
                settings.runs(),
                List.of(
                        Wish.text("cause", "the cause of failure")
                                .named(
                                        "(?:failure_?|termination_?|death_?)(?:cause|reason|type|mode)?|cause(?:_of_(?:death|failure))?")
                                .given("cause", settings.cause()),
                        Wish.number("success", "success")
                                .role(RoleType.SUCCESS, RoleType.CORRECT)
                                .named("success(?:_rate)?|solved|won|win")
                                .given("success", settings.success())
                                .maybe()));
    }

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        List<Finding> findings = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<ResultTable> results = new ArrayList<>();
        List<Table> inputs = new ArrayList<>();
        if (tables.list().stream().anyMatch(RewardReader::isReadable)
                || !rounds(settings).finds(tables)) {
            components(settings, tables, progress, findings, figures, results, inputs);
        }
        if (causes(settings).finds(tables)) {
            Failures.causes(
                    Rows.readAll(tables, causes(settings).in(tables), progress, 0.9), findings, figures, results);
        }
        if (rounds(settings).finds(tables)) {
            Failures.rounds(Rows.readAll(tables, rounds(settings).in(tables), progress, 1), findings, figures, results);
        }
        Stream.of(causes(settings), rounds(settings))
                .filter(s -> s.finds(tables))
                .flatMap(s -> s.in(tables).stream())
                .map(Search.Match::table)
                .filter(t -> !inputs.contains(t))
                .distinct()
                .forEach(inputs::add);
        return new Result(findings, figures, results, inputs);
    }

    private static RewardReader reader(Settings settings, Tables tables) {
        ComponentChoice.Source source = settings.source() != ComponentChoice.Source.AUTO
                ? settings.source()
                : SOURCES.stream()
                        .filter(s ->
                                tables.list(Kind.valueOf(s.name())).stream().anyMatch(RewardReader::isReadable))
                        .findFirst()
                        .orElse(ComponentChoice.Source.AUTO);
        return new RewardReader(
                tables, new ComponentChoice(source, settings.runs(), "", settings.success(), "", 1), 1e-6);
    }

    /** The audited columns of one run. */
    private record Audit(RewardRows rows, List<AuditedComponent> columns, Optional<double[]> signs) {}

    private static void components(
            Settings settings,
            Tables tables,
            Progress progress,
            List<Finding> findings,
            List<Figure> figures,
            List<ResultTable> results,
            List<Table> inputs) {
        List<Audit> audits = new ArrayList<>();
        for (RewardRows rows : reader(settings, tables).readAll(progress, 0.5)) {
            double[] succeeded = succeeded(rows);
            List<AuditedComponent> columns = new ArrayList<>();
            rows.trace().parts().forEach((name, v) -> columns.add(AuditedComponent.of(name, v, succeeded)));
            columns.add(AuditedComponent.of(
                    rows.totalName().isEmpty() ? "sum" : rows.totalName(),
                    rows.trace().total(),
                    succeeded));
            audits.add(new Audit(rows, columns, signs(settings, rows)));
            inputs.add(rows.table());
            progress.checkCancelled();
        }
        for (Audit audit : audits) {
            findings.add(verdict(audit));
            allowed(settings, audit).ifPresent(findings::add);
            PenaltyAccount.of(audit.rows.table(), tables)
                    .filter(a -> a.points() > 0)
                    .map(PenaltyAccount::finding)
                    .ifPresent(findings::add);
        }
        firing(audits).ifPresent(figures::add);
        results.add(table(audits));
        if (audits.stream()
                .anyMatch(a -> a.signs.isPresent() || !settings.allowed().isBlank())) {
            results.add(values(settings, audits));
        }
    }

    /** For each row whether its episode succeeded; rows that are no steps stand for themselves. */
    private static double[] succeeded(RewardRows rows) {
        if (rows.trace().markers().isEmpty()) {
            return new double[0];
        }
        double[] marker = rows.trace().markers().values().iterator().next();
        if (!rows.isTrajectory()) {
            return marker;
        }
        double[] succeeded = new double[marker.length];
        for (int e = 0; e + 1 < rows.starts().length; e++) {
            double most = Double.NaN;
            for (int i = rows.starts()[e]; i < rows.starts()[e + 1]; i++) {
                most = Double.isFinite(marker[i]) ? Math.max(Double.isNaN(most) ? 0 : most, marker[i]) : most;
            }
            Arrays.fill(succeeded, rows.starts()[e], rows.starts()[e + 1], most);
        }
        return succeeded;
    }

    private static Optional<double[]> signs(Settings settings, RewardRows rows) {
        Optional<double[]> sparse = part(rows, settings.sparse(), "sparse");
        Optional<double[]> dense = part(rows, settings.dense(), "dense");
        return sparse.flatMap(s -> dense.map(d -> {
            double[] signs = new double[s.length];
            Arrays.setAll(signs, i -> SignReward.of(s[i], d[i]));
            return signs;
        }));
    }

    private static Optional<double[]> part(RewardRows rows, String given, String name) {
        return rows.trace().parts().entrySet().stream()
                .filter(e -> given.isBlank()
                        ? e.getKey().matches("(?i)(?:.*[_/ .-])?" + name + "(?:[_/ .-].*)?")
                        : e.getKey().equals(given))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Finding verdict(Audit audit) {
        List<AuditedComponent> bad =
                audit.columns.stream().filter(c -> !c.verdict().isEmpty()).toList();
        String run = audit.rows.run().name();
        Map<String, Object> values = new LinkedHashMap<>();
        audit.columns.forEach(c -> values.put(c.name(), c.verdict()));
        return new Finding(
                "components-alive",
                bad.isEmpty() ? Severity.INFO : Severity.WARNING,
                bad.isEmpty()
                        ? run + ": all " + audit.columns.size() + " columns of the reward are finite, vary and fire."
                        : run + ": "
                                + String.join(
                                        ", ",
                                        bad.stream()
                                                .map(c -> c.name() + " (" + c.verdict() + ")")
                                                .toList()) + ".",
                "A term never fires if every finite value is 0; it is constant if it takes one value; NaN and infinite"
                        + " values count as not finite.",
                values,
                "firing");
    }

    private static List<Double> allowedValues(Settings settings) {
        return settings.allowed().isBlank() ? SignReward.ALLOWED : SignReward.parse(settings.allowed());
    }

    private static Optional<Finding> allowed(Settings settings, Audit audit) {
        if (audit.signs.isEmpty() && settings.allowed().isBlank()) {
            return Optional.empty();
        }
        List<Double> allowed = allowedValues(settings);
        double[] total = audit.rows.trace().total();
        long outside = Arrays.stream(total)
                .filter(v -> Double.isFinite(v) && !SignReward.isAllowed(v, allowed))
                .count();
        String computed = audit.signs
                .map(s -> {
                    long apart = 0;
                    for (int i = 0; i < s.length; i++) {
                        apart += Math.abs(s[i] - total[i]) > 1e-6 ? 1 : 0;
                    }
                    return " sgn(sparse) + .1 sgn(dense) differs from it in " + Digits.count(apart) + " rows.";
                })
                .orElse("");
        return Optional.of(new Finding(
                "values-allowed",
                outside > 0 ? Severity.WARNING : Severity.INFO,
                audit.rows.run().name() + ": the total takes a value that is not allowed in " + Digits.count(outside)
                        + " of " + Digits.count(total.length) + " rows." + computed,
                "Allowed: "
                        + String.join(", ", allowed.stream().map(Digits::text).toList()) + ", up to a millionth.",
                Map.of("outside", outside, "rows", total.length),
                "firing"));
    }

    private static Optional<Figure> firing(List<Audit> audits) {
        List<AuditedComponent> columns =
                audits.stream().flatMap(a -> a.columns.stream()).toList();
        List<String> names =
                columns.stream().map(AuditedComponent::name).distinct().toList();
        boolean split = columns.stream()
                .anyMatch(c -> Double.isFinite(c.firingOnSuccess()) && Double.isFinite(c.firingOnFailure()));
        List<String> outcomes = split ? List.of("all", "success", "failure") : List.of("all");
        double[][] values = new double[names.size()][outcomes.size()];
        for (int n = 0; n < names.size(); n++) {
            String name = names.get(n);
            List<AuditedComponent> own =
                    columns.stream().filter(c -> c.name().equals(name)).toList();
            for (int o = 0; o < outcomes.size(); o++) {
                int outcome = o;
                values[n][o] = own.stream()
                        .mapToDouble(c ->
                                outcome == 0 ? c.firing() : outcome == 1 ? c.firingOnSuccess() : c.firingOnFailure())
                        .filter(Double::isFinite)
                        .average()
                        .orElse(Double.NaN);
            }
        }
        double[] x = new double[outcomes.size()];
        double[] y = new double[names.size()];
        Arrays.setAll(x, i -> i);
        Arrays.setAll(y, i -> i);
        return Optional.of(new Figure(
                "firing",
                "How often each term fires" + (split ? ", by outcome of the episode" : ""),
                Axis.categories("", outcomes),
                Axis.categories("", names),
                List.of(new Layer.HeatMap("share of rows that are not 0", x, y, values, 0, 1, names.size() <= 30)),
                "Share of rows whose value is not 0"
                        + (split ? ", of all episodes, of those that succeed and of those that do not" : "")
                        + "; mean over " + audits.size() + " runs.",
                FigureSource.NONE.counting(
                        audits.stream().mapToLong(a -> a.rows.points()).sum(), 0)));
    }

    private static ResultTable table(List<Audit> audits) {
        ResultRows rows = ResultRows.of(
                "components",
                "Terms of the reward",
                "run",
                "component",
                "rows",
                "not_finite",
                "distinct",
                "min",
                "max",
                "firing",
                "firing_success",
                "firing_failure",
                "verdict");
        for (Audit audit : audits) {
            for (AuditedComponent c : audit.columns) {
                rows.add(
                        audit.rows.run().name(),
                        c.name(),
                        c.rows(),
                        c.nonfinite(),
                        c.distinct() == AuditedComponent.MOST_DISTINCT
                                ? c.distinct() + "+"
                                : Integer.toString(c.distinct()),
                        c.min(),
                        c.max(),
                        c.firing(),
                        c.firingOnSuccess(),
                        c.firingOnFailure(),
                        c.verdict());
            }
        }
        return rows.table();
    }

    private static ResultTable values(Settings settings, List<Audit> audits) {
        ResultRows rows = ResultRows.of("values", "Values of the total", "run", "value", "rows", "allowed");
        for (Audit audit : audits) {
            TreeMap<Double, Integer> counts = new TreeMap<>();
            for (double value : audit.rows.trace().total()) {
                if (Double.isFinite(value)) {
                    counts.merge(Math.rint(value * 1e6) / 1e6 + 0.0, 1, Integer::sum);
                }
            }
            counts.entrySet().stream()
                    .sorted(Map.Entry.<Double, Integer>comparingByValue().reversed())
                    .limit(LISTED)
                    .forEach(e -> rows.add(
                            audit.rows.run().name(),
                            e.getKey(),
                            e.getValue(),
                            SignReward.isAllowed(e.getKey(), allowedValues(settings))));
        }
        return rows.table();
    }
}
