package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import rewardloom.model.overoptimization.WarningSignal.Scale;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Reads the signals of every policy's training run, whether it has gold or not. */
final class WarningReader {
    private static final Pattern REPETITION = Pattern.compile(
            ".*(?:repetition|repeat|distinct|unique_|clipped_ratio|clip_ratio).*", Pattern.CASE_INSENSITIVE);

    private final Tables tables;
    private final EarlyWarningParameters parameters;

    WarningReader(Tables tables, EarlyWarningParameters parameters) {
        this.tables = tables;
        this.parameters = parameters;
    }

    /** Whether a table is the log of a policy that moves: a divergence or a proxy, and something to watch. */
    static boolean accepts(Table table) {
        return table.kind() == Kind.METRICS
                && (table.tag(RoleType.KL).isPresent()
                        || table.tag(RoleType.PROXY).isPresent());
    }

    List<WarnedRun> read(RlStudy runs) {
        Map<String, RunStudy> byRun = new LinkedHashMap<>();
        runs.runs().forEach(r -> byRun.put(r.curve().run(), r));
        List<WarnedRun> read = new ArrayList<>();
        for (Table table : tables.list(Kind.METRICS)) {
            if (accepts(table)) {
                String run = table.run().isEmpty() ? table.name() : table.run();
                String group =
                        table.run().isEmpty() ? table.name() : table.runName().group();
                boolean hidden = parameters.hideGold().contains(group);
                Optional<RunStudy> gold =
                        Optional.ofNullable(hidden ? null : byRun.get(run)).filter(r -> r.peak() != null);
                List<WarningSignal> signals = signals(table, runs.read().scope());
                if (!signals.isEmpty()) {
                    read.add(new WarnedRun(run, group, signals, gold));
                }
            }
        }
        return read;
    }

    private List<WarningSignal> signals(Table table, KlUnit.Scope scope) {
        List<WarningSignal> signals = new ArrayList<>();
        table.tag(RoleType.KL).ifPresent(t -> kl(signals, table, t, scope));
        table.tag(RoleType.PROXY).ifPresent(t -> add(signals, table, t, "proxy-rise", "proxy", Scale.CHANGE));
        ensemble(table, signals);
        table.tag(RoleType.ENTROPY).ifPresent(t -> add(signals, table, t, "entropy", "", Scale.RELATIVE));
        table.tag(RoleType.LENGTH).ifPresent(t -> add(signals, table, t, "length", "", Scale.RELATIVE));
        components(table, signals);
        Optional<SeriesSummary> logged = table.series().stream()
                .filter(t -> REPETITION.matcher(t.tag()).matches())
                .findFirst();
        logged.ifPresent(t -> add(signals, table, t, "repetition", "", Scale.CHANGE));
        if (logged.isEmpty() && !signals.isEmpty()) {
            Repetition.of(table, tables)
                    .ifPresent(r -> signals.add(WarningSignal.of(
                            "repetition",
                            "share of tokens",
                            Scale.CHANGE,
                            signals.getFirst().steps(),
                            r.knownAt(signals.getFirst().steps()),
                            1)));
        }
        for (String name : parameters.extra()) {
            table.series().stream()
                    .filter(t -> t.tag().equals(name))
                    .findFirst()
                    .ifPresent(t -> add(signals, table, t, name, "", Scale.CHANGE));
        }
        signals.stream()
                .findFirst()
                .ifPresent(s -> signals.add(new WarningSignal(EarlyWarningStudy.STEP, "steps", s.steps(), s.steps())));
        return signals;
    }

