package rewardloom.model.shaping.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Parameter;
import rewardloom.model.analysis.Parameter.Choices;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.input.Rows;
import rewardloom.model.input.RowsAnalysis;
import rewardloom.model.input.Search;
import rewardloom.model.input.Wish;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.LeastSquares;
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;

/** Process rewards and what bounds them: whether more steps earn more, and what clip and delta do about it. */
public final class ProcessRewards extends RowsAnalysis<ProcessRewards.Settings> {

    /** Where the rewards are, and how they are bounded. */
    public record Settings(
            @Parameter(
                    label = "Score",
                    help = "Column with the process reward of each step, or with the list of them for each response;"
                            + " empty: found by its name.",
                    choices = Choices.COLUMNS,
                    group = "Columns")
            String score,

            @Parameter(
                    label = "Solution",
                    help = "Column that tells solutions apart where a row is a step; empty: the episode, or found by"
                            + " its name.",
                    choices = Choices.COLUMNS,
                    group = "Columns")
            String solution,

            @Parameter(
                    label = "Text",
                    help = "Column with the text of each step, to find repeated ones; empty: found, if there is one.",
                    choices = Choices.COLUMNS,
                    group = "Columns")
            String text,

            @Parameter(
                    label = "Correct",
                    help = "Column that says whether the outcome is right; empty: found, if there is one.",
                    choices = Choices.COLUMNS,
                    group = "Columns")
            String correct,

            @Parameter(
                    label = "η as quantile",
                    help = "Quantile of all process rewards that is the threshold η of the clip.",
                    min = 0,
                    max = 1)
            double quantile,

            @Parameter(label = "η", help = "Threshold of the clip as a number; empty: by the quantile.")
            String eta,

            @Parameter(label = "α", help = "Weight of the process rewards beside the outcome.", min = -1000, max = 1000)
            double alpha) {}

    private static final Settings DEFAULTS = new Settings("", "", "", "", 0.5, "", 0.1);
    private static final int MOST_POINTS = 2000;
    private static final int LONGEST = 60;
    private static final double HACKED = 0.3;

