package rewardloom.model.reward.hierarchy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
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
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.input.Rows;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Bootstrap;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Interval;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** The values of several reward models at which what is truly wanted peaks: beyond them each is over-optimised. */
public final class ProxyPoints extends CardAnalysis<ProxyPoints.Settings> {

    /** Which reward models, which judge. */
    public record Settings(
            @Parameter(
                    label = "Reward models",
                    help = "Tags of the reward models; empty: those with the role component, score or proxy.",
                    choices = Choices.TAGS)
            List<String> models,

            @Parameter(
                    label = "Evaluation",
                    help = "Tag of what is truly wanted; empty: the one with the role gold or success.",
                    choices = Choices.TAGS)
            String evaluation,

            @Parameter(
                    label = "Multipliers",
                    help = "Tags of Lagrange multipliers, in the order of the reward models; empty: those called"
                            + " lambda.",
                    choices = Choices.TAGS)
            List<String> multipliers,

            @Parameter(
                    label = "Bandwidth",
                    help = "Width of the Gaussian kernel that smooths the evaluation, as a share of the reward"
                            + " model's range.",
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
            multipliers = List.copyOf(multipliers);
            runs = List.copyOf(runs);
        }
    }

    private static final Settings DEFAULTS = new Settings(List.of(), "", List.of(), 0.08, 300, 1, List.of());
    private static final int GRID = 200;
    private static final int CELLS = 40;
    private static final double BLOCK = 0.1;
    private static final double REACHED = 0.05;
    private static final double TOLERANCE = 0.01;

