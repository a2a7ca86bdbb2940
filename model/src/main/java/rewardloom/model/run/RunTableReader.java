package rewardloom.model.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.analysis.Session;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Points;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.RunName;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.RunSettings.Setting;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Makes a table of the runs of a study: from what the catalogue knows of their metrics, and from their settings. */
final class RunTableReader {
    private static final int MOST_METRICS = 6;
    private static final int MOST_SETTINGS = 12;
    private static final Set<String> OWN_NAMES =
            Set.of(RunTable.RUN, RunTable.GROUP, RunTable.SEED, RunTable.STEPS, RunsTables.GROUPING);

    private final Tables tables;
    private final RunsParameters parameters;
    private final Session session;

    RunTableReader(Tables tables, RunsParameters parameters, Session session) {
        this.tables = tables;
        this.parameters = parameters;
        this.session = session;
    }

    private record Key(List<String> metrics, Measure measure, List<String> settings, List<String> tables) {}

    /** The runs with their chosen columns, in the order of import. */
    RunTable read() {
        List<Table> all = tables.list();
        Key key = new Key(
                parameters.metrics(),
                parameters.measure(),
                parameters.settings(),
                all.stream().map(Table::edition).toList());
        return session.remember(key, RunTable.class, () -> readAnew(all));
    }

    private RunTable readAnew(List<Table> all) {
        Map<String, List<Table>> byRun = new LinkedHashMap<>();
        for (Table table : all) {
            if (UsualMetrics.isReadable(table)) {
                byRun.computeIfAbsent(RunColors.runOf(table).name(), r -> new ArrayList<>())
                        .add(table);
            }
        }
        if (byRun.isEmpty()) {
            throw new AnalysisException("there are no runs with logged metrics; import event files, progress.csv,"
                    + " monitor.csv or trainer_state.json");
        }
        List<String> runs = List.copyOf(byRun.keySet());
        List<List<Table>> own = List.copyOf(byRun.values());
        RunSettings settings = settings(all);
        List<RunColumn> columns = new ArrayList<>(identities(runs, own, settings));
        columns.addAll(settings(runs, settings));
        columns.addAll(metrics(own));
        return new RunTable(distinct(columns));
    }

    private RunSettings settings(List<Table> all) {
        List<String> editions = all.stream()
                .filter(t -> t.kind() == Kind.CONFIG)
                .map(Table::edition)
                .toList();
        return session.remember(
                List.of("settings of runs", editions, all.size()), RunSettings.class, () -> RunSettings.of(tables));
    }

