package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Reads total and components of a run from tables of any kind that has them. */
final class RewardReader {
    /** In this order a total is looked for; proxy and gold only count when the components add up to them. */
    private static final List<RoleType> TOTALS =
            List.of(RoleType.RETURN, RoleType.REWARD, RoleType.GOLD, RoleType.PROXY);

    /** A longer training is looked at in means of neighbouring rows. */
    private static final int LONGEST_CURVE = 5000;

    private final Tables tables;
    private final DecompositionParameters parameters;

    RewardReader(Tables tables, DecompositionParameters parameters) {
        this.tables = tables;
        this.parameters = parameters;
    }

    /** Whether a table has components. */
    static boolean isReadable(Table table) {
        return switch (table.kind()) {
            case METRICS, EPISODES, STEPS, RESPONSES ->
                !table.tags(RoleType.COMPONENT).isEmpty();
            default -> false;
        };
    }

    RewardRun read(Table table) {
        return table.kind() == Kind.METRICS ? metrics(table) : rows(table);
    }

    private RewardRun metrics(Table table) {
        Map<String, Series> components = new LinkedHashMap<>();
        table.tags(RoleType.COMPONENT).forEach(s -> components.put(name(s), tables.series(table, s.tag())));
        Series base = components.values().iterator().next();
        Map<String, double[]> parts = new LinkedHashMap<>();
        components.forEach((name, series) -> parts.put(name, at(base.steps(), series)));
        Map<String, double[]> markers = new LinkedHashMap<>();
        markerTags(table).forEach(t -> markers.put(t, at(base.steps(), tables.series(table, t))));
        markSuccess(parts, markers);
        Map<String, double[]> totals = new LinkedHashMap<>();
        totalTags(table).forEach(t -> totals.put(t, at(base.steps(), tables.series(table, t))));
        double[] x = Arrays.stream(base.steps()).asDoubleStream().toArray();
        RewardTrace trace = new RewardTrace(x, new double[x.length], parts, markers);
        return run(table, trace, totals, "step");
    }

    /** The values of a series at the steps of another: its last value at each step, NaN where it has none. */
    private static double[] at(long[] steps, Series series) {
        if (Arrays.equals(steps, series.steps())) {
            return series.values();
        }
        Map<Long, Double> byStep = new HashMap<>(2 * series.size());
        for (int i = 0; i < series.size(); i++) {
            byStep.put(series.steps()[i], series.values()[i]);
        }
        return Arrays.stream(steps)
                .mapToDouble(s -> byStep.getOrDefault(s, Double.NaN))
                .toArray();
    }

    private RewardRun rows(Table table) {
        Optional<Column> x = table.kind() == Kind.STEPS
                ? Optional.empty()
                : table.column(RoleType.STEP).or(() -> table.column(RoleType.EPISODE));
        Optional<Column> episode = table.column(RoleType.EPISODE);
        Set<String> names = new LinkedHashSet<>(totalTags(table));
        table.tags(RoleType.COMPONENT).forEach(s -> names.add(s.tag()));
        names.addAll(markerTags(table));
        x.ifPresent(c -> names.add(c.name()));
        episode.ifPresent(c -> names.add(c.name()));
        Columns columns = tables.columns(table, names);
        Map<String, double[]> parts = new LinkedHashMap<>();
        table.tags(RoleType.COMPONENT).forEach(s -> parts.put(name(s), columns.doubles(s.tag())));
        Map<String, double[]> markers = new LinkedHashMap<>();
        markerTags(table).forEach(t -> markers.put(t, columns.doubles(t)));
        markSuccess(parts, markers);
        Map<String, double[]> totals = new LinkedHashMap<>();
        totalTags(table).forEach(t -> totals.put(t, columns.doubles(t)));
        double[] places = new double[columns.rows()];
        Arrays.setAll(places, i -> i);
        double[] at = x.map(c -> columns.doubles(c.name())).orElse(places);
        RewardRun run = run(
                table,
                new RewardTrace(at, new double[columns.rows()], parts, markers),
                totals,
                x.map(c -> c.role().is(RoleType.STEP) ? "step" : "episode").orElse("row"));
        return table.kind() == Kind.STEPS && episode.isPresent()
                ? episodes(run, columns.doubles(episode.get().name()))
                : run;
    }