    /** In the scope of the runs with gold; left out where it cannot be converted. */
    private void kl(List<WarningSignal> signals, Table table, SeriesSummary tag, KlUnit.Scope wanted) {
        KlUnit unit = KlUnit.of(tag.role().detail());
        boolean same =
                unit.scope() == wanted || unit.scope() == KlUnit.Scope.UNSTATED || wanted == KlUnit.Scope.UNSTATED;
        Optional<SeriesSummary> length = table.tag(RoleType.LENGTH);
        if (!same && length.isEmpty()) {
            return;
        }
        List<Series> read = new ArrayList<>(List.of(series(table, tag)));
        if (!same) {
            read.add(series(table, length.orElseThrow()));
        }
        Map<Long, double[]> points = join(read);
        if (points.size() >= RunStudy.FEWEST_POINTS) {
            double[] values = points.values().stream()
                    .mapToDouble(v ->
                            unit.factor() * (same ? v[0] : wanted == KlUnit.Scope.SEQUENCE ? v[0] * v[1] : v[0] / v[1]))
                    .toArray();
            signals.add(
                    WarningSignal.of("kl", wanted.text(), Scale.VALUE, steps(points), values, parameters.smoothing()));
        }
    }

    private void ensemble(Table table, List<WarningSignal> signals) {
        Map<String, SeriesSummary> byStatistic = new LinkedHashMap<>();
        table.tags(RoleType.ENSEMBLE).forEach(t -> byStatistic.put(t.role().detail(), t));
        SeriesSummary spread = byStatistic.containsKey("var") ? byStatistic.get("var") : byStatistic.get("std");
        if (spread != null) {
            add(signals, table, spread, "ensemble-variance", "", Scale.RELATIVE);
        }
        SeriesSummary mean = byStatistic.get("mean");
        SeriesSummary min = byStatistic.get("min");
        if (mean != null && min != null) {
            Map<Long, double[]> both = join(List.of(series(table, mean), series(table, min)));
            signals.add(WarningSignal.of(
                    "ensemble-gap",
                    "",
                    Scale.RELATIVE,
                    steps(both),
                    both.values().stream().mapToDouble(v -> v[0] - v[1]).toArray(),
                    parameters.smoothing()));
        }
    }

    /** Components that drift apart: the largest less the smallest change since the first steps. */
    private void components(Table table, List<WarningSignal> signals) {
        List<SeriesSummary> parts = table.tags(RoleType.COMPONENT);
        if (parts.size() < 2) {
            return;
        }
        Map<Long, double[]> all = join(parts.stream().map(p -> series(table, p)).toList());
        double[] steps = steps(all);
        double[][] smooth = new double[parts.size()][];
        for (int p = 0; p < smooth.length; p++) {
            int part = p;
            smooth[p] = WarningSignal.trailing(
                    all.values().stream().mapToDouble(v -> v[part]).toArray(), parameters.smoothing());
        }
        double[] spread = new double[steps.length];
        for (int i = 0; i < spread.length; i++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double[] part : smooth) {
                double change = part[i] - part[0];
                low = Math.min(low, change);
                high = Math.max(high, change);
            }
            spread[i] = high - low;
        }
        signals.add(new WarningSignal("component-divergence", "reward", steps, spread));
    }

    private void add(
            List<WarningSignal> signals, Table table, SeriesSummary tag, String name, String unit, Scale scale) {
        Map<Long, double[]> points = join(List.of(series(table, tag)));
        if (points.size() >= RunStudy.FEWEST_POINTS) {
            signals.add(WarningSignal.of(
                    name,
                    unit,
                    scale,
                    steps(points),
                    points.values().stream().mapToDouble(v -> v[0]).toArray(),
                    parameters.smoothing()));
        }
    }

    private Series series(Table table, SeriesSummary tag) {
        return tables.series(table, tag.tag());
    }

    /** The values of several series at the steps that all have, finite ones alone. */
    private static Map<Long, double[]> join(List<Series> all) {
        Map<Long, double[]> joined = new TreeMap<>();
        for (int k = 0; k < all.size(); k++) {
            Series series = all.get(k);
            for (int i = 0; i < series.size(); i++) {
                double[] values = joined.computeIfAbsent(series.steps()[i], s -> nans(all.size()));
                values[k] = series.values()[i];
            }
        }
        joined.values().removeIf(v -> Arrays.stream(v).anyMatch(x -> !Double.isFinite(x)));
        return joined;
    }

    private static double[] nans(int size) {
        double[] nans = new double[size];
        Arrays.fill(nans, Double.NaN);
        return nans;
    }

    private static double[] steps(Map<Long, double[]> points) {
        return points.keySet().stream().mapToDouble(Long::doubleValue).toArray();
    }
}