    public ProcessRewards() {
        super(
                new Card(
                        "process-rewards",
                        "Process rewards",
                        Family.SHAPING,
                        "Do more steps earn more, whatever they say, and do clip and delta stop that?",
                        List.of("On Designing Effective RL Reward at Training Time for LLM Reasoning"),
                        List.of(
                                "steps with a process reward and a solution",
                                "responses with a list of process rewards")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        Wish score = Wish.name("score", "the process rewards")
                .role(RoleType.TOKEN_REWARDS)
                .named("(?:prm|process|step)(?:_(?:reward|score)s?)|prm|step_?scores?")
                .given("score", s.score());
        Wish solution = Wish.name("solution", "the solution")
                .role(RoleType.EPISODE)
                .named("solution(?:_id)?|response_id|sample(?:_id)?|trajectory(?:_id)?")
                .given("solution", s.solution());
        Wish correct = Wish.number("correct", "whether the outcome is right")
                .role(RoleType.CORRECT, RoleType.SUCCESS)
                .named("correct|outcome|solved")
                .given("correct", s.correct())
                .maybe();
        Wish text = Wish.text("text", "the text of a step")
                .role(RoleType.TEXT)
                .named("step_text|text|content")
                .given("text", s.text())
                .maybe();
        Wish plain = Wish.number("score", "the process reward of each step")
                .role(RoleType.REWARD)
                .named("(?:prm|process|step)(?:_(?:reward|score)s?)|prm|step_?scores?|reward|score")
                .given("score", s.score());
        return List.of(
                new Search(List.of(Kind.RESPONSES, Kind.SCORES), "", List.of(), List.of(score, correct)),
                new Search(List.of(Kind.STEPS, Kind.SCORES), "", List.of(), List.of(plain, solution, correct, text)));
    }

    /** All solutions in one shape. */
    private record Shape(ProcessShape shape, double[] sums, double hackIndex, double slope) {
        static Shape of(ProcessShape shape, List<Solution> solutions, double[] steps, double eta) {
            double[] sums = solutions.stream()
                    .mapToDouble(
                            s -> Arrays.stream(shape.apply(s.rewards(), eta)).sum())
                    .toArray();
            double[] ones = new double[sums.length];
            Arrays.fill(ones, 1);
            boolean varies = Arrays.stream(steps).distinct().count() > 1;
            return new Shape(
                    shape,
                    sums,
                    Correlation.pearson(sums, steps),
                    varies ? LeastSquares.fit(sums, ones, steps).coefficients()[1] : Double.NaN);
        }
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        List<Solution> solutions =
                tables.stream().flatMap(rows -> Solution.of(rows).stream()).toList();
        if (solutions.isEmpty()) {
            throw new AnalysisException("no solution has a finite process reward");
        }
        double eta = eta(settings, solutions);
        double[] steps = solutions.stream().mapToDouble(Solution::steps).toArray();
        List<Shape> shapes = Arrays.stream(ProcessShape.values())
                .map(s -> Shape.of(s, solutions, steps, eta))
                .toList();
        List<Finding> findings = new ArrayList<>();
        findings.add(hacking(shapes, solutions));
        if (solutions.stream().anyMatch(s -> s.isRepeated().length > 0)) {
            findings.add(repetition(solutions));
        }
        return new Result(
                findings,
                List.of(scatter(shapes, steps), cumulative(solutions, eta)),
                List.of(table(settings, shapes, solutions), listed(solutions, eta)),
                inputs(tables));
    }

    private static double eta(Settings settings, List<Solution> solutions) {
        if (settings.eta().isBlank()) {
            double[] all = solutions.stream()
                    .flatMapToDouble(s -> Arrays.stream(s.rewards()))
                    .toArray();
            return Quantiles.ofSorted(Quantiles.sortedFinite(all), settings.quantile());
        }
        try {
            return Double.parseDouble(settings.eta().strip());
        } catch (NumberFormatException e) {
            throw new AnalysisException("η is a number, not '" + settings.eta() + "'");
        }
    }

    private static Finding hacking(List<Shape> shapes, List<Solution> solutions) {
        Shape raw = shapes.getFirst();
        boolean hacked = raw.hackIndex > HACKED && raw.slope > 0;
        Map<String, Object> values = new LinkedHashMap<>();
        shapes.forEach(s -> values.put("hack_index_" + s.shape.label(), s.hackIndex));
        String after = String.join(
                ", ",
                shapes.stream()
                        .skip(1)
                        .map(s -> s.shape.label() + " " + Digits.text(s.hackIndex))
                        .toList());
        String head = hacked
                ? "More steps earn more: each adds " + Digits.text(raw.slope)
                        + " to the sum of process rewards (correlation " + Digits.text(raw.hackIndex)
                        + " with the number of steps). Afterwards: " + after + "."
                : "The sum of process rewards has correlation " + Digits.text(raw.hackIndex)
                        + " with the number of steps; afterwards: " + after + ".";
        return new Finding(
                "steps-earn",
                hacked ? Severity.WARNING : Severity.INFO,
                head,
                "Correlation of Σr with the number of steps over " + Digits.count(solutions.size())
                        + " solutions; warns above " + HACKED + " where the slope is positive.",
                values,
                "sum-by-steps");
    }

    private static Finding repetition(List<Solution> solutions) {
        double[] repeated = rewards(solutions, true);
        double[] fresh = rewards(solutions, false);
        double share = (double) repeated.length / Math.max(1, repeated.length + fresh.length);
        double earned = Moments.of(repeated).mean();
        double usual = Moments.of(fresh).mean();
        boolean paid = repeated.length > 0 && earned >= usual;
        String text = repeated.length == 0
                ? "No step says again what its solution said before."
                : Digits.percent(share) + " of the steps say again what their solution said before; they earn "
                        + Digits.text(earned) + " on average, the others " + Digits.text(usual) + ".";
        return new Finding(
                "repeated-steps",
                paid ? Severity.WARNING : Severity.INFO,
                text,
                "Texts are equal up to case and spaces. Warns where repeated steps earn no less than the others.",
                Map.of("share", share, "repeated", earned, "others", usual),
                "sum-by-steps");
    }

    private static double[] rewards(List<Solution> solutions, boolean repeated) {
        return solutions.stream()
                .flatMapToDouble(s -> IntStream.range(0, s.isRepeated().length)
                        .filter(k -> s.isRepeated()[k] == repeated)
                        .mapToDouble(k -> s.rewards()[k]))
                .toArray();
    }

    private static Figure scatter(List<Shape> shapes, double[] steps) {
        int every = Math.max(1, steps.length / MOST_POINTS);
        int[] shown =
                IntStream.range(0, steps.length).filter(i -> i % every == 0).toArray();
        double[] x = Arrays.stream(shown).mapToDouble(i -> steps[i]).toArray();
        List<Layer> layers = new ArrayList<>();
        for (int c = 0; c < shapes.size(); c++) {
            Shape shape = shapes.get(c);
            layers.add(new Layer.Scatter(
                    shape.shape.label(),
                    c,
                    x,
                    Arrays.stream(shown).mapToDouble(i -> shape.sums[i]).toArray()));
        }
        return new Figure(
                "sum-by-steps",
                "What a solution earns, by its number of steps",
                Axis.linear("steps K"),
                Axis.linear("Σ r_k"),
                layers,
                "Sum of the process rewards of each solution against its number of steps, as they are and shaped; "
                        + Digits.count(x.length) + " of " + Digits.count(steps.length) + " solutions.",
                FigureSource.NONE.counting(steps.length, 0));
    }

    private static Figure cumulative(List<Solution> solutions, double eta) {
        int longest = Math.min(
                LONGEST, solutions.stream().mapToInt(Solution::steps).max().orElse(1));
        double[] x = IntStream.rangeClosed(1, longest).asDoubleStream().toArray();
        List<Layer> layers = new ArrayList<>();
        for (ProcessShape shape : ProcessShape.values()) {
            double[] sums = new double[longest];
            int[] counts = new int[longest];
            for (Solution solution : solutions) {
                double grown = 0;
                double[] shaped = shape.apply(solution.rewards(), eta);
                for (int k = 0; k < Math.min(longest, shaped.length); k++) {
                    grown += shaped[k];
                    sums[k] += grown;
                    counts[k]++;
                }
            }
            double[] y = new double[longest];
            Arrays.setAll(y, k -> sums[k] / counts[k]);
            layers.add(new Layer.Line(shape.label(), shape.ordinal(), x, y, false));
        }
        return new Figure(
                "cumulative",
                "How process rewards add up",
                Axis.linear("step k"),
                Axis.linear("mean reward so far"),
                layers,
                "Mean cumulative process reward at each step over the solutions that reach it, up to step " + longest
                        + "; η = " + Digits.text(eta) + ".",
                FigureSource.NONE.counting(
                        solutions.stream().mapToLong(Solution::steps).sum(), 0));
    }

    private static ResultTable table(Settings settings, List<Shape> shapes, List<Solution> solutions) {
        ResultRows rows = ResultRows.of(
                "shapes",
                "Process rewards as they are and shaped",
                "shape",
                "mean_sum",
                "hack_index",
                "slope",
                "mean_correct",
                "mean_wrong",
                "objective");
        for (Shape shape : shapes) {
            double[] correct = IntStream.range(0, shape.sums.length)
                    .filter(i -> solutions.get(i).correct() > 0)
                    .mapToDouble(i -> shape.sums[i])
                    .toArray();
            double[] wrong = IntStream.range(0, shape.sums.length)
                    .filter(i -> solutions.get(i).correct() == 0)
                    .mapToDouble(i -> shape.sums[i])
                    .toArray();
            double accuracy = Moments.of(
                            solutions.stream().mapToDouble(Solution::correct).toArray())
                    .mean();
            double mean = Moments.of(shape.sums).mean();
            rows.add(
                    shape.shape.label(),
                    mean,
                    shape.hackIndex,
                    shape.slope,
                    Moments.of(correct).mean(),
                    Moments.of(wrong).mean(),
                    settings.alpha() * mean + accuracy);
        }
        return rows.table();
    }

    private static ResultTable listed(List<Solution> solutions, double eta) {
        ResultRows rows = ResultRows.of(
                "solutions",
                "Solutions that earn most by their process rewards",
                "solution",
                "steps",
                "repeated",
                "raw",
                "clip",
                "delta",
                "clip_and_delta",
                "correct");
        solutions.stream()
                .sorted(Comparator.comparingDouble(s -> -s.sum()))
                .limit(50)
                .forEach(s -> {
                    List<Object> cells = new ArrayList<>();
                    cells.add(s.name());
                    cells.add(s.steps());
                    cells.add((int) IntStream.range(0, s.isRepeated().length)
                            .filter(k -> s.isRepeated()[k])
                            .count());
                    for (ProcessShape shape : ProcessShape.values()) {
                        cells.add(Arrays.stream(shape.apply(s.rewards(), eta)).sum());
                    }
                    cells.add(s.correct());
                    rows.add(cells);
                });
        return rows.table();
    }
}
