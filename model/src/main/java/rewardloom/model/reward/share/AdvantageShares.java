package rewardloom.model.reward.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import rewardloom.model.reward.RewardReader;
import rewardloom.model.reward.RewardRows;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Which component decides who wins within a group of responses. */
public final class AdvantageShares extends CardAnalysis<AdvantageParameters> {

    public AdvantageShares() {
        super(
                new Card(
                        "advantage-shares",
                        "Advantage by component",
                        Family.LANGUAGE,
                        "Which component do the advantages within a group of responses come from?",
                        List.of(
                                "Reasoning-SQL: Reinforcement Learning with SQL Tailored Partial Rewards for"
                                        + " Reasoning-Enhanced Text-to-SQL",
                                "Mixed-R1: Unified Reward Perspective For Reasoning Capability in Multimodal Large"
                                        + " Language Models"),
                        List.of("responses with component and prompt, several to each prompt")),
                AdvantageParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(AdvantageParameters.DEFAULTS, tables);
    }

    @Override
    public boolean accepts(AdvantageParameters parameters, Tables tables) {
        return tables.list(Kind.RESPONSES).stream()
                .anyMatch(t ->
                        (RewardReader.isReadable(t) || !parameters.components().isBlank()) && hasPrompts(t));
    }

    private static boolean hasPrompts(Table table) {
        return table.column(RoleType.PROMPT_ID).isPresent()
                || table.column(RoleType.PROMPT).isPresent();
    }

    /** A group with its place. */
    private record Group(String run, String prompt, double step, GroupShares shares) {}

    @Override
    public Result run(AdvantageParameters parameters, Tables tables, Progress progress) {
        RewardReader reader = new RewardReader(tables, parameters.choice(), 0);
        List<Group> groups = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        List<Table> inputs = reader.inputs();
        for (Table table : inputs) {
            progress.checkCancelled();
            RewardRows rows = reader.read(table);
            names.addAll(rows.trace().parts().keySet());
            groups.addAll(groups(rows, PromptGroups.of(tables, table)));
        }
        if (groups.isEmpty()) {
            throw new AnalysisException("no prompt has two responses whose components are all finite");
        }
        boolean rest = groups.stream()
                .anyMatch(g -> Math.abs(g.shares.covariances().getOrDefault(GroupShares.REST, 0.0))
                        > 1e-6 * g.shares.variance());
        if (rest) {
            names.add(GroupShares.REST);
        }
        List<String> components = List.copyOf(names);
        return new Result(
                findings(components, groups),
                figures(components, groups),
                tables(components, groups, parameters),
                inputs);
    }

    private static List<Group> groups(RewardRows rows, PromptGroups prompts) {
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < prompts.rows().size(); g++) {
            int[] complete = Arrays.stream(prompts.rows().get(g))
                    .filter(i -> Double.isFinite(rows.trace().total()[i])
                            && rows.trace().parts().values().stream().allMatch(p -> Double.isFinite(p[i])))
                    .toArray();
            if (complete.length > 1) {
                groups.add(new Group(
                        rows.run().name(),
                        prompts.prompts().get(g),
                        prompts.steps()[g],
                        GroupShares.of(
                                complete, rows.trace().total(), rows.trace().parts())));
            }
        }
        return groups;
    }

