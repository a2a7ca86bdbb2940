package rewardloom.model.curve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import rewardloom.model.analysis.Analysis;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Any logged metric against step, time or another metric: one line for each group of seeds, with a band that is named. */
public final class Curves implements Analysis<CurveParameters> {
    private static final List<RoleType> DEFAULT_ROLES =
            List.of(RoleType.RETURN, RoleType.REWARD, RoleType.PROXY, RoleType.GOLD, RoleType.SUCCESS);
    private static final int MOST_UNNAMED = 6;

    @Override
    public String id() {
        return "curves";
    }

    @Override
    public String title() {
        return "Curves";
    }

    @Override
    public Family family() {
        return Family.CURVES;
    }

    @Override
    public String sentence() {
        return "How does a metric develop over the training, and how far do the seeds agree?";
    }

    @Override
    public List<String> sources() {
        return List.of();
    }

    @Override
    public List<String> needs() {
        return List.of("metrics", "episodes");
    }

    @Override
    public String help() {
        try (InputStream in = Objects.requireNonNull(Curves.class.getResourceAsStream("help.md"), "help.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CurveParameters defaults() {
        return CurveParameters.DEFAULTS;
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(CurveReader::isReadable);
    }

    @Override
    public Result run(CurveParameters parameters, Tables tables, Progress progress) {
        List<Table> candidates = tables.list().stream()
                .filter(CurveReader::isReadable)
                .filter(t -> isChosen(t, parameters.runs()))
                .toList();
        if (candidates.isEmpty()) {
            throw new AnalysisException(
                    parameters.runs().isEmpty()
                            ? "there are no logged metrics; import event files, progress.csv, monitor.csv or"
                                    + " trainer_state.json"
                            : "no run with metrics is called " + String.join(" or ", parameters.runs()));
        }
        Set<String> tags = tags(parameters.tags(), candidates);
        return new Drawing(parameters, tables, progress).draw(candidates, tags);
    }

    private static boolean isChosen(Table table, List<String> runs) {
        return runs.isEmpty()
                || runs.contains(RunColors.runOf(table).name())
                || runs.contains(RunColors.runOf(table).group());
    }

    private static Set<String> tags(List<String> wanted, List<Table> candidates) {
        for (String tag : wanted) {
            if (candidates.stream().noneMatch(t -> CurveReader.holds(t, tag))) {
                throw new AnalysisException("no run has the metric '" + tag + "'; there are "
                        + String.join(
                                ", ", allTags(candidates).stream().limit(30).toList()));
            }
        }
        return wanted.isEmpty() ? defaultTags(candidates) : new LinkedHashSet<>(wanted);
    }

    /** Returns, rewards, proxy, gold and success rates; if nothing has such a role, the first few tags. */
    static Set<String> defaultTags(List<Table> candidates) {
        Set<String> tags = new LinkedHashSet<>();
        for (RoleType role : DEFAULT_ROLES) {
            candidates.forEach(t -> t.tags(role).forEach(s -> tags.add(s.tag())));
        }
        if (tags.isEmpty()) {
            allTags(candidates).stream().limit(MOST_UNNAMED).forEach(tags::add);
        }
        return tags;
    }

    private static Collection<String> allTags(List<Table> candidates) {
        Set<String> tags = new LinkedHashSet<>();
        candidates.forEach(t -> t.series().stream().map(SeriesSummary::tag).forEach(tags::add));
        return tags;
    }

    /** One run of the analysis. */
    private static final class Drawing {
        private final CurveParameters parameters;
        private final Tables tables;
        private final Progress progress;
        private final CurveReader reader;
        private final CurveFigure figure;
        private final CurveTables numbers = new CurveTables();
        private final CurveFindings findings = new CurveFindings();
        private final Set<Table> inputs = new LinkedHashSet<>();

        Drawing(CurveParameters parameters, Tables tables, Progress progress) {
            this.parameters = parameters;
            this.tables = tables;
            this.progress = progress;
            this.reader = new CurveReader(tables, parameters.x(), parameters.xMetric());
            this.figure = new CurveFigure(parameters);
        }

        Result draw(List<Table> candidates, Set<String> tags) {
            RunColors colors = RunColors.of(tables);
            List<Figure> figures = new ArrayList<>();
            Set<String> names = new LinkedHashSet<>();
            int done = 0;
            for (String tag : tags) {
                progress.checkCancelled();
                progress.update("drawing " + tag, (double) done++ / tags.size());
                draw(candidates, tag, names, colors).ifPresent(figures::add);
            }
            if (figures.isEmpty()) {
                throw new AnalysisException("no run has both '" + parameters.xMetric() + "' and "
                        + String.join(" or ", tags) + "; choose another x metric or other metrics");
            }
            findings.leftOut(reader.left(), parameters.xMetric());
            return new Result(
                    findings.findings(),
                    figures,
                    numbers.tables(parameters.rule().meaning()),
                    List.copyOf(inputs));
        }

        private Optional<Figure> draw(List<Table> candidates, String tag, Set<String> names, RunColors colors) {
            List<Table> holders =
                    candidates.stream().filter(t -> CurveReader.holds(t, tag)).toList();
            inputs.addAll(holders);
            Map<String, List<RunCurve>> byGroup = new LinkedHashMap<>();
            for (RunCurve curve : reader.read(candidates, tag)) {
                byGroup.computeIfAbsent(curve.group(parameters.groupBySeeds()), g -> new ArrayList<>())
                        .add(curve);
            }
            if (byGroup.isEmpty()) {
                return Optional.empty();
            }
            String name = unused(CurveFigure.slug(tag), names);
            List<GroupCurve> groups = new ArrayList<>();
            byGroup.forEach((group, runs) -> {
                progress.checkCancelled();
                GroupCurve curve = GroupCurve.of(
                        group,
                        colors.index(group, parameters.groupBySeeds()),
                        runs,
                        parameters.x(),
                        parameters.smoother(),
                        parameters.rule());
                groups.add(curve);
                numbers.add(tag, GroupCurve.overSteps(group, runs, parameters.rule()));
                findings.add(tag, curve, name);
            });
            return Optional.of(figure.draw(name, tag, reader.axisLabel(holders), groups, source(holders)));
        }

        private static String unused(String slug, Set<String> names) {
            String name = slug;
            for (int i = 2; !names.add(name); i++) {
                name = slug + "-" + i;
            }
            return name;
        }

        private FigureSource source(List<Table> holders) {
            Map<String, String> hashes = new LinkedHashMap<>();
            holders.forEach(t -> hashes.put(t.name(), t.provenance().sha256()));
            return new FigureSource(
                    "curves", new Parameters<>(CurveParameters.DEFAULTS).texts(parameters), hashes, 0, 0);
        }
    }
}
