package rewardloom.model.reward.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.analysis.ReadingAnalysis;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.reward.ComponentChoice;
import rewardloom.model.reward.PromptGroups;
import rewardloom.model.reward.RewardReader;
import rewardloom.model.reward.RewardTrace;
import rewardloom.model.reward.RewardUnits;
import rewardloom.model.reward.SuccessNames;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Step rewards that count only where the outcome passes a threshold. */
public final class Gating extends CardAnalysis<Gating.Settings>
        implements ReadingAnalysis<Gating.Settings, Gating.Reading> {

    /** What gates what. */
    public record Settings(
            @Parameter(
                    label = "Outcome",
                    help = "Component with the high-level outcome; empty: the one that marks success by its name.",
                    choices = Choices.TAGS)
            String outcome,

            @Parameter(
                    label = "Threshold",
                    help = "δ: step rewards count where the outcome is above it.",
                    min = -1e6,
                    max = 1e6)
            double threshold,

            @Parameter(
                    label = "Windows",
                    help = "Number of windows in which the directions of outcome and step rewards are compared.",
                    min = 2,
                    max = 100)
            int windows,

            @Parameter(label = "Tables", help = "Kind of table to read.", group = "Data")
            ComponentChoice.Source source,

            @Parameter(label = "Runs", help = "Runs or groups; empty: all.", choices = Choices.RUNS, group = "Data")
            List<String> runs,

            @Parameter(
                    label = "Components by formula",
                    help = "Components defined by formula in place of those that were logged: name = formula, several"
                            + " with ; between them.",
                    group = "Data")
            String components) {

        public Settings {
            runs = List.copyOf(runs);
        }

        ComponentChoice choice() {
            return new ComponentChoice(source, runs, "", "", components, 1);
        }
    }

    private static final Settings DEFAULTS = new Settings("", 0, 10, ComponentChoice.Source.AUTO, List.of(), "");
    private static final int PLACES = 300;
    private static final int SWEEP = 41;

    public Gating() {
        super(
                new Card(
                        "gating",
                        "Gated rewards",
                        Family.DECOMPOSITION,
                        "Do step rewards rise where the outcome does not, and what would a gate have left of them?",
                        List.of("Stabilizing Long-term Multi-turn Reinforcement Learning with Gated Rewards"),
                        List.of("metrics, episodes, steps or responses with an outcome and other components")),
                DEFAULTS);
    }

    /** What is kept of what was read. */
    public record Reading(List<Table> inputs, List<RewardUnits> runs, List<OutcomeRates> rates, RunColors colors) {}

    @Override
    public boolean accepts(Tables tables) {
        return accepts(DEFAULTS, tables);
    }

    @Override
    public boolean accepts(Settings settings, Tables tables) {
        if (!RewardReader.accepts(tables, settings.choice())) {
            return false;
        }
        return !settings.outcome().isBlank()
                || !settings.components().isBlank()
                || tables.list().stream().anyMatch(Gating::hasOutcome);
    }

    private static boolean hasOutcome(Table table) {
        return RewardReader.isReadable(table)
                && table.series().stream()
                        .anyMatch(s -> s.role().is(RoleType.COMPONENT)
                                && SuccessNames.mark(s.role().detail()));
    }

    /** Where nobody says otherwise, the first kind of table that has an outcome. */
    private static ComponentChoice choice(Settings settings, Tables tables) {
        ComponentChoice choice = settings.choice();
        boolean open = choice.source() == ComponentChoice.Source.AUTO
                && settings.outcome().isBlank()
                && settings.components().isBlank();
        return open
                ? Arrays.stream(ComponentChoice.Source.values())
                        .filter(s -> tables.list().stream()
                                .anyMatch(t -> t.kind().name().equals(s.name()) && hasOutcome(t)))
                        .findFirst()
                        .map(s -> new ComponentChoice(
                                s, choice.runs(), choice.total(), choice.success(), choice.formulas(), choice.factor()))
                        .orElse(choice)
                : choice;
    }

    @Override
    public Object reads(Settings settings) {
        return settings.choice();
    }

    @Override
    public Reading read(Settings settings, Tables tables, Progress progress) {
        RewardReader reader = new RewardReader(tables, choice(settings, tables), 0);
        List<Table> inputs = reader.inputs();
        Map<String, RewardUnits> byRun = new LinkedHashMap<>();
        for (Table table : inputs) {
            progress.checkCancelled();
            progress.update("reading " + table.name(), 0.8 * byRun.size() / inputs.size());
            RewardUnits units = RewardUnits.of(reader.read(table), PromptGroups.NONE);
            byRun.merge(units.run().name(), units, RewardUnits::then);
        }
        List<OutcomeRates> rates = inputs.stream()
                .flatMap(t -> OutcomeRates.of(t, tables).stream())
                .toList();
        return new Reading(inputs, List.copyOf(byRun.values()), rates, RunColors.of(tables));
    }

    /**
     * One run.
     *
     * @param outcome outcome of each unit
     * @param process sum of the other components of each unit
     */
    private record Gated(RewardUnits units, String name, double[] outcome, double[] process) {

        static Optional<Gated> of(RewardUnits units, String wanted) {
            String name = wanted.isBlank()
                    ? units.parts().keySet().stream()
                            .filter(SuccessNames::mark)
                            .findFirst()
                            .orElse("")
                    : wanted;
            double[] outcome = units.parts().get(name);
            if (outcome == null) {
                return Optional.empty();
            }
            double[] process = new double[units.size()];
            units.parts().forEach((n, values) -> {
                if (!n.equals(name)) {
                    for (int i = 0; i < process.length; i++) {
                        process[i] += values[i];
                    }
                }
            });
            return Optional.of(new Gated(units, name, outcome, process));
        }

        /** R_out + 1[R_out > δ]·Σ r. */
        double[] gated(double threshold) {
            double[] gated = new double[outcome.length];
            Arrays.setAll(gated, i -> outcome[i] + (outcome[i] > threshold ? process[i] : 0));
            return gated;
        }

        double[] direct() {
            double[] direct = new double[outcome.length];
            Arrays.setAll(direct, i -> outcome[i] + process[i]);
            return direct;
        }

        double open(double threshold) {
            return (double) Arrays.stream(outcome).filter(o -> o > threshold).count() / outcome.length;
        }

        /** Windows in which outcome and step rewards move in opposite directions, by the sign of their slopes. */
        List<Integer> misaligned(int windows) {
            List<Integer> found = new ArrayList<>();
            int n = outcome.length;
            for (int w = 0; w < windows && n >= 3 * windows; w++) {
                int from = w * n / windows;
                int to = (w + 1) * n / windows;
                if (slope(outcome, from, to) < 0 && slope(process, from, to) > 0) {
                    found.add(w);
                }
            }
            return found;
        }

        private double slope(double[] values, int from, int to) {
            double[] x = Arrays.copyOfRange(units.x(), from, to);
            double[] y = Arrays.copyOfRange(values, from, to);
            double covariance = Correlation.covariance(x, y);
            return Double.isFinite(covariance) ? covariance : 0;
        }

        double mean(double[] values) {
            return Moments.of(values).mean();
        }
    }

    @Override
    public Result judge(Settings settings, Reading data, Progress progress) {
        List<Gated> runs = new ArrayList<>();
        for (RewardUnits units : data.runs) {
            Gated.of(units, settings.outcome().strip()).ifPresent(runs::add);
        }
        if (runs.isEmpty()) {
            throw new AnalysisException("no component is the outcome"
                    + (settings.outcome().isBlank() ? " by its name" : " called " + settings.outcome()) + "; there are "
                    + String.join(", ", data.runs.getFirst().parts().keySet()) + ". Name it with outcome");
        }
        return new Result(
                findings(settings, runs),
                figures(settings, data, runs),
                tables(settings, runs, data.rates),
                data.inputs);
    }

    private static List<Finding> findings(Settings settings, List<Gated> runs) {
        List<Finding> findings = new ArrayList<>();
        List<Gated> misaligned = runs.stream()
                .filter(r -> r.units.isTraining()
                        && !r.misaligned(settings.windows()).isEmpty())
                .toList();
        if (!misaligned.isEmpty()) {
            Gated first = misaligned.getFirst();
            int window = first.misaligned(settings.windows()).getFirst();
            double place = first.units.x()[window * first.outcome.length / settings.windows()];
            long count = misaligned.stream()
                    .mapToLong(r -> r.misaligned(settings.windows()).size())
                    .sum();
            findings.add(new Finding(
                    "misaligned-steps",
                    Severity.WARNING,
                    "Step rewards rise while " + first.name + " falls in " + count + " of "
                            + runs.stream().filter(r -> r.units.isTraining()).count() * settings.windows()
                            + " windows, in " + misaligned.size() + " of " + runs.size() + " runs; first in "
                            + first.units.run().name() + " from " + first.units.xLabel() + " " + Digits.count(place)
                            + ".",
                    "Signs of the least-squares slopes of the outcome and of the sum of the other components in each"
                            + " of "
                            + settings.windows() + " equal windows of a training.",
                    Map.of("windows", count, "runs", misaligned.size(), "place", place),
                    "curves"));
        }
        double open = runs.stream()
                .mapToDouble(r -> r.open(settings.threshold()))
                .average()
                .orElse(Double.NaN);
        double direct =
                runs.stream().mapToDouble(r -> r.mean(r.direct())).average().orElse(Double.NaN);
        double gated = runs.stream()
                .mapToDouble(r -> r.mean(r.gated(settings.threshold())))
                .average()
                .orElse(Double.NaN);
        findings.add(new Finding(
                "gate",
                Severity.INFO,
                "With a gate at " + runs.getFirst().name + " > " + Digits.text(settings.threshold()) + ", "
                        + Digits.percent(open) + " of the units keep their step rewards: the mean return goes from "
                        + Digits.text(direct) + " to " + Digits.text(gated) + ".",
                "R_G = R_out + 1[R_out > δ]·Σ r_t; mean over runs.",
                Map.of("open", open, "direct", direct, "gated", gated, "threshold", settings.threshold()),
                "sweep"));
        return findings;
    }

    private static List<Figure> figures(Settings settings, Reading data, List<Gated> runs) {
        List<Layer> curves = new ArrayList<>();
        List<Layer> sweep = new ArrayList<>();
        double low = runs.stream()
                .flatMapToDouble(r -> Arrays.stream(r.outcome))
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double high = runs.stream()
                .flatMapToDouble(r -> Arrays.stream(r.outcome))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double[] thresholds = new double[SWEEP];
        double margin = high > low ? 0.05 * (high - low) : 0.5;
        Arrays.setAll(thresholds, i -> low - margin + (high - low + 2 * margin) * i / (SWEEP - 1));
        Map<String, Boolean> named = new LinkedHashMap<>();
        for (Gated run : runs) {
            String group = run.units.run().group();
            boolean first = named.put(group, true) == null;
            int color = data.colors.index(group, true);
            RewardTrace trace = new RewardTrace(
                            run.units.x(), run.direct(), Map.of("gated", run.gated(settings.threshold())), Map.of())
                    .averaged(PLACES);
            curves.add(new Layer.Line("", color, trace.x(), trace.total(), true));
            curves.add(new Layer.Line(
                    first ? group : "",
                    color,
                    trace.x(),
                    Objects.requireNonNull(trace.parts().get("gated")),
                    false));
            sweep.add(new Layer.Line(
                    first ? group : "",
                    color,
                    thresholds,
                    Arrays.stream(thresholds).map(t -> run.mean(run.gated(t))).toArray(),
                    false));
        }
        sweep.add(new Layer.Rule("δ", -1, settings.threshold(), true));
        String counted =
                Digits.count(runs.stream().mapToLong(r -> r.outcome.length).sum()) + " units of " + runs.size()
                        + (runs.size() == 1 ? " run." : " runs.");
        FigureSource source = FigureSource.NONE.counting(
                runs.stream().mapToLong(r -> r.units.points()).sum(),
                runs.stream().mapToLong(r -> r.units.nonfinite()).sum());
        return List.of(
                new Figure(
                        "curves",
                        "Gated and direct return",
                        Axis.linear(runs.getFirst().units.xLabel()),
                        Axis.linear("return"),
                        curves,
                        "Return with step rewards gated by " + runs.getFirst().name + " > "
                                + Digits.text(settings.threshold())
                                + "; pale: without a gate. Means of neighbouring units, at"
                                + " most " + PLACES + " places. " + counted,
                        source),
                new Figure(
                        "sweep",
                        "Mean gated return over the threshold",
                        Axis.linear("threshold δ on " + runs.getFirst().name),
                        Axis.linear("mean return"),
                        sweep,
                        "Mean of R_out + 1[R_out > δ]·Σ r over the threshold δ. " + counted,
                        source));
    }

    private static List<ResultTable> tables(Settings settings, List<Gated> runs, List<OutcomeRates> rates) {
        ResultRows table = ResultRows.of(
                "gating",
                "Step rewards with and without the gate",
                "run",
                "group",
                "outcome",
                "units",
                "open",
                "outcome_mean",
                "process_mean",
                "direct",
                "gated",
                "correlation_outcome_process",
                "windows_misaligned");
        for (Gated run : runs) {
            table.add(
                    run.units.run().name(),
                    run.units.run().group(),
                    run.name,
                    run.outcome.length,
                    run.open(settings.threshold()),
                    run.mean(run.outcome),
                    run.mean(run.process),
                    run.mean(run.direct()),
                    run.mean(run.gated(settings.threshold())),
                    Correlation.pearson(run.outcome, run.process),
                    run.units.isTraining() ? run.misaligned(settings.windows()).size() : null);
        }
        return rates.isEmpty() ? List.of(table.table()) : List.of(table.table(), OutcomeRates.table(rates));
    }
}
