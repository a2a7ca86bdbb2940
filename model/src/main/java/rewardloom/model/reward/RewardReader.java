package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Reads total and components from tables of any kind that has them. */
public final class RewardReader {
    /** In this order a total is looked for; proxy and gold only count when the components add up to them. */
    private static final List<RoleType> TOTALS =
            List.of(RoleType.RETURN, RoleType.REWARD, RoleType.GOLD, RoleType.PROXY);

    private final Tables tables;
    private final ComponentChoice choice;
    private final double tolerance;
    private final Map<String, String> formulas;

    /** @param tolerance largest relative residual that holds, as for {@link Residual#of} */
    public RewardReader(Tables tables, ComponentChoice choice, double tolerance) {
        this.tables = tables;
        this.choice = choice;
        this.tolerance = tolerance;
        this.formulas = choice.definitions();
    }

    /** Whether a table has components. */
    public static boolean isReadable(Table table) {
        return isOfKind(table) && !table.tags(RoleType.COMPONENT).isEmpty();
    }

    private static boolean isOfKind(Table table) {
        return switch (table.kind()) {
            case METRICS, EPISODES, STEPS, RESPONSES, SCORES -> true;
            default -> false;
        };
    }

    /** Whether the choice can be read from some table; cheap. */
    public static boolean accepts(Tables tables, ComponentChoice choice) {
        return tables.list().stream()
                .anyMatch(t -> choice.formulas().isBlank() ? isReadable(t) : isOfKind(t) && t.rows() > 0);
    }

    /**
     * The tables to be read: those of the first kind that has components.
     *
     * @throws AnalysisException if there is none
     */
    public List<Table> inputs() {
        List<Table> readable = tables.list().stream()
                .filter(t -> formulas.isEmpty() ? isReadable(t) : isOfKind(t))
                .filter(t -> choice.runs().isEmpty()
                        || choice.runs().contains(RunColors.runOf(t).name())
                        || choice.runs().contains(RunColors.runOf(t).group()))
                .toList();
        Kind kind = Arrays.stream(ComponentChoice.Source.values())
                .filter(s -> s != ComponentChoice.Source.AUTO)
                .filter(s -> choice.source() == ComponentChoice.Source.AUTO || choice.source() == s)
                .map(s -> Kind.valueOf(s.name()))
                .filter(k -> readable.stream().anyMatch(t -> t.kind() == k))
                .findFirst()
                .orElseThrow(() -> new AnalysisException(nothing()));
        return readable.stream().filter(t -> t.kind() == kind && t.rows() > 0).toList();
    }

    private String nothing() {
        String where = choice.source() == ComponentChoice.Source.AUTO
                ? "no table"
                : "no table of the kind " + choice.source().name().toLowerCase(Locale.ROOT);
        String runs = choice.runs().isEmpty() ? "" : " of " + String.join(" or ", choice.runs());
        return where + runs + " has components of a reward; give at least one column or tag the role component/NAME";
    }

