package rewardloom.model.reward.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** The values of each component or reward model at which what is truly wanted peaks, one by one and two at once. */
public final class EvaluationSurface extends CardAnalysis<EvaluationSurface.Settings> {

    /** Which rewards, which evaluation. */
    public record Settings(
            @Parameter(
                    label = "Rewards",
                    help = "Tags of the rewards, the first two of which make the surface; empty: scores of models, else"
                            + " components, else the proxy.",
                    choices = Choices.TAGS)
            List<String> models,

            @Parameter(
                    label = "Evaluation",
                    help = "Tag of what is truly wanted; empty: the one with the role gold or success.",
                    choices = Choices.TAGS)
            String evaluation,

            @Parameter(
                    label = "Bandwidth",
                    help = "Width of the Gaussian kernel that smooths the evaluation, as a share of a reward's range.",
                    min = 0.005,
                    max = 1)
            double bandwidth,

            @Parameter(label = "Resamples", help = "Number of block bootstrap resamples.", min = 20, max = 10000)
            int resamples,

            @Parameter(label = "Seed", help = "Where random numbers start.")
            long seed,

            @Parameter(label = "Runs", help = "Runs or groups; empty: all.", choices = Choices.RUNS)
            List<String> runs) {

        public Settings {
            models = List.copyOf(models);
            runs = List.copyOf(runs);
        }
    }

    private static final Settings DEFAULTS = new Settings(List.of(), "", 0.08, 300, 1, List.of());
    private static final int FEWEST = 10;
    private static final int CELLS = 40;

    public EvaluationSurface() {
        super(
                new Card(
                        "evaluation-surface",
                        "Evaluation over rewards",
                        Family.DECOMPOSITION,
                        "At which value of each component or reward model does what is truly wanted peak, alone and two"
                                + " at once?",
                        List.of("Confronting Reward Model Overoptimization with Constrained RLHF"),
                        List.of("metrics with gold or success, and component, score or proxy")),
                DEFAULTS);
    }

