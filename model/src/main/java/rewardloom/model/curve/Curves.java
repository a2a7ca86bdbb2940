package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Preset;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.analysis.Session;
import rewardloom.model.progress.Progress;
import rewardloom.model.run.NameChoice;
import rewardloom.model.run.RunGroups;
import rewardloom.model.run.UsualMetrics;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RunName;
import rewardloom.model.table.RunSettings;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Any logged metric against step, time or another metric: one line for each group of seeds, with a band that is named. */
public final class Curves extends CardAnalysis<CurveParameters> {
    public Curves() {
        super(
                new Card(
                        "curves",
                        "Curves",
                        Family.CURVES,
                        "How does a metric develop over the training, and how far do the seeds agree?",
                        List.of(),
                        List.of("metrics", "episodes")),
                CurveParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(CurveReader::isReadable);
    }

    @Override
    public List<Preset> presets() {
        return List.of(
                new Preset(
                        "As TensorBoard 0.6",
                        "Its moving average with its usual weight, raw values behind.",
                        Map.of("smoother", "ema", "smoothing", "0.6", "showRaw", "true", "xScale", "linear")),
                new Preset(
                        "As W&B",
                        "Weights & Biases' time-weighted moving average, which depends on the range of the x axis.",
                        Map.of("smoother", "time-weighted-ema", "smoothing", "0.6", "showRaw", "true")),
                new Preset(
                        "As logged",
                        "No smoothing, every run a line.",
                        Map.of("smoothing", "0", "smoother", "ema", "groupBySeeds", "false", "groupBy", "")),
                new Preset(
                        "For few seeds",
                        "Mean with Student's t interval, not smoothed.",
                        Map.of("smoothing", "0", "smoother", "ema", "center", "mean", "band", "t-interval")),
                new Preset(
                        "Sample efficiency",
                        "Interquartile mean with a bootstrap interval over runs.",
                        Map.of("smoothing", "0", "center", "iqm", "band", "bootstrap", "resamples", "2000")));
    }

    @Override
    public Result run(CurveParameters parameters, Tables tables, Progress progress) {
        return run(parameters, tables, progress, Session.NONE);
    }

    @Override
    public Result run(CurveParameters parameters, Tables tables, Progress progress, Session session) {
        RunGroups groups = groups(parameters, tables, session);
        List<Table> candidates = candidates(parameters, tables, groups);
        return new CurveStudy(parameters, tables, groups, progress, session)
                .run(candidates, metrics(parameters, candidates));
    }

    private static RunGroups groups(CurveParameters parameters, Tables tables, Session session) {
        List<Table> configs = tables.list(Kind.CONFIG);
        if (configs.isEmpty()) {
            if (!parameters.groupBy().isEmpty()) {
                throw new AnalysisException("runs cannot be grouped by " + String.join(", ", parameters.groupBy())
                        + ": the study has no settings of runs; import their config or hparams files");
            }
            return RunGroups.byName();
        }
        List<String> runs = tables.list().stream()
                .filter(CurveReader::isReadable)
                .map(t -> RunColors.runOf(t).name())
                .distinct()
                .toList();
        List<String> key = new ArrayList<>(parameters.groupBy());
        tables.list().forEach(t -> key.add(t.edition()));
        return session.remember(key, RunGroups.class, () -> {
            RunSettings settings = RunSettings.of(tables);
            return parameters.groupBy().isEmpty()
                    ? RunGroups.bySeed(runs, settings)
                    : RunGroups.bySettings(runs, settings, known(parameters.groupBy(), runs, settings));
        });
    }

    private static List<String> known(List<String> keys, List<String> runs, RunSettings settings) {
        Set<String> all = new TreeSet<>();
        runs.forEach(run -> all.addAll(settings.of(run).keySet()));
        for (String key : keys) {
            if (!all.contains(key)) {
                throw new AnalysisException("no run has the setting '" + key + "'; there are "
                        + String.join(", ", all.stream().limit(40).toList()));
            }
        }
        return keys;
    }

    private static List<Table> candidates(CurveParameters parameters, Tables tables, RunGroups groups) {
        List<Table> readable =
                tables.list().stream().filter(CurveReader::isReadable).toList();
        if (parameters.runs().isEmpty()) {
            if (readable.isEmpty()) {
                throw new AnalysisException(
                        "there are no logged metrics; import event files, progress.csv, monitor.csv or"
                                + " trainer_state.json");
            }
            return readable;
        }
        Set<String> names = new LinkedHashSet<>();
        for (Table table : readable) {
            String run = RunColors.runOf(table).name();
            names.add(run);
            names.add(groups.of(run).group());
            names.add(RunColors.runOf(table).group());
        }
        Set<String> chosen = new NameChoice(parameters.runs()).among(names, "run with metrics");
        return readable.stream()
                .filter(t -> {
                    RunName run = RunColors.runOf(t);
                    return chosen.contains(run.name())
                            || chosen.contains(run.group())
                            || chosen.contains(groups.of(run.name()).group());
                })
                .toList();
    }

    private static List<Metric> metrics(CurveParameters parameters, List<Table> candidates) {
        Collection<String> all = UsualMetrics.all(candidates);
        List<Metric> metrics = new ArrayList<>();
        List<Metric> derived = Metric.derived(parameters.derived(), all);
        if (!parameters.tags().isEmpty()) {
            List<String> names = new ArrayList<>(all);
            derived.forEach(m -> names.add(m.name()));
            for (String wanted : parameters.tags()) {
                if (new NameChoice(List.of(wanted)).of(names).isEmpty()) {
                    throw new AnalysisException("no run has the metric '" + wanted + "'; there are "
                            + String.join(", ", names.stream().limit(30).toList()));
                }
            }
            new NameChoice(parameters.tags()).of(all).forEach(tag -> metrics.add(Metric.logged(tag)));
        }
        metrics.addAll(derived);
        if (metrics.isEmpty()) {
            UsualMetrics.of(candidates).forEach(tag -> metrics.add(Metric.logged(tag)));
        }
        return metrics;
    }
}