    /** Reads all inputs, with progress from 0 to {@code share}. */
    public List<RewardRows> readAll(Progress progress, double share) {
        List<Table> inputs = inputs();
        List<RewardRows> all = new ArrayList<>();
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), share * all.size() / inputs.size());
            all.add(read(table));
        }
        return all;
    }

    /** Reads one table. */
    public RewardRows read(Table table) {
        try {
            return table.kind() == Kind.METRICS ? metrics(table) : rows(table);
        } catch (FormulaException e) {
            throw new AnalysisException(table.name() + ": " + e.getMessage());
        }
    }

    private RewardRows metrics(Table table) {
        List<SeriesSummary> logged = formulas.isEmpty() ? table.tags(RoleType.COMPONENT) : table.series();
        Map<String, Series> series = new LinkedHashMap<>();
        logged.forEach(s -> series.put(name(s), tables.series(table, s.tag())));
        long[] steps = series.values().iterator().next().steps();
        Map<String, double[]> parts = new LinkedHashMap<>();
        series.forEach((name, s) -> parts.put(name, at(steps, s)));
        Map<String, double[]> components = formulas.isEmpty() ? parts : computed(table, parts);
        Map<String, double[]> markers = new LinkedHashMap<>();
        markerTags(table).forEach(t -> markers.put(t, at(steps, tables.series(table, t))));
        Map<String, double[]> totals = new LinkedHashMap<>();
        totalTags(table).forEach(t -> totals.put(t, at(steps, tables.series(table, t))));
        double[] x = Arrays.stream(steps).asDoubleStream().toArray();
        return rows(table, x, scaled(components), markers, totals, "step", new int[0], new double[0], new double[0]);
    }

    /** Formulas over the tags of a run, by their whole name and by the name of what they log. */
    private Map<String, double[]> computed(Table table, Map<String, double[]> byName) {
        Map<String, double[]> columns = new LinkedHashMap<>(byName);
        table.series().forEach(s -> columns.putIfAbsent(s.tag(), byName.getOrDefault(name(s), new double[0])));
        columns.values().removeIf(v -> v.length == 0);
        Map<String, double[]> parts = new LinkedHashMap<>();
        formulas.forEach((name, formula) -> parts.put(name, tables.formulas().evaluate(columns, formula)));
        return parts;
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

    private RewardRows rows(Table table) {
        Optional<Column> x = table.kind() == Kind.STEPS
                ? Optional.empty()
                : table.column(RoleType.STEP).or(() -> table.column(RoleType.EPISODE));
        Optional<Column> episode = table.column(RoleType.EPISODE);
        Optional<Column> time = table.kind() == Kind.STEPS ? table.column(RoleType.TIMESTEP) : Optional.empty();
        Set<String> names = new LinkedHashSet<>(totalTags(table));
        if (formulas.isEmpty()) {
            table.tags(RoleType.COMPONENT).forEach(s -> names.add(s.tag()));
        }
        names.addAll(markerTags(table));
        x.ifPresent(c -> names.add(c.name()));
        episode.ifPresent(c -> names.add(c.name()));
        time.ifPresent(c -> names.add(c.name()));
        Columns columns = tables.columns(table, names);
        Map<String, double[]> parts = new LinkedHashMap<>();
        if (formulas.isEmpty()) {
            table.tags(RoleType.COMPONENT).forEach(s -> parts.put(name(s), columns.doubles(s.tag())));
        } else {
            formulas.forEach(
                    (name, formula) -> parts.put(name, tables.formulas().evaluate(table, formula)));
        }
        Map<String, double[]> markers = new LinkedHashMap<>();
        markerTags(table).forEach(t -> markers.put(t, columns.doubles(t)));
        Map<String, double[]> totals = new LinkedHashMap<>();
        totalTags(table).forEach(t -> totals.put(t, columns.doubles(t)));
        int size = Math.toIntExact(table.rows());
        double[] places = new double[size];
        Arrays.setAll(places, i -> i);
        boolean steps = table.kind() == Kind.STEPS && episode.isPresent();
        double[] numbers = steps ? columns.doubles(episode.get().name()) : new double[0];
        int[] starts = RewardRows.stretches(numbers);
        int[] ends = steps ? starts : new int[0];
        double[] ids = steps
                ? Arrays.stream(starts, 0, starts.length - 1)
                        .mapToDouble(i -> numbers[i])
                        .toArray()
                : new double[0];
        // A place that is not known says nothing about the order; the number of the row does.
        Optional<Column> place =
                x.filter(c -> Arrays.stream(columns.doubles(c.name())).allMatch(Double::isFinite));
        return rows(
                table,
                place.map(c -> columns.doubles(c.name())).orElse(places),
                scaled(parts),
                markers,
                totals,
                place.map(c -> c.role().is(RoleType.STEP) ? "step" : "episode").orElse("row"),
                ends,
                ids,
                steps ? timestep(time.map(c -> columns.doubles(c.name())), starts, size) : new double[0]);
    }

    /** The logged place within the episode if it is one, else the number of the row within it. */
    private static double[] timestep(Optional<double[]> logged, int[] starts, int size) {
        boolean usable = logged.isPresent()
                && Arrays.stream(logged.get()).allMatch(t -> t >= 0 && t == Math.rint(t) && t < size);
        if (usable) {
            return logged.get();
        }
        double[] places = new double[size];
        for (int e = 0; e + 1 < starts.length; e++) {
            for (int i = starts[e]; i < starts[e + 1]; i++) {
                places[i] = i - starts[e];
            }
        }
        return places;
    }

    private Map<String, double[]> scaled(Map<String, double[]> parts) {
        if (choice.factor() == 1) {
            return parts;
        }
        Map<String, double[]> scaled = new LinkedHashMap<>();
        parts.forEach((name, v) ->
                scaled.put(name, Arrays.stream(v).map(r -> r * choice.factor()).toArray()));
        return scaled;
    }

    /** Chooses the total: the first one that the components add up to, else the first return or reward, else their sum. */
    private RewardRows rows(
            Table table,
            double[] x,
            Map<String, double[]> parts,
            Map<String, double[]> markers,
            Map<String, double[]> totals,
            String xLabel,
            int[] starts,
            double[] episodes,
            double[] timestep) {
        markSuccess(parts, markers);
        String chosen = "";
        RewardTrace trace = new RewardTrace(x, new double[0], parts, markers);
        for (Map.Entry<String, double[]> total : totals.entrySet()) {
            RewardTrace candidate = new RewardTrace(x, total.getValue(), parts, markers);
            boolean holds = Residual.of(candidate, tolerance).holds();
            if (holds || (chosen.isEmpty() && isReward(table, total.getKey()))) {
                chosen = total.getKey();
                trace = candidate;
            }
            if (holds) {
                break;
            }
        }
        if (chosen.isEmpty()) {
            trace = new RewardTrace(x, RewardTrace.sum(parts, x.length), parts, markers);
        }
        return new RewardRows(table, chosen, trace, xLabel, starts, episodes, timestep);
    }

    private boolean isReward(Table table, String tag) {
        return tag.equals(choice.total())
                || table.series().stream()
                        .anyMatch(s -> s.tag().equals(tag)
                                && (s.role().is(RoleType.RETURN) || s.role().is(RoleType.REWARD)));
    }

    private List<String> totalTags(Table table) {
        if (!choice.total().isBlank()) {
            if (table.series().stream().noneMatch(s -> s.tag().equals(choice.total()))) {
                throw new AnalysisException("'" + table.name() + "' has components but no total called '"
                        + choice.total() + "'; choose another total or leave the run out");
            }
            return List.of(choice.total());
        }
        return TOTALS.stream()
                .flatMap(role -> table.tags(role).stream())
                .map(SeriesSummary::tag)
                .toList();
    }

    private List<String> markerTags(Table table) {
        if (!choice.success().isBlank()) {
            return table.series().stream()
                    .map(SeriesSummary::tag)
                    .filter(t -> t.equals(choice.success()))
                    .toList();
        }
        List<SeriesSummary> tags = table.tags(RoleType.SUCCESS);
        return (tags.isEmpty() ? table.tags(RoleType.CORRECT) : tags)
                .stream().map(SeriesSummary::tag).toList();
    }

    /** Components that mark success by their name are markers when nothing better is known. */
    private void markSuccess(Map<String, double[]> parts, Map<String, double[]> markers) {
        if (!choice.success().isBlank() && parts.containsKey(choice.success())) {
            markers.put(choice.success(), parts.get(choice.success()));
        } else if (markers.isEmpty() && choice.success().isBlank()) {
            parts.forEach((name, values) -> {
                if (SuccessNames.mark(name)) {
                    markers.put(name, values);
                }
            });
        }
    }

    /** The total is called so in every table of results: no component can be. */
    private static String name(SeriesSummary series) {
        String name = plainName(series);
        return name.equals(Accounting.TOTAL) ? "component " + name : name;
    }

    private static String plainName(SeriesSummary series) {
        return series.role().is(RoleType.COMPONENT) && !series.role().detail().isEmpty()
                ? series.role().detail()
                : series.tag();
    }
}