    private static double mean(List<Group> groups, String component) {
        return groups.stream()
                .mapToDouble(g -> g.shares.share(component))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static double pooled(List<Group> groups, String component) {
        double covariance = 0;
        double variance = 0;
        for (Group group : groups) {
            covariance += group.shares.covariances().getOrDefault(component, 0.0);
            variance += group.shares.variance();
        }
        return variance == 0 ? Double.NaN : covariance / variance;
    }

    private static List<Finding> findings(List<String> components, List<Group> groups) {
        long silent = groups.stream().filter(g -> g.shares.isSilent()).count();
        List<Finding> findings = new ArrayList<>();
        if (silent < groups.size()) {
            List<String> order = new ArrayList<>(components);
            order.sort(Comparator.comparingDouble(c -> -mean(groups, c)));
            String first = order.getFirst();
            Map<String, Object> values = new LinkedHashMap<>();
            order.forEach(c -> values.put("share_" + c, mean(groups, c)));
            findings.add(new Finding(
                    "advantage-share",
                    Severity.INFO,
                    first + " brings " + Digits.percent(mean(groups, first)) + " of the advantages within a group"
                            + (order.size() > 1
                                    ? "; then " + order.get(1) + " " + Digits.percent(mean(groups, order.get(1)))
                                    : "")
                            + ". Mean over " + Digits.count(groups.size() - silent) + " groups.",
                    "Cov(r_k, R)/Var(R) within each group of responses to one prompt at one step, which is the share"
                            + " of the sum of squared advantages; mean over groups with different totals.",
                    values,
                    "advantage-shares"));
        }
        if (silent > 0) {
            findings.add(new Finding(
                    "silent-groups",
                    silent > groups.size() / 2 ? Severity.WARNING : Severity.INFO,
                    Digits.percent((double) silent / groups.size()) + " of " + Digits.count(groups.size())
                            + " groups have equal totals: nothing can be learned from them.",
                    "The variance of the total within the group is 0.",
                    Map.of("silent", silent, "groups", groups.size()),
                    "advantage-shares"));
        }
        return findings;
    }

    private static List<Figure> figures(List<String> components, List<Group> groups) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                "advantage-shares",
                "Share of the advantages within a group",
                Axis.categories("component", components),
                Axis.linear("Cov(r_k, R)/Var(R) within groups"),
                List.of(
                        new Layer.Bars(
                                "mean over groups",
                                0,
                                components.stream()
                                        .mapToDouble(c -> mean(groups, c))
                                        .toArray()),
                        new Layer.Bars(
                                "pooled",
                                1,
                                components.stream()
                                        .mapToDouble(c -> pooled(groups, c))
                                        .toArray())),
                "Share of the advantages within a group that comes from each component: mean over groups, and pooled"
                        + " (groups with a larger spread count more). " + Digits.count(groups.size()) + " groups.",
                FigureSource.NONE));
        TreeMap<Double, List<Group>> bySteps = new TreeMap<>();
        groups.stream()
                .filter(g -> Double.isFinite(g.step))
                .forEach(g ->
                        bySteps.computeIfAbsent(g.step, s -> new ArrayList<>()).add(g));
        if (bySteps.size() > 2) {
            double[] x =
                    bySteps.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            List<Layer> layers = new ArrayList<>();
            for (int k = 0; k < components.size(); k++) {
                String name = components.get(k);
                double[] y = bySteps.values().stream()
                        .mapToDouble(g -> mean(g, name))
                        .toArray();
                layers.add(new Layer.Line(name, k, x, y, false));
            }
            figures.add(new Figure(
                    "advantage-over-steps",
                    "Share of the advantages over the training",
                    Axis.linear("step"),
                    Axis.linear("Cov(r_k, R)/Var(R) within groups"),
                    layers,
                    "Share of the advantages within a group that comes from each component, mean over the groups of a"
                            + " step.",
                    FigureSource.NONE));
        }
        return figures;
    }

    private static List<ResultTable> tables(
            List<String> components, List<Group> groups, AdvantageParameters parameters) {
        List<List<@Nullable Object>> shares = new ArrayList<>();
        for (String component : components) {
            double within = groups.stream()
                    .mapToDouble(g -> Math.sqrt(
                            g.shares.variances().getOrDefault(component, 0.0) * factor(g.shares.n(), parameters)))
                    .average()
                    .orElse(Double.NaN);
            shares.add(Arrays.asList(
                    component, orNull(mean(groups, component)), orNull(pooled(groups, component)), orNull(within)));
        }
        List<List<@Nullable Object>> listed = new ArrayList<>();
        groups.stream()
                .sorted(Comparator.comparingDouble(g -> -g.shares.variance()))
                .limit(parameters.listed())
                .forEach(g -> components.forEach(c -> listed.add(Arrays.asList(
                        g.run,
                        g.prompt.length() > 60 ? g.prompt.substring(0, 59) + "…" : g.prompt,
                        Double.isFinite(g.step) ? (Object) g.step : null,
                        g.shares.n(),
                        g.shares.mean(),
                        Math.sqrt(g.shares.variance() * factor(g.shares.n(), parameters)),
                        c,
                        orNull(g.shares.share(c))))));
        return List.of(
                new ResultTable(
                        "advantage-shares",
                        "Share of the advantages within a group",
                        List.of("component", "share", "share_pooled", "sd_within"),
                        shares),
                new ResultTable(
                        "groups",
                        "The groups with the largest spread",
                        List.of("run", "prompt", "step", "n", "mean", "sd", "component", "share"),
                        listed));
    }

    private static double factor(int n, AdvantageParameters parameters) {
        return parameters.deviation() == AdvantageParameters.Deviation.SAMPLE ? n / (n - 1.0) : 1;
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