    public ProxyPoints() {
        super(
                new Card(
                        "proxy-points",
                        "Proxy points",
                        Family.DECOMPOSITION,
                        "Beyond which value of each reward model does what is truly wanted fall, and are constraints"
                                + " met?",
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

    /**
     * One run.
     *
     * @param models names of the reward models
     * @param values value of each model at each step
     * @param evaluation evaluation at each step
     * @param multipliers value of each multiplier at each step
     */
    private record Run(
            Table table,
            double[] steps,
            List<String> models,
            double[][] values,
            double[] evaluation,
            Map<String, double[]> multipliers) {
        String name() {
            return RunColors.runOf(table).name();
        }
    }

    /**
     * A proxy point.
     *
     * @param at value of the reward model where the smoothed evaluation peaks
     * @param interval block bootstrap interval
     * @param peak the smoothed evaluation there
     * @param last the smoothed evaluation at the largest value
     * @param isInner whether it lies inside of the range, not at its end
     */
    private record Point(double at, Interval interval, double peak, double last, boolean isInner) {}

    @Override
    public Result run(Settings settings, Tables tables, Progress progress) {
        List<Run> runs = tables.list(Kind.METRICS).stream()
                .filter(t -> fits(t, settings))
                .map(t -> read(t, settings, tables))
                .filter(r -> r.steps.length >= 10)
                .toList();
        if (runs.isEmpty()) {
            throw new AnalysisException("no run logged an evaluation and a reward model at ten steps or more");
        }
        ResultRows points = ResultRows.of(
                "proxy-points",
                "Values of each reward model at which the evaluation peaks",
                "run",
                "group",
                "model",
                "proxy_point",
                "low",
                "high",
                "evaluation_peak",
                "evaluation_at_largest",
                "inner");
        ResultRows correlations =
                ResultRows.of("correlation", "Correlation of the reward models", "run", "first", "second", "r");
        ResultRows constraints = ResultRows.of(
                "constraints",
                "Where constraints are met: within 5 % of the proxy point",
                "run",
                "model",
                "proxy_point",
                "multiplier",
                "share_of_steps_met",
                "last_value",
                "last_multiplier");
        Map<String, List<Point>> byModel = new LinkedHashMap<>();
        List<Figure> figures = new ArrayList<>();
        for (int r = 0; r < runs.size(); r++) {
            progress.checkCancelled();
            progress.update("run " + runs.get(r).name(), (double) r / runs.size());
            Run run = runs.get(r);
            List<Point> own = new ArrayList<>();
            for (int m = 0; m < run.models.size(); m++) {
                Point point = point(run.values[m], run.evaluation, settings);
                own.add(point);
                byModel.computeIfAbsent(run.models.get(m), n -> new ArrayList<>())
                        .add(point);
                points.add(
                        run.name(),
                        RunColors.runOf(run.table).group(),
                        run.models.get(m),
                        point.at,
                        point.interval.low(),
                        point.interval.high(),
                        point.peak,
                        point.last,
                        point.isInner);
                for (int k = 0; k < m; k++) {
                    correlations.add(
                            run.name(),
                            run.models.get(k),
                            run.models.get(m),
                            Correlation.pearson(run.values[k], run.values[m]));
                }
            }
            constraints(run, own, constraints);
            if (r == 0) {
                figures.addAll(figures(run, own, settings));
            }
        }
        figures.addFirst(all(byModel));
        List<ResultTable> all = new ArrayList<>(List.of(points.table(), correlations.table()));
        if (constraints.size() > 0) {
            all.add(constraints.table());
        }
        return new Result(
                findings(byModel, runs),
                figures,
                all,
                runs.stream().map(Run::table).toList());
    }

    private static Run read(Table table, Settings settings, Tables tables) {
        List<String> models = models(table, settings);
        Map<String, String> names = new LinkedHashMap<>();
        names.put("evaluation", evaluation(settings).in(table).orElseThrow());
        for (int m = 0; m < models.size(); m++) {
            names.put("model " + m, models.get(m));
        }
        List<String> multipliers = settings.multipliers().isEmpty()
                ? table.series().stream()
                        .map(SeriesSummary::tag)
                        .filter(t -> t.toLowerCase(Locale.ROOT)
                                .matches("(?:.*[/_.])?(?:lambda|multiplier)s?(?:[/_.0-9].*)?"))
                        .toList()
                : settings.multipliers();
        for (String multiplier : multipliers) {
            names.put("multiplier " + multiplier, multiplier);
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
        Map<String, double[]> lambdas = new LinkedHashMap<>();
        multipliers.forEach(t -> lambdas.put(t, pick(rows.numbers("multiplier " + t), complete)));
        return new Run(
                table,
                pick(rows.numbers(Rows.STEP), complete),
                models.stream().map(t -> shortName(table, t)).toList(),
                values,
                pick(rows.numbers("evaluation"), complete),
                lambdas);
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

    private static double width(double[] values, Settings settings) {
        double range = Arrays.stream(values).max().orElse(1)
                - Arrays.stream(values).min().orElse(0);
        return settings.bandwidth() * (range > 0 ? range : 1);
    }

    /** Nadaraya and Watson's kernel mean. */
    private static double smooth(double[] x, double[] y, double at, double width) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < x.length; i++) {
            double d = (x[i] - at) / width;
            double w = Math.exp(-d * d / 2);
            sum += w * y[i];
            weights += w;
        }
        return weights > 1e-12 ? sum / weights : Double.NaN;
    }

    private static double[] grid(double[] x) {
        double low = Arrays.stream(x).min().orElse(0);
        double high = Arrays.stream(x).max().orElse(1);
        double[] grid = new double[GRID];
        Arrays.setAll(grid, i -> low + (high - low) * i / (GRID - 1));
        return grid;
    }

    private static int best(double[] grid, double[] x, double[] y, double width) {
        int best = 0;
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < grid.length; i++) {
            double value = smooth(x, y, grid[i], width);
            if (value > top) {
                top = value;
                best = i;
            }
        }
        return best;
    }

    private static Point point(double[] x, double[] y, Settings settings) {
        double width = width(x, settings);
        double[] grid = grid(x);
        int best = best(grid, x, y, width);
        return new Point(
                grid[best],
                interval(x, y, grid, width, settings),
                smooth(x, y, grid[best], width),
                smooth(x, y, grid[GRID - 1], width),
                best > 0 && best < GRID - 1);
    }

    /** Neighbouring points of a training are alike: blocks of a tenth of them are drawn together. */
    private static Interval interval(double[] x, double[] y, double[] grid, double width, Settings settings) {
        int n = x.length;
        int block = Math.max(1, (int) Math.round(BLOCK * n));
        int blocks = (n + block - 1) / block;
        SplittableRandom random = new SplittableRandom(settings.seed());
        double[] peaks = new double[settings.resamples()];
        double[] xs = new double[blocks * block];
        double[] ys = new double[blocks * block];
        double[] coarse = new double[GRID / 4];
        Arrays.setAll(coarse, i -> grid[4 * i]);
        for (int b = 0; b < peaks.length; b++) {
            for (int k = 0; k < blocks; k++) {
                int start = random.nextInt(n - block + 1);
                System.arraycopy(x, start, xs, k * block, block);
                System.arraycopy(y, start, ys, k * block, block);
            }
            peaks[b] = coarse[best(coarse, xs, ys, width)];
        }
        return Bootstrap.percentile(peaks, 0.95);
    }

    private static void constraints(Run run, List<Point> points, ResultRows table) {
        List<String> multipliers = List.copyOf(run.multipliers.keySet());
        for (int m = 0; m < run.models.size() && !multipliers.isEmpty(); m++) {
            double theta = points.get(m).at;
            double[] values = run.values[m];
            long met = Arrays.stream(values)
                    .filter(v -> Math.abs(v - theta) <= REACHED * Math.abs(theta))
                    .count();
            String multiplier = m < multipliers.size() ? multipliers.get(m) : "";
            double[] lambda = run.multipliers.getOrDefault(multiplier, new double[0]);
            table.add(
                    run.name(),
                    run.models.get(m),
                    theta,
                    multiplier,
                    (double) met / values.length,
                    values[values.length - 1],
                    lambda.length == 0 ? Double.NaN : lambda[lambda.length - 1]);
        }
    }

    private static List<Finding> findings(Map<String, List<Point>> byModel, List<Run> runs) {
        List<Finding> findings = new ArrayList<>();
        byModel.forEach((model, points) -> {
            List<Point> inner =
                    points.stream().filter(p -> p.isInner && p.peak > p.last).toList();
            if (!inner.isEmpty()) {
                Point first = inner.getFirst();
                findings.add(new Finding(
                        "proxy-point",
                        Severity.WARNING,
                        "The evaluation peaks at " + model + " = " + Digits.text(first.at) + " ["
                                + Digits.text(first.interval.low()) + ", " + Digits.text(first.interval.high()) + "]"
                                + (points.size() > 1
                                        ? " in the first of " + inner.size() + " runs that have a peak"
                                        : "")
                                + ", and is " + Digits.text(first.last) + " instead of " + Digits.text(first.peak)
                                + " at its largest value: beyond that point it is over-optimised.",
                        "Arg max of the kernel mean of the evaluation over the reward model; 95 % interval by a moving"
                                + " block bootstrap (blocks of a tenth of the steps).",
                        Map.of("model", model, "proxy_point", first.at, "peak", first.peak, "last", first.last),
                        "proxy-points"));
            }
        });
        Run run = runs.getFirst();
        double most = 0;
        String pair = "";
        for (int i = 0; i < run.models.size(); i++) {
            for (int j = 0; j < i; j++) {
                double r = Correlation.pearson(run.values[i], run.values[j]);
                if (Math.abs(r) > Math.abs(most)) {
                    most = r;
                    pair = run.models.get(j) + " and " + run.models.get(i);
                }
            }
        }
        if (!pair.isEmpty()) {
            findings.add(new Finding(
                    "correlated-models",
                    Severity.INFO,
                    pair + " correlate by " + Digits.text(most) + " in " + run.name()
                            + ": where reward models are correlated, their joint proxy point is not that of each"
                            + " alone.",
                    "Pearson's correlation over the steps of the first run.",
                    Map.of("pair", pair, "r", most),
                    "surface"));
        }
        return findings;
    }

    private static Figure all(Map<String, List<Point>> byModel) {
        List<String> names = List.copyOf(byModel.keySet());
        double[] at = new double[names.size()];
        double[] low = new double[names.size()];
        double[] high = new double[names.size()];
        for (int m = 0; m < at.length; m++) {
            List<Point> points = byModel.getOrDefault(names.get(m), List.of());
            at[m] = points.stream().mapToDouble(Point::at).average().orElse(Double.NaN);
            low[m] =
                    points.stream().mapToDouble(p -> p.interval.low()).average().orElse(Double.NaN);
            high[m] = points.stream()
                    .mapToDouble(p -> p.interval.high())
                    .average()
                    .orElse(Double.NaN);
        }
        return new Figure(
                "proxy-points",
                "Proxy points",
                Axis.categories("", names),
                Axis.linear("value at which the evaluation peaks"),
                List.of(new Layer.Bars("", 0, at, low, high)),
                "Value of each reward model at which the smoothed evaluation peaks, mean over runs. Bars: mean of the"
                        + " runs' 95 % block bootstrap intervals.",
                FigureSource.NONE);
    }

    private static List<Figure> figures(Run run, List<Point> points, Settings settings) {
        List<Figure> figures = new ArrayList<>();
        for (int m = 0; m < run.models.size(); m++) {
            double[] x = run.values[m];
            double[] grid = grid(x);
            double width = width(x, settings);
            figures.add(new Figure(
                    "evaluation-" + m,
                    run.name() + ": evaluation over " + run.models.get(m),
                    Axis.linear(run.models.get(m)),
                    Axis.linear("evaluation"),
                    List.of(
                            new Layer.Scatter("logged", -1, x, run.evaluation),
                            new Layer.Line(
                                    "smoothed",
                                    0,
                                    grid,
                                    Arrays.stream(grid)
                                            .map(g -> smooth(x, run.evaluation, g, width))
                                            .toArray(),
                                    false),
                            new Layer.Rule("proxy point", 1, points.get(m).at, true)),
                    "Evaluation over " + run.models.get(m) + " at each step of " + run.name()
                            + "; line: Gaussian kernel mean, width " + Digits.percent(settings.bandwidth())
                            + " of the range.",
                    FigureSource.NONE));
        }
        if (run.models.size() > 1) {
            figures.add(surface(run, settings));
        }
        if (!run.multipliers.isEmpty()) {
            List<Layer> layers = new ArrayList<>();
            int color = 0;
            for (Map.Entry<String, double[]> lambda : run.multipliers.entrySet()) {
                layers.add(new Layer.Line(lambda.getKey(), color++, run.steps, lambda.getValue(), false));
            }
            figures.add(new Figure(
                    "multipliers",
                    run.name() + ": multipliers",
                    Axis.linear("step"),
                    Axis.linear("multiplier"),
                    layers,
                    "Lagrange multipliers over the training of " + run.name() + ".",
                    FigureSource.NONE));
        }
        return figures;
    }

    /** The evaluation over the first two reward models, and where it is largest. */
    private static Figure surface(Run run, Settings settings) {
        double[] a = run.values[0];
        double[] b = run.values[1];
        double[] x = cells(a);
        double[] y = cells(b);
        double[][] values = new double[CELLS][CELLS];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < CELLS; r++) {
            for (int c = 0; c < CELLS; c++) {
                values[r][c] = smooth(run, x[c], y[r], settings);
                if (Double.isFinite(values[r][c])) {
                    low = Math.min(low, values[r][c]);
                    high = Math.max(high, values[r][c]);
                }
            }
        }
        double[] peak = nelderMead(run, settings);
        return new Figure(
                "surface",
                run.name() + ": evaluation over two reward models",
                Axis.linear(run.models.get(0)),
                Axis.linear(run.models.get(1)),
                List.of(
                        new Layer.HeatMap("evaluation", x, y, values, low, high > low ? high : low + 1, false),
                        new Layer.Line("training", -1, a, b, false),
                        new Layer.Scatter("joint proxy point", 1, new double[] {peak[0]}, new double[] {peak[1]})),
                "Kernel mean of the evaluation over the first two reward models, where the training of " + run.name()
                        + " came near; the joint proxy point (" + Digits.text(peak[0]) + ", " + Digits.text(peak[1])
                        + ") by Nelder and Mead's search (1, 2, 0.5, 0.5).",
                FigureSource.NONE);
    }

    private static double[] cells(double[] values) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        double[] cells = new double[CELLS];
        double span = high > low ? high - low : 1;
        Arrays.setAll(cells, i -> low + (i + 0.5) * span / CELLS);
        return cells;
    }

