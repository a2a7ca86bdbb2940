package rewardloom.model.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.analysis.Session;
import rewardloom.model.expression.Expression;
import rewardloom.model.expression.ExpressionException;
import rewardloom.model.expression.NamedExpression;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Every run with its settings and metrics, to be sorted, filtered, grouped and drawn. */
public final class Runs extends CardAnalysis<RunsParameters> {

    public Runs() {
        super(
                new Card(
                        "runs",
                        "Runs",
                        Family.CURVES,
                        "Which runs reached what, with which settings, and which settings go with it?",
                        List.of(),
                        List.of("metrics", "episodes")),
                RunsParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(UsualMetrics::isReadable);
    }

    @Override
    public Result run(RunsParameters parameters, Tables tables, Progress progress) {
        return run(parameters, tables, progress, Session.NONE);
    }

    @Override
    public Result run(RunsParameters parameters, Tables tables, Progress progress, Session session) {
        RunTable all = derive(new RunTableReader(tables, parameters, session).read(), parameters);
        progress.checkCancelled();
        RunTable runs = sort(filter(all, parameters), parameters);
        List<RunColumn> by = columns(runs, parameters.groupBy(), "group by");
        List<RunTable.Group> groups = by.isEmpty() ? List.of() : sorted(runs.groups(by), runs, parameters);
        checkColumns(runs, parameters);

        List<RunColumn> metrics = RunsTables.metrics(runs);
        List<Association> associations = associations(runs, metrics, parameters);
        progress.checkCancelled();
        List<Figure> figures = figures(runs, groups, associations, parameters, tables);
        RunsFindings findings = new RunsFindings(runs, parameters);
        findings.filtered(all.size());
        metrics.stream().filter(m -> isBetterHigh(m, tables)).limit(1).forEach(findings::best);
        String figure = figures.isEmpty() ? "" : figures.getLast().name();
        metrics.stream().limit(2).forEach(m -> findings.strongest(associations, m, figure));
        findings.missing();

        List<ResultTable> results = new ArrayList<>(List.of(RunsTables.runs(runs, groups, parameters)));
        if (!groups.isEmpty()) {
            results.add(RunsTables.groups(runs, groups, parameters));
        }
        if (!associations.isEmpty()) {
            results.add(RunsTables.associations(associations, parameters.level()));
        }
        List<Table> inputs = tables.list().stream()
                .filter(t -> UsualMetrics.isReadable(t) || t.kind() == Kind.CONFIG)
                .toList();
        return new Result(findings.findings(), figures, results, inputs);
    }

    private static RunTable derive(RunTable runs, RunsParameters parameters) {
        RunTable derived = runs;
        try {
            for (NamedExpression column : NamedExpression.list(parameters.derived(), runs.names())) {
                if (derived.find(column.name()).isPresent()) {
                    throw new AnalysisException("there is a column '" + column.name() + "' already; give the derived"
                            + " one another name");
                }
                derived = derived.with(column);
            }
        } catch (ExpressionException e) {
            throw new AnalysisException("a derived column: " + e.getMessage());
        }
        return derived;
    }

    private static RunTable filter(RunTable runs, RunsParameters parameters) {
        if (parameters.filter().isBlank()) {
            return runs;
        }
        RunTable kept;
        try {
            kept = runs.where(Expression.parse(parameters.filter(), runs.names()));
        } catch (ExpressionException e) {
            throw new AnalysisException("the filter: " + e.getMessage());
        }
        if (kept.size() == 0) {
            throw new AnalysisException("none of " + runs.size() + " runs meets "
                    + parameters.filter().strip());
        }
        return kept;
    }

    private static RunTable sort(RunTable runs, RunsParameters parameters) {
        return column(runs, parameters.sort(), "sort by")
                .map(c -> runs.sorted(c, parameters.descending()))
                .orElse(runs);
    }

    private static List<RunTable.Group> sorted(List<RunTable.Group> groups, RunTable runs, RunsParameters parameters) {
        return column(runs, parameters.sort(), "sort by")
                .map(c -> groups.stream()
                        .sorted(RunTable.groupOrder(c, parameters.descending()))
                        .toList())
                .orElse(groups);
    }

    private static void checkColumns(RunTable runs, RunsParameters parameters) {
        columns(runs, parameters.axes(), "axes");
        column(runs, parameters.color(), "colour by");
        column(runs, parameters.x(), "scatter x");
        column(runs, parameters.y(), "scatter y");
    }

    private static Optional<RunColumn> column(RunTable runs, String name, String what) {
        return name.isBlank()
                ? Optional.empty()
                : Optional.of(columns(runs, List.of(name), what).getFirst());
    }

    private static List<RunColumn> columns(RunTable runs, List<String> names, String what) {
        try {
            return names.stream().map(runs::column).toList();
        } catch (IllegalArgumentException e) {
            throw new AnalysisException(what + ": " + e.getMessage());
        }
    }

    private static List<Association> associations(RunTable runs, List<RunColumn> metrics, RunsParameters parameters) {
        List<Association> associations = new ArrayList<>();
        for (RunColumn metric : metrics) {
            runs.of(RunColumn.Source.SETTING).stream()
                    .flatMap(s -> Association.of(s, metric, parameters.level()).stream())
                    .sorted(Association.BY_STRENGTH)
                    .forEach(associations::add);
        }
        return associations;
    }

    private static List<Figure> figures(
            RunTable runs,
            List<RunTable.Group> groups,
            List<Association> associations,
            RunsParameters parameters,
            Tables tables) {
        RunPaint paint = paint(runs, groups, parameters, tables);
        RunFigures figures = new RunFigures(runs, groups, parameters, source(parameters, tables));
        List<Figure> drawn = new ArrayList<>();
        figures.parallel(paint).ifPresent(drawn::add);
        Optional<RunColumn> y = scatterY(runs, parameters);
        y.flatMap(c -> scatterX(runs, c, associations, parameters))
                .flatMap(x -> figures.scatter(
                        x, y.orElseThrow(), third(runs, x, y.orElseThrow(), paint, associations, parameters)))
                .ifPresent(drawn::add);
        return drawn;
    }

    /** Points that are coloured by their own place tell nothing new: what goes with y next is told instead, if nobody has chosen. */
    private static RunPaint third(
            RunTable runs,
            RunColumn x,
            RunColumn y,
            RunPaint paint,
            List<Association> associations,
            RunsParameters parameters) {
        if (!parameters.color().isBlank() || !paint.name().equals(y.name())) {
            return paint;
        }
        return associations.stream()
                .filter(a -> a.metric().equals(y.name()) && !a.setting().equals(x.name()))
                .filter(a -> a.isClear(parameters.level(), associations.size()))
                .findFirst()
                .map(a -> new RunPaint(runs.column(a.setting()), name -> -1))
                .orElse(paint);
    }

    private static RunPaint paint(
            RunTable runs, List<RunTable.Group> groups, RunsParameters parameters, Tables tables) {
        RunColors standard = RunColors.of(tables);
        ToIntFunction<String> unknown = name -> -1;
        if (!parameters.color().isBlank()) {
            RunColumn column = runs.column(parameters.color());
            return new RunPaint(column, isGroup(column) ? name -> standard.index(name, true) : unknown);
        }
        if (!groups.isEmpty()) {
            RunColumn column = named(runs, inColor(runs, parameters));
            return new RunPaint(column, isGroup(column) ? name -> standard.index(name, true) : unknown);
        }
        List<RunColumn> metrics =
                RunsTables.metrics(runs).stream().filter(RunColumn::isNumeric).toList();
        return metrics.isEmpty()
                ? new RunPaint(runs.column(RunTable.GROUP), name -> standard.index(name, true))
                : new RunPaint(metrics.getFirst(), unknown);
    }

    /** Of several columns that make groups one stands on the x axis and the others are told by colour. */
    private static List<String> inColor(RunTable runs, RunsParameters parameters) {
        List<String> by = parameters.groupBy();
        Optional<RunColumn> onAxis = groupAxis(runs, parameters);
        return by.size() == 1
                ? by
                : by.stream()
                        .filter(name -> onAxis.stream().noneMatch(c -> c.name().equals(name)))
                        .toList();
    }

    private static Optional<RunColumn> groupAxis(RunTable runs, RunsParameters parameters) {
        List<RunColumn> by = parameters.groupBy().stream().map(runs::column).toList();
        return by.stream()
                .filter(RunColumn::isNumeric)
                .findFirst()
                .or(() -> by.stream().findFirst());
    }

    /** One column as it is, or several as names. */
    private static RunColumn named(RunTable runs, List<String> names) {
        if (names.size() == 1) {
            RunColumn column = runs.column(names.getFirst());
            return column.isNumeric() ? RunColumn.ofTexts(column.name(), column.source(), texts(column)) : column;
        }
        @Nullable String[] labels = new String[runs.size()];
        for (RunTable.Group group : runs.groups(names.stream().map(runs::column).toList())) {
            for (int row : group.rows()) {
                labels[row] = RunsTables.label(names, group);
            }
        }
        return RunColumn.ofTexts(String.join(", ", names), RunColumn.Source.RUN, labels);
    }

    private static @Nullable String[] texts(RunColumn column) {
        @Nullable String[] texts = new String[column.size()];
        for (int row = 0; row < texts.length; row++) {
            texts[row] = column.isMissing(row) ? null : column.shown(row);
        }
        return texts;
    }

    private static boolean isGroup(RunColumn column) {
        return column.source() == RunColumn.Source.RUN && column.name().equals(RunTable.GROUP);
    }

    private static Optional<RunColumn> scatterY(RunTable runs, RunsParameters parameters) {
        Optional<RunColumn> wanted = column(runs, parameters.y(), "scatter y");
        wanted.filter(c -> !c.isNumeric()).ifPresent(c -> {
            throw new AnalysisException("scatter y: '" + c.name() + "' is no number; put it on the x axis");
        });
        return wanted.or(() ->
                RunsTables.metrics(runs).stream().filter(RunColumn::isNumeric).findFirst());
    }

    /** What goes with y most, else another metric, else the group. */
    private static Optional<RunColumn> scatterX(
            RunTable runs, RunColumn y, List<Association> associations, RunsParameters parameters) {
        Optional<RunColumn> strongest = associations.stream()
                .filter(a -> a.metric().equals(y.name()))
                .findFirst()
                .map(a -> runs.column(a.setting()));
        return column(runs, parameters.x(), "scatter x")
                .or(() -> groupAxis(runs, parameters))
                .or(() -> strongest)
                .or(() -> Stream.concat(
                                RunsTables.metrics(runs).stream().filter(c -> c.isNumeric() && !c.equals(y)),
                                Stream.of(runs.column(RunTable.GROUP)))
                        .findFirst());
    }

    private static boolean isBetterHigh(RunColumn column, Tables tables) {
        return tables.list().stream()
                .filter(UsualMetrics::isReadable)
                .flatMap(t -> t.series().stream())
                .filter(s -> s.tag().equals(column.name()))
                .anyMatch(s -> s.role().type() != RoleType.PROXY
                        && UsualMetrics.isBetterHigh(s.role().type()));
    }

    private static FigureSource source(RunsParameters parameters, Tables tables) {
        Map<String, String> hashes = new LinkedHashMap<>();
        tables.list().stream()
                .filter(t -> UsualMetrics.isReadable(t) || t.kind() == Kind.CONFIG)
                .forEach(t -> hashes.put(t.name(), t.provenance().sha256()));
        return new FigureSource("runs", new Parameters<>(RunsParameters.DEFAULTS).texts(parameters), hashes, 0, 0);
    }
}
