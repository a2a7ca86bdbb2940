package rewardloom.model.algorithm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Preset;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.analysis.Session;
import rewardloom.model.curve.MetricRun;
import rewardloom.model.progress.Progress;
import rewardloom.model.run.NameChoice;
import rewardloom.model.run.UsualMetrics;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.RunName;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Which algorithm is better over tasks and seeds, and how sure that is. */
public final class Algorithms extends CardAnalysis<AlgorithmParameters> {

    public Algorithms() {
        super(
                new Card(
                        "algorithms",
                        "Algorithms",
                        Family.ALGORITHMS,
                        "Which algorithm is better over tasks and seeds, and how sure is that?",
                        List.of("Deep Reinforcement Learning at the Edge of the Statistical Precipice"),
                        List.of("metrics of several runs", "episodes of several runs")),
                AlgorithmParameters.DEFAULTS);
    }

    @Override
    public List<Preset> presets() {
        return List.of(new Preset(
                "As rliable",
                "Percentile intervals of a stratified bootstrap with 50,000 resamples, target 1.",
                Map.of("interval", "percentile", "level", "0.95", "resamples", "50000", "gamma", "1")));
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream()
                        .filter(MetricRun::isReadable)
                        .map(t -> RunColors.runOf(t).name())
                        .distinct()
                        .count()
                > 1;
    }

    @Override
    public Result run(AlgorithmParameters parameters, Tables tables, Progress progress) {
        return run(parameters, tables, progress, Session.NONE);
    }

    @Override
    public Result run(AlgorithmParameters parameters, Tables tables, Progress progress, Session session) {
        List<Table> candidates = candidates(parameters, tables);
        String metric = metric(parameters, candidates);
        List<MetricRun> runs = MetricRun.read(tables, candidates, metric, session);
        progress.checkCancelled();
        RunSettings settings = tables.list(Kind.CONFIG).isEmpty()
                ? RunSettings.of(new MemoryTables())
                : session.remember(
                        tables.list().stream().map(Table::edition).toList(),
                        RunSettings.class,
                        () -> RunSettings.of(tables));
        Map<String, RunIdentity> identities = RunIdentity.of(
                runs.stream().map(MetricRun::run).toList(), settings, parameters.algorithm(), parameters.task());
        Contest contest = Contest.of(parameters, metric, runs, identities);
        if (!parameters.baseline().isBlank() && !contest.algorithms().contains(parameters.baseline())) {
            throw new AnalysisException("there is no algorithm '" + parameters.baseline() + "'; there are "
                    + String.join(", ", contest.algorithms()));
        }
        progress.update("resampling", Double.NaN);
        Standing standing = Standing.of(contest, parameters);
        progress.checkCancelled();
        List<Table> inputs = candidates.stream()
                .filter(t -> t.series().stream().anyMatch(s -> s.tag().equals(metric)))
                .toList();
        boolean guessed = parameters.metric().isBlank() && !UsualMetrics.areKnown(candidates);
        AlgorithmFigures figures = new AlgorithmFigures(contest, standing, parameters);
        return new Result(
                new AlgorithmFindings(contest, standing, parameters).findings(guessed),
                figures.figures(inputs),
                new AlgorithmTables(contest, standing, parameters.gamma()).tables(),
                inputs);
    }

    private static List<Table> candidates(AlgorithmParameters parameters, Tables tables) {
        List<Table> readable =
                tables.list().stream().filter(MetricRun::isReadable).toList();
        if (parameters.runs().isEmpty()) {
            return readable;
        }
        Set<String> names = new LinkedHashSet<>();
        readable.forEach(t -> {
            RunName run = RunColors.runOf(t);
            names.add(run.name());
            names.add(run.group());
        });
        Set<String> chosen = new NameChoice(parameters.runs()).among(names, "run with metrics");
        return readable.stream()
                .filter(t -> chosen.contains(RunColors.runOf(t).name())
                        || chosen.contains(RunColors.runOf(t).group()))
                .toList();
    }

    private static String metric(AlgorithmParameters parameters, List<Table> candidates) {
        if (parameters.metric().isBlank()) {
            return UsualMetrics.of(candidates).stream()
                    .findFirst()
                    .orElseThrow(() -> new AnalysisException("there are no logged metrics; import runs"));
        }
        if (candidates.stream()
                .noneMatch(t -> t.series().stream().anyMatch(s -> s.tag().equals(parameters.metric())))) {
            throw new AnalysisException("no run has the metric '" + parameters.metric() + "'");
        }
        return parameters.metric();
    }
}
