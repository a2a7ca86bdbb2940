package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.Session;
import rewardloom.model.curve.CurveFigure.Group;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.run.RunGroups;
import rewardloom.model.statistics.Smoother;
import rewardloom.model.statistics.Smoothing;
import rewardloom.model.statistics.SmoothingSketch;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** One run of the analysis. */
final class CurveStudy {
    /** So many points are smoothed for the eye first. */
    private static final long SKETCHED = 1_000_000;

    private static final int SKETCH_PARTS = 4_096;

    /** Name of the figure of all metrics. */
    private static final String TOGETHER = "together";

    private final CurveParameters parameters;
    private final Progress progress;
    private final Session session;
    private final CurveReader reader;
    private final CurveFigure figure;
    private final FirstLook firstLook;
    private final GroupColors colors;
    private final CurveTables numbers = new CurveTables();
    private final CurveFindings findings = new CurveFindings();
    private final Set<Table> inputs = new LinkedHashSet<>();

    CurveStudy(CurveParameters parameters, Tables tables, RunGroups groups, Progress progress, Session session) {
        this.parameters = parameters;
        this.progress = progress;
        this.session = session;
        this.reader = new CurveReader(tables, parameters, groups, session);
        this.figure = new CurveFigure(parameters, reader.axis());
        this.colors = new GroupColors(tables, groups, parameters);
        this.firstLook = new FirstLook(parameters, tables, groups, colors);
    }

    Result run(List<Table> candidates, List<Metric> metrics) {
        if (parameters.together() && metrics.size() > 1) {
            return together(candidates, metrics);
        }
        Map<Metric, String> names = names(metrics);
        Map<String, Figure> drawn = new LinkedHashMap<>();
        Metric first = metrics.stream()
                .filter(m -> session.looked().equals(names.get(m)))
                .findFirst()
                .orElse(metrics.getFirst());
        if (session.isWatched()) {
            lookAt(first, candidates, names.getOrDefault(first, ""), drawn);
        }
        List<Figure> figures = new ArrayList<>();
        int done = 0;
        for (Metric metric : metrics) {
            progress.checkCancelled();
            progress.update("drawing " + metric.name(), (double) done++ / metrics.size());
            draw(candidates, metric, names.getOrDefault(metric, ""), drawn).ifPresent(figures::add);
        }
        if (figures.isEmpty()) {
            throw nothing(metrics);
        }
        findings.leftOut(reader.left(), reader.axis().need());
        return new Result(
                findings.findings(), figures, numbers.tables(parameters.rule().meaning()), List.copyOf(inputs));
    }

    /** All metrics in one figure. */
    private Result together(List<Table> candidates, List<Metric> metrics) {
        List<Read> reads = new ArrayList<>();
        for (Metric metric : metrics) {
            progress.checkCancelled();
            progress.update("reading " + metric.name(), (double) reads.size() / metrics.size());
            Read read = read(candidates, metric, TOGETHER);
            if (!read.curves.isEmpty()) {
                reads.add(read);
            }
        }
        if (reads.isEmpty()) {
            throw nothing(metrics);
        }
        Smoother smoother =
                smoother(reads.stream().flatMap(r -> r.curves.stream()).toList());
        List<CurveFigure.Part> parts = new ArrayList<>();
        for (Read read : reads) {
            own(read).forEach(inputs::add);
            describe(read, TOGETHER);
            parts.add(new CurveFigure.Part(read.metric.name(), groups(read, smoother)));
        }
        List<Table> all =
                reads.stream().flatMap(r -> own(r).stream()).distinct().toList();
        Figure drawn = figure.together(TOGETHER, reader.axis().label(all), parts, smoother, source(all));
        findings.leftOut(reader.left(), reader.axis().need());
        return new Result(
                findings.findings(),
                List.of(drawn),
                numbers.tables(parameters.rule().meaning()),
                List.copyOf(inputs));
    }

    private AnalysisException nothing(List<Metric> metrics) {
        return new AnalysisException("no run with "
                + String.join(" or ", metrics.stream().map(Metric::name).toList()) + " has "
                + reader.axis().need() + "; choose another x axis or other metrics");
    }

    private static Map<Metric, String> names(List<Metric> metrics) {
        Map<Metric, String> names = new LinkedHashMap<>();
        Set<String> taken = new LinkedHashSet<>();
        for (Metric metric : metrics) {
            String slug = CurveFigure.slug(metric.name());
            String name = slug;
            for (int i = 2; !taken.add(name); i++) {
                name = slug + "-" + i;
            }
            names.put(metric, name);
        }
        return names;
    }

    /** A metric with the curves of the runs that have it. */
    private record Read(String name, Metric metric, List<Table> holders, List<RunCurve> curves) {}

    private Read read(List<Table> candidates, Metric metric, String name) {
        List<Table> holders = holders(candidates, metric);
        return new Read(name, metric, holders, reader.read(holders, metric));
    }

    /** What somebody waits for comes first: reduced points of what is long and was never read, then the figure itself. */
    private void lookAt(Metric metric, List<Table> candidates, String name, Map<String, Figure> drawn) {
        List<Table> holders = holders(candidates, metric);
        if (!session.remembers(reader.key(holders, metric))) {
            firstLook.at(name, metric, holders).ifPresent(session::show);
            progress.checkCancelled();
        }
        Read read = read(candidates, metric, name);
        if (!read.curves.isEmpty()) {
            progress.checkCancelled();
            sketch(read).ifPresent(session::show);
            Figure look = figureOf(read);
            drawn.put(name, look);
            session.show(look);
        }
    }