    private static List<String> models(Table table, Settings settings) {
        if (!settings.models().isEmpty()) {
            List<String> tags = table.series().stream().map(SeriesSummary::tag).toList();
            return tags.containsAll(settings.models()) ? settings.models() : List.of();
        }
        for (RoleType role : List.of(RoleType.SCORE, RoleType.COMPONENT, RoleType.PROXY)) {
            List<String> found =
                    table.tags(role).stream().map(SeriesSummary::tag).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static Wish evaluation(Settings settings) {
        return Wish.number("evaluation", "what is truly wanted")
                .role(RoleType.GOLD, RoleType.SUCCESS)
                .named("(?:.*_)?(?:eval|evaluation|gold)_?(?:score|reward)?")
                .given("evaluation", settings.evaluation());
    }

    private static boolean fits(Table table, Settings settings) {
        return table.kind() == Kind.METRICS
                && (settings.runs().isEmpty()
                        || settings.runs().contains(RunColors.runOf(table).name())
                        || settings.runs().contains(RunColors.runOf(table).group()))
                && !models(table, settings).isEmpty()
                && evaluation(settings).in(table).isPresent();
    }

    @Override
    public boolean accepts(Tables tables) {
        return accepts(DEFAULTS, tables);
    }

    @Override
    public boolean accepts(Settings settings, Tables tables) {
        return tables.list().stream().anyMatch(t -> fits(t, settings));
    }

    /** One run. */
    private record Run(Table table, List<String> models, KernelMean mean) {
        String name() {
            return RunColors.runOf(table).name();
        }
    }

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        List<Run> runs = tables.list(Kind.METRICS).stream()
                .filter(t -> fits(t, settings))
                .map(t -> read(t, settings, tables))
                .filter(r -> r.mean.evaluation().length >= FEWEST)
                .toList();
        if (runs.isEmpty()) {
            throw new AnalysisException(
                    "no run logged an evaluation (gold or success) and a reward at " + FEWEST + " steps or more");
        }
        ResultRows points = ResultRows.of(
                "peaks",
                "Values of each reward at which the evaluation peaks",
                "run",
                "group",
                "reward",
                "at",
                "at±",
                "evaluation_peak",
                "evaluation_at_largest",
                "inner");
        ResultRows correlations = ResultRows.of(
                "correlation", "Correlation of the rewards over the steps", "run", "first", "second", "r");
        ResultRows joint = ResultRows.of(
                "joint",
                "Joint peak of the first two rewards",
                "run",
                "first",
                "second",
                "at_first",
                "at_second",
                "peak");
        Map<String, List<KernelMean.Peak>> byModel = new LinkedHashMap<>();
        for (int r = 0; r < runs.size(); r++) {
            progress.checkCancelled();
            progress.update("run " + runs.get(r).name(), (double) r / runs.size());
            Run run = runs.get(r);
            for (int m = 0; m < run.models.size(); m++) {
                KernelMean.Peak peak = run.mean.peak(m, settings.resamples(), settings.seed());
                byModel.computeIfAbsent(run.models.get(m), n -> new ArrayList<>())
                        .add(peak);
                points.add(
                        run.name(),
                        RunColors.runOf(run.table).group(),
                        run.models.get(m),
                        peak.at(),
                        peak.interval(),
                        peak.peak(),
                        peak.last(),
                        peak.isInner());
                for (int k = 0; k < m; k++) {
                    correlations.add(
                            run.name(),
                            run.models.get(k),
                            run.models.get(m),
                            Correlation.pearson(run.mean.rewards()[k], run.mean.rewards()[m]));
                }
            }
            if (run.models.size() > 1) {
                double[] peak = run.mean.jointPeak();
                joint.add(
                        run.name(),
                        run.models.get(0),
                        run.models.get(1),
                        peak[0],
                        peak[1],
                        run.mean.at(peak[0], peak[1]));
            }
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(all(byModel));
        figures.addAll(figures(runs.getFirst(), byModel));
        return new Result(
                findings(byModel, runs),
                figures,
                List.of(points.table(), joint.table(), correlations.table()),
                runs.stream().map(Run::table).toList());
    }

    private static Run read(Table table, Settings settings, Tables tables) {
        List<String> models = models(table, settings);
        Map<String, String> names = new LinkedHashMap<>();
        names.put("evaluation", evaluation(settings).in(table).orElseThrow());
        for (int m = 0; m < models.size(); m++) {
            names.put("model " + m, models.get(m));
        }
        Rows rows = Rows.read(tables, new Search.Match(table, names));
        int[] complete = IntStream.range(0, rows.size())
                .filter(i -> Double.isFinite(rows.numbers("evaluation")[i])
                        && IntStream.range(0, models.size())
                                .allMatch(m -> Double.isFinite(rows.numbers("model " + m)[i])))
                .toArray();
        double[][] values = new double[models.size()][];
        for (int m = 0; m < values.length; m++) {
            values[m] = pick(rows.numbers("model " + m), complete);
        }
        return new Run(
                table,
                models.stream().map(t -> shortName(table, t)).toList(),
                new KernelMean(pick(rows.numbers("evaluation"), complete), values, settings.bandwidth()));
    }

    private static String shortName(Table table, String tag) {
        return table.series().stream()
                .filter(s -> s.tag().equals(tag) && !s.role().detail().isEmpty())
                .map(s -> s.role().detail())
                .findFirst()
                .orElse(tag);
    }

    private static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
    }

    private static List<Finding> findings(Map<String, List<KernelMean.Peak>> byModel, List<Run> runs) {
        List<Finding> findings = new ArrayList<>();
        byModel.forEach((model, points) -> {
            List<KernelMean.Peak> inner = points.stream()
                    .filter(p -> p.isInner() && p.peak() > p.last())
                    .toList();
            if (!inner.isEmpty()) {
                KernelMean.Peak first = inner.getFirst();
                findings.add(new Finding(
                        "evaluation-peak",
                        Severity.WARNING,
                        "The evaluation peaks at " + model + " = " + Digits.text(first.at()) + " ["
                                + Digits.text(first.interval().low()) + ", "
                                + Digits.text(first.interval().high()) + "]"
                                + (points.size() > 1
                                        ? " in the first of " + inner.size() + " runs that have a peak"
                                        : "")
                                + ", and is " + Digits.text(first.last()) + " instead of " + Digits.text(first.peak())
                                + " at its largest value: beyond that point more of it is no gain.",
                        "Arg max of the kernel mean of the evaluation over the reward; 95 % interval by a moving block"
                                + " bootstrap (blocks of a tenth of the steps).",
                        Map.of("reward", model, "at", first.at(), "peak", first.peak(), "last", first.last()),
                        "peaks"));
            }
        });
        Run run = runs.getFirst();
        double most = 0;
        String pair = "";
        for (int i = 0; i < run.models.size(); i++) {
            for (int j = 0; j < i; j++) {
                double r = Correlation.pearson(run.mean.rewards()[i], run.mean.rewards()[j]);
                if (Math.abs(r) > Math.abs(most)) {
                    most = r;
                    pair = run.models.get(j) + " and " + run.models.get(i);
                }
            }
        }
        if (!pair.isEmpty()) {
            findings.add(new Finding(
                    "correlated-rewards",
                    Severity.INFO,
                    pair + " correlate by " + Digits.text(most) + " in " + run.name()
                            + ": where rewards are correlated, their joint peak is not that of each alone.",
                    "Pearson's correlation over the steps of the first run.",
                    Map.of("pair", pair, "r", most),
                    "surface"));
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    "no-peak",
                    Severity.INFO,
                    "The evaluation is largest at an end of every reward's range: none was overdone.",
                    "Arg max of the kernel mean of the evaluation over the reward.",
                    Map.of("rewards", byModel.size()),
                    "peaks"));
        }
        return findings;
    }

    private static Figure all(Map<String, List<KernelMean.Peak>> byModel) {
        List<String> names = List.copyOf(byModel.keySet());
        double[] at = new double[names.size()];
        double[] low = new double[names.size()];
        double[] high = new double[names.size()];
        for (int m = 0; m < at.length; m++) {
            List<KernelMean.Peak> points = byModel.getOrDefault(names.get(m), List.of());
            at[m] = points.stream().mapToDouble(KernelMean.Peak::at).average().orElse(Double.NaN);
            low[m] = points.stream()
                    .mapToDouble(p -> p.interval().low())
                    .average()
                    .orElse(Double.NaN);
            high[m] = points.stream()
                    .mapToDouble(p -> p.interval().high())
                    .average()
                    .orElse(Double.NaN);
        }
        return new Figure(
                "peaks",
                "Where the evaluation peaks",
                Axis.categories("", names),
                Axis.linear("value at which the evaluation peaks"),
                List.of(new Layer.Bars("", 0, at, low, high)),
                "Value of each reward at which the smoothed evaluation peaks, mean over runs. Bars: mean of the runs'"
                        + " 95 % block bootstrap intervals.",
                FigureSource.NONE);
    }

    private static List<Figure> figures(Run run, Map<String, List<KernelMean.Peak>> byModel) {
        List<Figure> figures = new ArrayList<>();
        if (run.models.size() > 1) {
            figures.add(surface(run));
        }
        for (int m = 0; m < run.models.size(); m++) {
            int model = m;
            double[] grid = run.mean.grid(m);
            double at = byModel.getOrDefault(run.models.get(m), List.of())
                    .getFirst()
                    .at();
            figures.add(new Figure(
                    "evaluation-" + m,
                    run.name() + ": evaluation over " + run.models.get(m),
                    Axis.linear(run.models.get(m)),
                    Axis.linear("evaluation"),
                    List.of(
                            new Layer.Scatter("logged", -1, run.mean.rewards()[m], run.mean.evaluation()),
                            new Layer.Line(
                                    "smoothed",
                                    0,
                                    grid,
                                    Arrays.stream(grid)
                                            .map(g -> run.mean.at(model, g))
                                            .toArray(),
                                    false),
                            new Layer.Rule("peak", 1, at, true)),
                    "Evaluation over " + run.models.get(m) + " at each step of " + run.name()
                            + "; line: Gaussian kernel mean, width " + Digits.percent(run.mean.bandwidth())
                            + " of the range.",
                    FigureSource.NONE.counting(run.mean.evaluation().length, 0)));
        }
        return figures;
    }

    /** The evaluation over the first two rewards, and where it is largest. */
    private static Figure surface(Run run) {
        double[] x = cells(run.mean.rewards()[0]);
        double[] y = cells(run.mean.rewards()[1]);
        double[][] values = new double[CELLS][CELLS];
        IntStream.range(0, CELLS).parallel().forEach(r -> Arrays.setAll(values[r], c -> run.mean.at(x[c], y[r])));
        double low = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double high = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double[] peak = run.mean.jointPeak();
        return new Figure(
                "surface",
                run.name() + ": evaluation over two rewards",
                Axis.linear(run.models.get(0)),
                Axis.linear(run.models.get(1)),
                List.of(
                        new Layer.HeatMap("evaluation", x, y, values, low, high > low ? high : low + 1, false),
                        new Layer.Line(
                                "training", -1, run.mean.rewards()[0], run.mean.rewards()[1], false),
                        new Layer.Scatter("joint peak", 1, new double[] {peak[0]}, new double[] {peak[1]})),
                "Kernel mean of the evaluation over " + run.models.get(0) + " and " + run.models.get(1)
                        + ", where the training of "
                        + run.name() + " came near; the joint peak (" + Digits.text(peak[0]) + ", "
                        + Digits.text(peak[1]) + ") by Nelder and Mead's search (1, 2, 0.5, 0.5).",
                FigureSource.NONE.counting(run.mean.evaluation().length, 0));
    }

    private static double[] cells(double[] values) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        double[] cells = new double[CELLS];
        double span = high > low ? high - low : 1;
        Arrays.setAll(cells, i -> low + (i + 0.5) * span / CELLS);
        return cells;
    }
}
