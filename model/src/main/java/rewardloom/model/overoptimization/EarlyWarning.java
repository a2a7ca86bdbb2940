package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.overoptimization.EarlyWarningStudy.Outcome;
import rewardloom.model.overoptimization.EarlyWarningStudy.Rule;
import rewardloom.model.overoptimization.EarlyWarningStudy.Verdict;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Proportion;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Which signals that need no gold label warn of over-optimisation, how early and how falsely; and what they say where there is no gold. */
public final class EarlyWarning extends CardAnalysis<EarlyWarningParameters> {

    public EarlyWarning() {
        super(
                new Card(
                        "early-warning",
                        "Early warning",
                        Family.OVEROPTIMIZATION,
                        "Which signals that need no gold label would have stopped training in time, and how often are"
                                + " they wrong?",
                        List.of(
                                "Helping or Herding? Reward Model Ensembles Mitigate but do not Eliminate Reward"
                                        + " Hacking",
                                "Scaling Laws for Reward Model Overoptimization in Direct Alignment Algorithms",
                                "Confronting Reward Model Overoptimization with Constrained RLHF"),
                        List.of("metrics with kl or proxy, and gold in at least two groups of runs to learn from")),
                EarlyWarningParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(WarningReader::accepts);
    }

    @Override
    public Result run(EarlyWarningParameters parameters, Tables tables, Progress progress) {
        progress.update("reading runs", 0);
        RlStudy runs = RlStudy.of(OveroptimizationParameters.intervals(parameters.sampling()), tables, progress);
        progress.update("reading signals", 0.4);
        EarlyWarningStudy study = EarlyWarningStudy.of(new WarningReader(tables, parameters).read(runs), parameters);
        if (study.withGold().isEmpty() && study.without().isEmpty()) {
            throw new AnalysisException(
                    study.unrising().isEmpty()
                            ? "no run logs a KL or a proxy over at least " + RunStudy.FEWEST_POINTS
                                    + " steps; there is nothing to watch"
                            : "gold never rises above its start in " + String.join(", ", study.unrising())
                                    + ": there is nothing that a warning could keep");
        }
        progress.update("drawing", 0.9);
        List<Figure> figures = new ArrayList<>();
        if (!study.rules().isEmpty()) {
            figures.add(kept(study, parameters));
        }
        study.watching().findFirst().ifPresent(best -> figures.add(signal(best, study, runs)));
        if (study.watching().findAny().isEmpty()) {
            firstSignal(study, runs).ifPresent(figures::add);
        }
        List<Table> inputs =
                tables.list().stream().filter(WarningReader::accepts).toList();
        return new Result(
                new EarlyWarningFindings(study, parameters).all(figures),
                figures,
                List.of(rules(study, parameters), verdicts(study), alarms(study, parameters)),
                inputs);
    }

    private static ResultTable rules(EarlyWarningStudy study, EarlyWarningParameters parameters) {
        ResultRows rows = new ResultRows(
                "warning-rules",
                "Each signal as a rule to stop, its threshold chosen on other groups than it is tested on",
                "signal",
                "threshold",
                "runs",
                "kept",
                "kept±",
                "declining",
                "warned",
                "warned_rate±",
                "useful",
                "useful_rate±",
                "too_early",
                "too_late",
                "steady",
                "false_alarms",
                "false_alarm_rate±",
                "median_lead");
        for (Rule r : study.rules()) {
            rows.add(
                    r.signal(),
                    r.threshold(),
                    r.verdicts().size(),
                    r.kept(),
                    r.keptInterval(),
                    r.declining(),
                    r.caught(),
                    Proportion.wilson(r.caught(), r.declining(), parameters.level()),
                    r.count(Outcome.USEFUL),
                    Proportion.wilson(r.count(Outcome.USEFUL), r.declining(), parameters.level()),
                    r.count(Outcome.TOO_EARLY),
                    r.count(Outcome.TOO_LATE),
                    r.steady(),
                    r.count(Outcome.FALSE_ALARM),
                    Proportion.wilson(r.count(Outcome.FALSE_ALARM), r.steady(), parameters.level()),
                    r.medianLead());
        }
        return rows.table();
    }

    private static ResultTable verdicts(EarlyWarningStudy study) {
        ResultRows rows = new ResultRows(
                "warnings",
                "Every run with gold under every rule",
                "run",
                "signal",
                "threshold",
                "alarm_step",
                "peak_step",
                "lead",
                "kept",
                "outcome");
        for (Rule rule : study.rules()) {
            for (Verdict v : rule.verdicts()) {
                rows.add(
                        v.run().run(),
                        rule.signal(),
                        v.threshold(),
                        v.alarm(),
                        v.run().declined() ? v.run().peakStep() : Double.NaN,
                        v.lead(),
                        v.kept(),
                        v.outcome().id());
            }
        }
        return rows.table();
    }

    private static ResultTable alarms(EarlyWarningStudy study, EarlyWarningParameters parameters) {
        ResultRows rows = new ResultRows(
                "alarms-without-gold",
                "What the rules say of runs without gold, with thresholds from all runs that have it",
                "run",
                "signal",
                "threshold",
                "alarm_step",
                "largest_move");
        for (WarnedRun run : study.without()) {
            for (WarningSignal signal : run.signals()) {
                Optional<Rule> rule = study.rule(signal.name());
                double threshold = rule.map(Rule::threshold).orElse(Double.NaN);
                int at = Double.isNaN(threshold) ? -1 : signal.alarm(threshold, parameters.hold());
                rows.add(
                        run.run(),
                        signal.name(),
                        threshold,
                        at < 0 ? Double.NaN : signal.steps()[at],
                        signal.largest());
            }
        }
        return rows.table();
    }

    private static Figure kept(EarlyWarningStudy study, EarlyWarningParameters parameters) {
        List<Rule> rules = study.rules();
        double[] values = rules.stream().mapToDouble(Rule::kept).toArray();
        return new Figure(
                "gold-kept",
                "Gold that is kept when training stops at the alarm",
                Axis.categories("", rules.stream().map(Rule::signal).toList()),
                Axis.linear("part of the gold at the peak"),
                List.of(
                        new Layer.Bars(
                                "",
                                0,
                                values,
                                rules.stream()
                                        .mapToDouble(r ->
                                                Double.isFinite(r.keptInterval().low())
                                                        ? r.keptInterval().low()
                                                        : r.kept())
                                        .toArray(),
                                rules.stream()
                                        .mapToDouble(r ->
                                                Double.isFinite(r.keptInterval().high())
                                                        ? r.keptInterval().high()
                                                        : r.kept())
                                        .toArray()),
                        new Layer.Rule("peak of gold", -1, 1, false)),
                "Mean over groups of runs, each with a threshold chosen on the other groups; a run without alarm goes"
                        + " on to its end. training-step stops at a step learnt from the other groups. Error bars: "
                        + Digits.percent(parameters.level()) + " Student t interval over groups.",
                source(study));
    }

    private static FigureSource source(EarlyWarningStudy study) {
        long points = java.util.stream.Stream.concat(study.withGold().stream(), study.without().stream())
                .mapToLong(
                        r -> r.signals().isEmpty() ? 0 : r.signals().getFirst().steps().length)
                .sum();
        return new FigureSource("", Map.of(), Map.of(), points, 0);
    }

    /** How the best signal moves in every run, with its threshold and where gold peaks. */
    private static Figure signal(Rule best, EarlyWarningStudy study, RlStudy runs) {
        List<Layer> layers = new ArrayList<>();
        List<WarnedRun> all = new ArrayList<>(study.withGold());
        all.addAll(study.without());
        List<double[]> peaks = new ArrayList<>();
        for (WarnedRun run : all) {
            Optional<WarningSignal> signal = run.signal(best.signal());
            if (signal.isEmpty()) {
                continue;
            }
            int color = runs.color(run.group());
            boolean first = layers.stream().noneMatch(l -> l.label().equals(run.group()));
            layers.add(new Layer.Line(
                    first ? run.group() : "",
                    color,
                    signal.get().steps(),
                    signal.get().moved(),
                    false));
            if (run.declined()) {
                double step = run.peakStep();
                int at = java.util.Arrays.binarySearch(signal.get().steps(), step);
                if (at >= 0) {
                    peaks.add(new double[] {step, signal.get().moved()[at]});
                }
            }
        }
        layers.add(new Layer.Rule("threshold", -1, best.threshold(), false));
        if (!peaks.isEmpty()) {
            layers.add(new Layer.Scatter(
                    "peak of gold",
                    -1,
                    peaks.stream().mapToDouble(p -> p[0]).toArray(),
                    peaks.stream().mapToDouble(p -> p[1]).toArray()));
        }
        return new Figure(
                "warning-signal",
                "The best signal in every run: " + best.signal(),
                Axis.linear("step"),
                Axis.scaled(
                        best.signal() + (best.unit().isEmpty() ? ", relative move" : " (" + best.unit() + ")"),
                        Axis.Scale.SQRT),
                layers,
                "How far " + best.signal()
                        + " has moved from the first steps, mean over past points alone, on a √ scale."
                        + " Dots mark the peak of gold in runs that decline; the level line is the threshold from all"
                        + " runs with gold.",
                source(study));
    }

    private static Optional<Figure> firstSignal(EarlyWarningStudy study, RlStudy runs) {
        return study.without().stream()
                .flatMap(r -> r.signals().stream())
                .findFirst()
                .map(s -> signal(
                        new Rule(s.name(), s.unit(), Double.NaN, List.of(), Double.NaN, Interval.NONE), study, runs));
    }
}