    /** Long single runs, smoothed only as far as a chart of everything shows: what a slider is dragged for. */
    private Optional<Figure> sketch(Read read) {
        Map<String, List<RunCurve>> byGroup = byGroup(read.curves);
        boolean single = byGroup.values().stream().allMatch(runs -> runs.size() == 1);
        long points = read.curves.stream().mapToLong(RunCurve::size).sum();
        if (!session.isWhole()
                || !single
                || points < SKETCHED
                || !(smoother(read) instanceof Smoothing average)
                || average.isNone()) {
            return Optional.empty();
        }
        List<Group> groups = new ArrayList<>();
        byGroup.forEach((name, runs) -> {
            progress.checkCancelled();
            RunCurve run = runs.getFirst();
            double[][] sketch = SmoothingSketch.of(average, run.x(), run.y(), SKETCH_PARTS);
            GroupCurve raw = raw(read, runs, rule(reader.axis().x().isMetric()), false);
            groups.add(new Group(name, colors.index(name), raw.with(sketch[0], sketch[1]), raw));
        });
        return Optional.of(figureOf(read, groups, average));
    }

    private List<Table> holders(List<Table> candidates, Metric metric) {
        Set<String> runs = new LinkedHashSet<>();
        candidates.stream().filter(t -> CurveReader.holds(t, metric)).forEach(t -> runs.add(CurveReader.runKey(t)));
        return candidates.stream()
                .filter(t -> runs.contains(CurveReader.runKey(t)))
                .toList();
    }

    private Optional<Figure> draw(List<Table> candidates, Metric metric, String name, Map<String, Figure> drawn) {
        Read read = read(candidates, metric, name);
        own(read).forEach(inputs::add);
        if (read.curves.isEmpty()) {
            return Optional.empty();
        }
        describe(read, name);
        Figure known = drawn.get(name);
        return Optional.of(known != null ? known : figureOf(read));
    }

    private void describe(Read read, String figureName) {
        byGroup(read.curves).forEach((group, runs) -> {
            progress.checkCancelled();
            GroupCurve overSteps = overSteps(read, runs);
            numbers.add(read.metric.name(), group, overSteps);
            findings.add(read.metric.name(), group, overSteps, figureName);
        });
    }

    private static List<Table> own(Read read) {
        return read.holders.stream()
                .filter(t -> CurveReader.holds(t, read.metric))
                .toList();
    }

    private Smoother smoother(Read read) {
        return smoother(read.curves);
    }

    private Smoother smoother(List<RunCurve> curves) {
        double low = curves.stream().mapToDouble(c -> c.extent().low()).min().orElse(0);
        double high = curves.stream().mapToDouble(c -> c.extent().high()).max().orElse(0);
        return parameters.smoother(high > low ? high - low : 0);
    }

    private Figure figureOf(Read read) {
        Smoother smoother = smoother(read);
        return figureOf(read, groups(read, smoother), smoother);
    }

    private List<Group> groups(Read read, Smoother smoother) {
        GroupCurve.Rule rule = rule(reader.axis().x().isMetric());
        List<Group> groups = new ArrayList<>();
        byGroup(read.curves).forEach((name, runs) -> {
            progress.checkCancelled();
            GroupCurve raw = raw(read, runs, rule, false);
            GroupCurve smoothed = smoother.isNone() ? raw : GroupCurve.of(runs, smoother, rule);
            groups.add(new Group(name, colors.index(name), smoothed, raw));
        });
        return groups;
    }

    private Figure figureOf(Read read, List<Group> groups, Smoother smoother) {
        return figure.draw(
                read.name, read.metric.name(), reader.axis().label(read.holders), groups, smoother, source(own(read)));
    }

    private GroupCurve.Rule rule(boolean bySteps) {
        return new GroupCurve.Rule(parameters.rule(), parameters.align(), parameters.bins(), bySteps);
    }

    private GroupCurve overSteps(Read read, List<RunCurve> runs) {
        boolean other = reader.axis().x() != CurveParameters.CurveX.STEP;
        return raw(read, other ? runs.stream().map(RunCurve::overSteps).toList() : runs, rule(false), other);
    }

    private record RawKey(Object curves, List<String> runs, GroupCurve.Rule rule, boolean overSteps) {}

    /** Runs as logged change with nothing that is smoothed: they are worked out once. */
    private GroupCurve raw(Read read, List<RunCurve> runs, GroupCurve.Rule rule, boolean overSteps) {
        RawKey key = new RawKey(
                reader.key(read.holders, read.metric),
                runs.stream().map(r -> r.run().name()).toList(),
                rule,
                overSteps);
        return session.remember(key, GroupCurve.class, () -> GroupCurve.of(runs, Smoother.NONE, rule));
    }

    private Map<String, List<RunCurve>> byGroup(List<RunCurve> curves) {
        Map<String, List<RunCurve>> byGroup = new LinkedHashMap<>();
        for (RunCurve curve : curves) {
            String name =
                    parameters.ungrouped() ? curve.run().name() : curve.run().group();
            byGroup.computeIfAbsent(name, g -> new ArrayList<>()).add(curve);
        }
        return byGroup;
    }

    private FigureSource source(List<Table> holders) {
        Map<String, String> hashes = new LinkedHashMap<>();
        holders.forEach(t -> hashes.put(t.name(), t.provenance().sha256()));
        return new FigureSource("curves", new Parameters<>(CurveParameters.DEFAULTS).texts(parameters), hashes, 0, 0);
    }
}