    private static List<RunColumn> identities(List<String> runs, List<List<Table>> own, RunSettings settings) {
        RunGroups groups = RunGroups.bySeed(runs, settings);
        String[] names = runs.toArray(String[]::new);
        @Nullable String[] groupNames = new String[names.length];
        double[] seeds = new double[names.length];
        double[] steps = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            RunName run = groups.of(names[i]);
            groupNames[i] = run.group();
            OptionalLong seed = run.seed();
            seeds[i] = seed.isPresent() ? seed.getAsLong() : Double.NaN;
            steps[i] = own.get(i).stream()
                    .flatMap(t -> t.series().stream())
                    .filter(SeriesSummary::hasSteps)
                    .mapToDouble(SeriesSummary::lastStep)
                    .max()
                    .orElse(Double.NaN);
        }
        return List.of(
                RunColumn.ofTexts(RunTable.RUN, RunColumn.Source.RUN, names),
                RunColumn.ofTexts(RunTable.GROUP, RunColumn.Source.RUN, groupNames),
                RunColumn.ofNumbers(RunTable.SEED, RunColumn.Source.RUN, seeds),
                RunColumn.ofNumbers(RunTable.STEPS, RunColumn.Source.RUN, steps));
    }

    private List<RunColumn> settings(List<String> runs, RunSettings settings) {
        List<SortedMap<String, Setting>> own = runs.stream().map(settings::of).toList();
        List<RunColumn> columns = new ArrayList<>();
        if (parameters.settings().isEmpty()) {
            for (String key : settings.varying(runs)) {
                RunColumn column = setting(key, own);
                if (columns.size() < MOST_SETTINGS && !RunGroups.isIncidental(key) && tellsApart(column)) {
                    columns.add(column);
                }
            }
            return columns;
        }
        Set<String> all = new LinkedHashSet<>();
        own.forEach(s -> all.addAll(s.keySet()));
        for (String key : new NameChoice(parameters.settings()).of(all)) {
            columns.add(setting(key, own));
        }
        if (columns.isEmpty()) {
            throw new AnalysisException("no run has the setting " + String.join(" or ", parameters.settings())
                    + (all.isEmpty()
                            ? "; the study has no settings of runs: import their config or hparams files"
                            : "; there are "
                                    + String.join(", ", all.stream().limit(40).toList())));
        }
        return columns;
    }

    /** A text that is another one in every run is a name, and tells nothing. */
    private static boolean tellsApart(RunColumn column) {
        return column.isNumeric() || column.size() < 3 || column.values().size() < column.size();
    }

    private static RunColumn setting(String key, List<SortedMap<String, Setting>> own) {
        double[] numbers = new double[own.size()];
        @Nullable String[] texts = new String[own.size()];
        for (int i = 0; i < numbers.length; i++) {
            Setting setting = own.get(i).get(key);
            numbers[i] = setting == null ? Double.NaN : setting.number();
            texts[i] = setting == null ? null : setting.text();
        }
        return new RunColumn(key, RunColumn.Source.SETTING, numbers, texts);
    }

    /**
     * A metric that is asked for.
     *
     * @param name the column's name
     */
    private record Wanted(String name, String tag, Measure measure) {}

    private List<RunColumn> metrics(List<List<Table>> runs) {
        Set<String> tags = UsualMetrics.all(runs.stream().flatMap(List::stream).toList());
        List<RunColumn> columns = new ArrayList<>();
        for (Wanted wanted : wanted(runs, tags)) {
            double[] numbers = wanted.measure.isSummed() ? summed(runs, wanted) : measured(runs, wanted);
            columns.add(RunColumn.ofNumbers(wanted.name, RunColumn.Source.METRIC, numbers));
        }
        return columns;
    }

    private List<Wanted> wanted(List<List<Table>> runs, Set<String> tags) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (String text : parameters.metrics()) {
            int space = text.indexOf(' ');
            Optional<Measure> own =
                    space < 0 || tags.contains(text) ? Optional.empty() : Measure.of(text.substring(0, space));
            String name = own.isPresent() ? text.substring(space + 1).strip() : text;
            Set<String> chosen = new NameChoice(List.of(name)).of(tags);
            if (chosen.isEmpty()) {
                throw new AnalysisException("no run has the metric '" + name + "'; there are "
                        + String.join(", ", tags.stream().limit(30).toList()));
            }
            for (String tag : chosen) {
                String column = own.map(m -> m.word() + " " + tag).orElse(tag);
                wanted.putIfAbsent(column, new Wanted(column, tag, own.orElse(parameters.measure())));
            }
        }
        if (wanted.isEmpty()) {
            UsualMetrics.of(runs.stream().flatMap(List::stream).toList()).stream()
                    .limit(MOST_METRICS)
                    .forEach(tag -> wanted.put(tag, new Wanted(tag, tag, parameters.measure())));
        }
        return List.copyOf(wanted.values());
    }

    /** The tables of a run that have a tag: metrics, or else episodes. */
    private static List<Table> holders(List<Table> run, String tag) {
        List<Table> holders = run.stream().filter(t -> has(t, tag)).toList();
        List<Table> metrics =
                holders.stream().filter(t -> t.kind() == Kind.METRICS).toList();
        return metrics.isEmpty() ? holders : metrics;
    }

    private static boolean has(Table table, String tag) {
        return table.series().stream().anyMatch(s -> s.tag().equals(tag));
    }

    private static double[] summed(List<List<Table>> runs, Wanted wanted) {
        return runs.stream()
                .mapToDouble(run -> holders(run, wanted.tag).stream()
                        .flatMap(t -> t.series().stream())
                        .filter(s -> s.tag().equals(wanted.tag))
                        .reduce(SeriesSummary::followedBy)
                        .map(wanted.measure::of)
                        .orElse(Double.NaN))
                .toArray();
    }

    /** A tag of all runs at once. */
    private double[] measured(List<List<Table>> runs, Wanted wanted) {
        List<List<Table>> holders =
                runs.stream().map(run -> holders(run, wanted.tag)).toList();
        List<Table> metrics = holders.stream()
                .flatMap(List::stream)
                .filter(t -> t.kind() == Kind.METRICS)
                .toList();
        List<Points> points = tables.points(metrics, wanted.tag, false);
        Map<String, Points> byTable = new HashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            byTable.put(metrics.get(i).id(), points.get(i));
        }
        return holders.stream()
                .mapToDouble(own -> {
                    List<Points> parts = own.stream()
                            .map(t -> Optional.ofNullable(byTable.get(t.id())).orElseGet(() -> episodes(t, wanted.tag)))
                            .toList();
                    return wanted.measure.of(
                            join(parts.stream().map(Points::steps).toList()),
                            join(parts.stream().map(Points::values).toList()));
                })
                .toArray();
    }

    private Points episodes(Table table, String tag) {
        Optional<Column> step = table.column(RoleType.STEP).or(() -> table.column(RoleType.EPISODE));
        Set<String> names = new LinkedHashSet<>(List.of(tag));
        step.ifPresent(c -> names.add(c.name()));
        Columns columns = tables.columns(table, names);
        double[] rows = new double[columns.rows()];
        Arrays.setAll(rows, i -> i);
        return new Points(step.map(c -> columns.doubles(c.name())).orElse(rows), new double[0], columns.doubles(tag));
    }

    private static double[] join(List<double[]> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** Settings that are called like a column of the runs themselves, or like a metric, say that they are settings. */
    private static List<RunColumn> distinct(List<RunColumn> columns) {
        Set<String> metrics = new LinkedHashSet<>(OWN_NAMES);
        columns.stream().filter(c -> c.source() == RunColumn.Source.METRIC).forEach(c -> metrics.add(c.name()));
        return columns.stream()
                .map(c -> c.source() == RunColumn.Source.SETTING && metrics.contains(c.name())
                        ? new RunColumn("config/" + c.name(), c.source(), c.numbers(), c.texts())
                        : c)
                .toList();
    }
}
