package rewardloom.model.preference.teacher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.LeastSquares;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** How many labels a reward needs, before anybody is paid: six scripted teachers label the study's own trajectories. */
public final class LabelBudget extends CardAnalysis<BudgetParameters> {
    private static final Logger LOG = LoggerFactory.getLogger(LabelBudget.class);
    private static final String FIGURE = "learning-curve";
    /** A reward that is a weighted sum of its components is learned at least so well. */
    private static final double LINEAR = 0.97;

    public LabelBudget() {
        super(
                new Card(
                        "label-budget",
                        "Label budget",
                        Family.PREFERENCES,
                        "How many labels are worth asking for, if people answer like one of six scripted teachers?",
                        List.of(),
                        List.of("steps with reward and two components or more")),
                BudgetParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(TeacherPairs::fits);
    }

    @Override
    public Result run(BudgetParameters parameters, Tables tables, Progress progress) {
        List<Table> from = tables.list().stream()
                .filter(TeacherPairs::fits)
                .filter(t ->
                        parameters.tables().isEmpty() || parameters.tables().contains(t.name()))
                .toList();
        if (from.isEmpty()) {
            throw new AnalysisException("no table of steps"
                    + (parameters.tables().isEmpty() ? "" : " called " + String.join(" or ", parameters.tables()))
                    + " has a reward and two components or more; give columns the roles reward and component/NAME");
        }
        TeacherPairs pairs = TeacherPairs.read(tables, from, parameters, progress);
        double[] truth = truth(pairs);
        List<BudgetCurve> curves = new ArrayList<>();
        Teacher.Kind[] kinds = Teacher.Kind.values();
        for (Teacher.Kind kind : kinds) {
            progress.update("asking the teacher " + kind.title(), curves.size() / (double) kinds.length);
            Teacher teacher = Teacher.of(kind, pairs.average(), parameters.margins());
            curves.add(BudgetCurve.of(teacher, pairs, parameters, truth, progress));
        }
        return new Result(
                findings(curves, parameters),
                List.of(figure(curves, from, pairs, parameters)),
                tables(curves, parameters),
                from);
    }

    /** The weights with which the components add up to the reward best; 1 each where several sets of weights do. */
    private static double[] truth(TeacherPairs pairs) {
        double[] spread = BudgetCurve.spread(pairs.pairs());
        int[] used =
                IntStream.range(0, spread.length).filter(k -> spread[k] > 0).toArray();
        double[][] columns = Arrays.stream(used)
                .mapToObj(k -> pairs.pairs().stream()
                        .mapToDouble(p -> p.differences()[k])
                        .toArray())
                .toArray(double[][]::new);
        double[] rewards = pairs.pairs().stream()
                .mapToDouble(TeacherPairs.Pair::difference)
                .toArray();
        double[] truth = new double[spread.length];
        Arrays.fill(truth, 1);
        try {
            double[] fitted = LeastSquares.fit(rewards, columns).coefficients();
            for (int i = 0; i < used.length; i++) {
                truth[used[i]] = fitted[i];
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("the components do not determine their weights, so each counts 1", e);
        }
        return truth;
    }

    private static List<Finding> findings(List<BudgetCurve> curves, BudgetParameters parameters) {
        List<Finding> findings = new ArrayList<>();
        ceiling(curves.getFirst(), findings);
        for (BudgetCurve curve : curves) {
            BudgetCurve.Point enough = curve.enough(parameters.tolerance());
            boolean notYet = enough.equals(curve.last()) && curve.points().size() > 1;
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("teacher", curve.teacher().kind().title());
            values.put("labels", enough.asked());
            values.put("accuracy", enough.accuracy());
            values.put("low", enough.interval().low());
            values.put("high", enough.interval().high());
            values.put("hours", enough.asked() * parameters.seconds() / 3600);
            findings.add(new Finding(
                    notYet ? "more-labels" : "enough-labels",
                    Severity.INFO,
                    "If people answer like the "
                            + curve.teacher().kind().title().toLowerCase(Locale.ROOT)
                            + " teacher, "
                            + (notYet
                                    ? "even " + Digits.count(enough.asked()) + " labels are still worth more: "
                                    : Digits.count(enough.asked()) + " labels are enough: ")
                            + Digits.percent(enough.accuracy()) + " "
                            + "[" + Digits.percent(enough.interval().low()) + ", "
                            + Digits.percent(enough.interval().high())
                            + "] of held-out pairs in the right order, where "
                            + Digits.count(curve.last().asked())
                            + " give " + Digits.percent(curve.last().accuracy()) + " ("
                            + Digits.three(enough.asked() * parameters.seconds() / 3600) + " hours at "
                            + Digits.three(parameters.seconds()) + " s).",
                    "Smallest number of pairs asked whose mean accuracy over " + parameters.repetitions()
                            + " repetitions is within " + Digits.percent(parameters.tolerance())
                            + " of that of the most; " + Digits.percent(parameters.level())
                            + " t interval of the mean.",
                    values,
                    FIGURE));
        }
        return findings;
    }

    /** What even a perfect teacher cannot teach. */
    private static void ceiling(BudgetCurve oracle, List<Finding> findings) {
        double accuracy = oracle.last().accuracy();
        if (accuracy < LINEAR) {
            findings.add(new Finding(
                    "ceiling",
                    Severity.WARNING,
                    "Even with " + Digits.count(oracle.last().asked())
                            + " labels of a perfect teacher, a weighted sum of"
                            + " the logged components orders only " + Digits.percent(accuracy)
                            + " of held-out pairs as the reward does: the reward is no weighted sum of them, or"
                            + " one is not logged. More labels do not mend that.",
                    "Accuracy of the oracle with the most labels below " + Digits.percent(LINEAR) + ".",
                    Map.of("accuracy", accuracy, "labels", oracle.last().asked()),
                    FIGURE));
        }
    }

    private static Figure figure(
            List<BudgetCurve> curves, List<Table> from, TeacherPairs pairs, BudgetParameters parameters) {
        List<Layer> bands = new ArrayList<>();
        List<Layer> lines = new ArrayList<>();
        String meaning = Digits.percent(parameters.level()) + " t interval of the mean over " + parameters.repetitions()
                + " repetitions";
        for (BudgetCurve curve : curves) {
            int color = curve.teacher().kind().ordinal();
            double[] x = curve.points().stream()
                    .mapToDouble(BudgetCurve.Point::asked)
                    .toArray();
            bands.add(new Layer.Band(
                    "",
                    color,
                    x,
                    curve.points().stream().mapToDouble(p -> p.interval().low()).toArray(),
                    curve.points().stream()
                            .mapToDouble(p -> p.interval().high())
                            .toArray(),
                    meaning));
            lines.add(new Layer.Line(
                    curve.teacher().kind().title().toLowerCase(Locale.ROOT),
                    color,
                    x,
                    curve.points().stream()
                            .mapToDouble(BudgetCurve.Point::accuracy)
                            .toArray(),
                    false));
        }
        List<Layer> layers = new ArrayList<>(bands);
        layers.addAll(lines);
        Map<String, String> inputs = new LinkedHashMap<>();
        from.forEach(t -> inputs.put(t.name(), t.provenance().sha256()));
        String what = parameters.length() == 0 ? "whole episodes" : "segments of " + parameters.length() + " steps";
        return new Figure(
                FIGURE,
                "What labels of scripted teachers are worth",
                Axis.scaled("pairs asked", Axis.Scale.LOG),
                Axis.linear("held-out pairs in the right order"),
                layers,
                "Share of held-out pairs of " + what + " that a reward learned from the labels of a scripted teacher"
                        + " (B-Pref) orders as the true reward does. Logistic regression on the differences of "
                        + pairs.components().size() + " components. Band: " + meaning + ".",
                new FigureSource(
                        "label-budget",
                        new Parameters<>(BudgetParameters.DEFAULTS).texts(parameters),
                        inputs,
                        pairs.pairs().size(),
                        0));
    }

    private static List<ResultTable> tables(List<BudgetCurve> curves, BudgetParameters parameters) {
        List<List<@Nullable Object>> points = new ArrayList<>();
        List<List<@Nullable Object>> enough = new ArrayList<>();
        for (BudgetCurve curve : curves) {
            String teacher = curve.teacher().kind().title();
            for (BudgetCurve.Point point : curve.points()) {
                points.add(Arrays.asList(
                        teacher,
                        point.asked(),
                        point.answered(),
                        point.accuracy(),
                        point.interval().low(),
                        point.interval().high(),
                        Double.isNaN(point.cosine()) ? null : point.cosine()));
            }
            BudgetCurve.Point least = curve.enough(parameters.tolerance());
            enough.add(Arrays.asList(
                    teacher,
                    least.asked(),
                    least.accuracy(),
                    curve.last().accuracy(),
                    least.asked() * parameters.seconds() / 3600));
        }
        return List.of(
                new ResultTable(
                        "budget",
                        "How many pairs are enough for each teacher",
                        List.of("teacher", "labels", "accuracy", "most_accuracy", "hours"),
                        enough),
                new ResultTable(
                        "learning-curve",
                        "Accuracy on held-out pairs by the number of pairs asked",
                        List.of("teacher", "asked", "answered", "accuracy", "low", "high", "cosine"),
                        points));
    }
}