    /** Sums over each episode, and means over episodes by time step. */
    private static RewardRun episodes(RewardRun run, double[] episodes) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < episodes.length; i++) {
            if (i == 0 || episodes[i] != episodes[i - 1]) {
                starts.add(i);
            }
        }
        starts.add(episodes.length);
        RewardTrace rows = run.rows();
        double[] timestep = new double[episodes.length];
        for (int e = 0; e + 1 < starts.size(); e++) {
            for (int i = starts.get(e); i < starts.get(e + 1); i++) {
                timestep[i] = i - starts.get(e);
            }
        }
        RewardTrace sums = rows.map(values -> sums(values, starts));
        double[] numbers = new double[starts.size() - 1];
        Arrays.setAll(numbers, e -> episodes[starts.get(e)]);
        RewardTrace curve = new RewardTrace(numbers, sums.total(), sums.parts(), sums.markers());
        RewardTrace byStep =
                new RewardTrace(timestep, rows.total(), rows.parts(), rows.markers()).averaged(Integer.MAX_VALUE);
        return new RewardRun(
                run.run(), run.kind(), run.totalName(), rows, curve, "episode", byStep, run.points(), run.nonfinite());
    }

    private static double[] sums(double[] values, List<Integer> starts) {
        double[] sums = new double[starts.size() - 1];
        for (int e = 0; e < sums.length; e++) {
            for (int i = starts.get(e); i < starts.get(e + 1); i++) {
                sums[e] += values[i];
            }
        }
        return sums;
    }

    /** Chooses the total: the first one that the components add up to, else the first return or reward, else their sum. */
    private RewardRun run(Table table, RewardTrace parts, Map<String, double[]> totals, String xLabel) {
        String chosen = "";
        RewardTrace trace = parts.map(v -> v);
        for (Map.Entry<String, double[]> total : totals.entrySet()) {
            RewardTrace candidate = new RewardTrace(parts.x(), total.getValue(), parts.parts(), parts.markers());
            boolean holds = Residual.of(candidate, parameters.tolerance()).holds();
            if (holds || (chosen.isEmpty() && isReward(table, total.getKey()))) {
                chosen = total.getKey();
                trace = candidate;
            }
            if (holds) {
                break;
            }
        }
        if (chosen.isEmpty()) {
            trace = new RewardTrace(parts.x(), parts.sum(), parts.parts(), parts.markers());
        }
        long values = (1L + trace.parts().size()) * trace.size();
        long nonfinite = nonfinite(trace.total())
                + trace.parts().values().stream()
                        .mapToLong(RewardReader::nonfinite)
                        .sum();
        RewardTrace curve = table.kind() == Kind.STEPS ? trace : trace.averaged(LONGEST_CURVE);
        return new RewardRun(
                RunColors.runOf(table), table.kind(), chosen, trace, curve, xLabel, curve, values, nonfinite);
    }

    private boolean isReward(Table table, String tag) {
        return tag.equals(parameters.total())
                || table.series().stream()
                        .anyMatch(s -> s.tag().equals(tag)
                                && (s.role().is(RoleType.RETURN) || s.role().is(RoleType.REWARD)));
    }

    private static long nonfinite(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isFinite(v)).count();
    }

    private List<String> totalTags(Table table) {
        if (!parameters.total().isBlank()) {
            if (table.series().stream().noneMatch(s -> s.tag().equals(parameters.total()))) {
                throw new AnalysisException("'" + table.name() + "' has components but no total called '"
                        + parameters.total() + "'; choose another total or leave the run out");
            }
            return List.of(parameters.total());
        }
        return TOTALS.stream()
                .flatMap(role -> table.tags(role).stream())
                .map(SeriesSummary::tag)
                .toList();
    }

    private List<String> markerTags(Table table) {
        if (!parameters.success().isBlank()) {
            return table.series().stream()
                    .map(SeriesSummary::tag)
                    .filter(t -> t.equals(parameters.success()))
                    .toList();
        }
        return table.tags(RoleType.SUCCESS).stream().map(SeriesSummary::tag).toList();
    }

    /** Components that mark success by their name are markers when nothing better is known. */
    private void markSuccess(Map<String, double[]> parts, Map<String, double[]> markers) {
        if (!parameters.success().isBlank() && parts.containsKey(parameters.success())) {
            markers.put(parameters.success(), parts.get(parameters.success()));
        } else if (markers.isEmpty() && parameters.success().isBlank()) {
            parts.forEach((name, values) -> {
                if (SuccessNames.mark(name)) {
                    markers.put(name, values);
                }
            });
        }
    }

    private static String name(SeriesSummary series) {
        return series.role().detail().isEmpty() ? series.tag() : series.role().detail();
    }
}