    private static double smooth(Run run, double atX, double atY, Settings settings) {
        double wx = width(run.values[0], settings);
        double wy = width(run.values[1], settings);
        double sum = 0;
        double weights = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < run.evaluation.length; i++) {
            double dx = (run.values[0][i] - atX) / wx;
            double dy = (run.values[1][i] - atY) / wy;
            double d = dx * dx + dy * dy;
            double w = Math.exp(-d / 2);
            nearest = Math.min(nearest, d);
            sum += w * run.evaluation[i];
            weights += w;
        }
        return nearest <= 1 ? sum / weights : Double.NaN;
    }

    /** From the step with the largest evaluation; outside of what the training reached there is nothing to gain. */
    private static double[] nelderMead(Run run, Settings settings) {
        int best = IntStream.range(0, run.evaluation.length)
                .boxed()
                .max((i, j) -> Double.compare(run.evaluation[i], run.evaluation[j]))
                .orElse(0);
        double floor = Arrays.stream(run.evaluation).min().orElse(0) - 1;
        double[] steps = {width(run.values[0], settings), width(run.values[1], settings)};
        PointValuePair found = new SimplexOptimizer(new SimpleValueChecker(0, TOLERANCE * 1e-3))
                .optimize(
                        new MaxEval(2000),
                        new ObjectiveFunction(p -> {
                            double value = smooth(run, p[0], p[1], settings);
                            return Double.isFinite(value) ? value : floor;
                        }),
                        GoalType.MAXIMIZE,
                        new InitialGuess(new double[] {run.values[0][best], run.values[1][best]}),
                        new NelderMeadSimplex(steps, 1, 2, 0.5, 0.5));
        return found.getPoint();
    }
}
