package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rewardloom.model.rollout.ResponseReader;
import rewardloom.model.rollout.Responses;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.RunName;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * The rewards of a composite in training: their proxy points, and how they move together.
 *
 * @param groups the runs
 * @param rewards names of the rewards, those that every run logs
 * @param points by group, then by reward
 * @param values {@code values[reward]} of each run at the steps of its curve
 * @param multipliers logged multipliers by run
 * @param correlation of rewards over responses of the reference policy; empty without such responses
 * @param correlationFar the same over what training runs wrote at their last step
 */
record ProxyPointStudy(
        List<GroupStudy> groups,
        List<String> rewards,
        List<ProxyPoint> points,
        Map<String, Map<String, double[]>> values,
        Map<String, Map<String, Series>> multipliers,
        Correlations correlation,
        Correlations correlationFar) {

    /** Correlations of components over responses. */
    record Correlations(List<String> names, double[][] values, int responses) {
        static final Correlations NONE = new Correlations(List.of(), new double[0][], 0);
    }

    static ProxyPointStudy of(RlStudy runs, ProxyPointParameters parameters, Tables tables) {
        Map<String, Table> byRun = new LinkedHashMap<>();
        tables.list(Kind.METRICS).forEach(t -> byRun.put(t.run().isEmpty() ? t.name() : t.run(), t));
        Map<String, Map<String, double[]>> values = new LinkedHashMap<>();
        Map<String, Map<String, Series>> multipliers = new LinkedHashMap<>();
        for (RunStudy run : runs.runs()) {
            Table table = byRun.get(run.curve().run());
            if (table != null && run.peak() != null) {
                values.put(run.curve().run(), rewards(table, run.curve(), parameters, tables));
                Map<String, Series> logged = new LinkedHashMap<>();
                for (SeriesSummary tag : table.tags(RoleType.MULTIPLIER)) {
                    logged.put(tag.role().detail(), tables.series(table, tag.tag()));
                }
                if (!logged.isEmpty()) {
                    multipliers.put(run.curve().run(), logged);
                }
            }
        }
        List<ProxyPoint> points = new ArrayList<>();
        List<GroupStudy> groups = runs.groups().stream()
                .filter(g -> g.runs().stream()
                        .allMatch(r ->
                                !values.getOrDefault(r.curve().run(), Map.of()).isEmpty()))
                .toList();
        List<String> names = new ArrayList<>();
        for (GroupStudy group : groups) {
            List<String> own = new ArrayList<>(
                    values.getOrDefault(group.runs().getFirst().curve().run(), Map.of())
                            .keySet());
            own.removeIf(n -> group.runs().stream()
                    .anyMatch(
                            r -> !values.getOrDefault(r.curve().run(), Map.of()).containsKey(n)));
            own.stream().filter(n -> !names.contains(n)).forEach(names::add);
            List<String> seeds = group.runs().stream()
                    .map(r -> RunName.parse(r.curve().run()))
                    .map(n -> n.seed().isPresent() ? Long.toString(n.seed().getAsLong()) : n.name())
                    .toList();
            for (String name : own) {
                points.add(ProxyPoint.of(
                        group,
                        name,
                        group.runs().stream()
                                .map(r -> values.getOrDefault(r.curve().run(), Map.of())
                                        .getOrDefault(name, new double[0]))
                                .toList(),
                        seeds,
                        parameters.sampling()));
            }
        }
        // Components first, so that they have the same colours in every figure.
        names.sort(Comparator.comparing("proxy"::equals));
        return new ProxyPointStudy(groups, names, points, values, multipliers, near(tables), far(tables));
    }

    private static Map<String, double[]> rewards(
            Table table, GoldCurve curve, ProxyPointParameters parameters, Tables tables) {
        Map<String, double[]> rewards = new LinkedHashMap<>();
        List<SeriesSummary> tags = new ArrayList<>();
        if (parameters.rewards().isEmpty()) {
            tags.addAll(table.tags(RoleType.COMPONENT));
            tags.addAll(table.tags(RoleType.PROXY));
        } else {
            table.series().stream()
                    .filter(s -> parameters.rewards().contains(s.tag()))
                    .forEach(tags::add);
        }
        for (SeriesSummary tag : tags) {
            String name = name(tag, rewards.keySet());
            Series series = tables.series(table, tag.tag());
            Map<Double, Double> byStep = new TreeMap<>();
            for (int i = 0; i < series.size(); i++) {
                byStep.put((double) series.steps()[i], series.values()[i]);
            }
            double[] values = Arrays.stream(curve.steps())
                    .map(s -> byStep.getOrDefault(s, Double.NaN))
                    .toArray();
            if (Arrays.stream(values).anyMatch(Double::isFinite)) {
                rewards.put(name, values);
            }
        }
        return rewards;
    }

    /** Runs of different makers call the proxy by different tags: it is one reward all the same. */
    private static String name(SeriesSummary tag, Set<String> taken) {
        String name = tag.role().is(RoleType.PROXY) ? "proxy" : tag.role().detail();
        boolean known = tag.role().is(RoleType.PROXY) || tag.role().is(RoleType.COMPONENT);
        return known && !name.isEmpty() && !taken.contains(name) ? name : tag.tag();
    }

    private static Correlations near(Tables tables) {
        return tables.list().stream()
                .filter(t -> ResponseReader.accepts(t) && ResponseReader.isOnePolicy(t))
                .filter(t -> t.columns(RoleType.COMPONENT).size() > 1)
                .max(Comparator.comparingLong(Table::rows))
                .map(t -> correlations(List.of(ResponseReader.read(t, tables))))
                .orElse(Correlations.NONE);
    }

    private static Correlations far(Tables tables) {
        List<Responses> last = new ArrayList<>();
        for (Table table : tables.list()) {
            if (ResponseReader.accepts(table)
                    && !ResponseReader.isOnePolicy(table)
                    && table.columns(RoleType.COMPONENT).size() > 1) {
                Responses all = ResponseReader.read(table, tables);
                double[] steps = all.distinctSteps();
                last.add(all.at(steps[steps.length - 1]));
            }
        }
        return last.isEmpty() ? Correlations.NONE : correlations(last);
    }

    private static Correlations correlations(List<Responses> parts) {
        List<String> names = List.copyOf(parts.getFirst().components().keySet());
        List<Responses> alike = parts.stream()
                .filter(p -> List.copyOf(p.components().keySet()).equals(names))
                .toList();
        double[][] columns = names.stream()
                .map(n -> alike.stream()
                        .flatMapToDouble(p -> Arrays.stream(p.components().getOrDefault(n, new double[0])))
                        .toArray())
                .toArray(double[][]::new);
        double[][] values = new double[names.size()][names.size()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length; j++) {
                values[i][j] = i == j ? 1 : Correlation.spearman(columns[i], columns[j]);
            }
        }
        return new Correlations(names, values, columns.length == 0 ? 0 : columns[0].length);
    }

    /** Values of one reward in one run. */
    double[] of(RunStudy run, String reward) {
        return values.getOrDefault(run.curve().run(), Map.of()).getOrDefault(reward, new double[0]);
    }
}
