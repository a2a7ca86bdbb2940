package rewardloom.model.shaping.design;

import java.util.ArrayList;
import java.util.Arrays;
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
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Order;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Values;

/** Two readings of a reward for each item, and what weighting by their disagreement does to the loss. */
public final class UncertaintyWeight extends RowsAnalysis<UncertaintyWeight.Settings> {

    /** What the columns are. */
    public record Settings(
            @Parameter(
                    label = "First",
                    help = "Column with the first reading, a number or a list of logits; empty: found by its name, else"
                            + " the first score.",
                    choices = Choices.COLUMNS)
            String first,

            @Parameter(
                    label = "Second",
                    help = "Column with the second reading; empty: found by its name, else the second score.",
                    choices = Choices.COLUMNS)
            String second,

            @Parameter(
                    label = "Loss",
                    help = "Column with the loss or error of each item; empty: found by its name, else the squared"
                            + " difference of the mean reading and gold.",
                    choices = Choices.COLUMNS)
            String loss,

            @Parameter(label = "s", help = "Price of the uncertainty in L·e^−U + s·U.", min = 0, max = 100)
            double price,

            @Parameter(label = "Bins", help = "Equally large bins of the disagreement.", min = 2, max = 50)
            int bins) {}

    private static final Settings DEFAULTS = new Settings("", "", "", 1, 10);
    private static final int HISTOGRAM = 30;
    private static final int CURVE = 101;

    public UncertaintyWeight() {
        super(
                new Card(
                        "uncertainty-weight",
                        "Uncertainty weights",
                        Family.SHAPING,
                        "Where do two readings of a reward disagree, is the error larger there, and what is left after"
                                + " weighting by it?",
                        List.of("Ctrl-U: Robust Conditional Image Generation via Uncertainty-aware Reward Modeling"),
                        List.of("responses or scores with two readings of each item (pred_1, pred_2), better with a"
                                + " loss or gold")),
                DEFAULTS);
    }

    @Override
    protected List<Search> searches(Settings s) {
        List<Search> searches = new ArrayList<>();
        for (boolean named : new boolean[] {true, false}) {
            Wish first = Wish.name("first", "the first reading");
            Wish second = Wish.name("second", "the second reading");
            String names = "(?:pred(?:iction)?s?|reward|logits?|score|output)_?";
            searches.add(new Search(
                    List.of(Kind.RESPONSES, Kind.SCORES),
                    "",
                    List.of(),
                    List.of(
                            (named ? first.named(names + "(?:1|a)") : first.role(RoleType.SCORE))
                                    .given("first", s.first()),
                            (named
                                            ? second.named(names + "(?:2|b)")
                                            : second.role(RoleType.SCORE).other(1))
                                    .given("second", s.second()),
                            Wish.number("loss", "the loss of each item")
                                    .named("(?:reward_)?loss|error")
                                    .given("loss", s.loss())
                                    .maybe(),
                            Wish.number("gold", "the true value")
                                    .role(RoleType.GOLD, RoleType.CORRECT)
                                    .maybe())));
        }
        return searches;
    }

    /** {@code L·e^−U + s·U}. */
    static double total(double loss, double disagreement, double price) {
        return loss * Math.exp(-disagreement) + price * disagreement;
    }

    /** The disagreement at which {@link #total} is smallest: ln(L/s), or 0 where that is negative. */
    static double best(double loss, double price) {
        return loss > price ? Math.log(loss / price) : 0;
    }

    /** {@code (Σ w)²/Σ w²}. */
    static double effectiveSize(double[] weights) {
        double sum = 0;
        double squares = 0;
        for (double weight : weights) {
            sum += weight;
            squares += weight * weight;
        }
        return sum * sum / squares;
    }

    /** KL(softmax(a) ‖ softmax(b)); NaN if they are not equally long. */
    static double divergence(double[] a, double[] b) {
        if (a.length != b.length || a.length == 0) {
            return Double.NaN;
        }
        double first = logSum(a);
        double second = logSum(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double p = a[i] - first;
            sum += Math.exp(p) * (p - (b[i] - second));
        }
        return Math.max(0, sum);
    }

    private static double logSum(double[] values) {
        double largest = Arrays.stream(values).max().orElse(0);
        return largest
                + Math.log(Arrays.stream(values).map(v -> Math.exp(v - largest)).sum());
    }

    /**
     * Items with a disagreement.
     *
     * @param disagreement U, 0 or more
     * @param loss loss of each, NaN where unknown
     */
    private record Items(double[] disagreement, double[] loss, boolean lists) {
        double[] weights() {
            return Arrays.stream(disagreement).map(u -> Math.exp(-u)).toArray();
        }

        boolean hasLoss() {
            return Arrays.stream(loss).anyMatch(Double::isFinite);
        }
    }

    private static Items items(List<Rows> tables) {
        List<double[]> items = new ArrayList<>();
        boolean lists = false;
        for (Rows rows : tables) {
            lists |= !rows.isNumber("first");
            double[] loss = rows.numbers("loss", Double.NaN);
            double[] gold = rows.numbers("gold", Double.NaN);
            for (int i = 0; i < rows.size(); i++) {
                double u = disagreement(rows, i);
                if (Double.isFinite(u)) {
                    items.add(new double[] {u, rows.has("loss") ? loss[i] : error(rows, i, gold[i])});
                }
            }
        }
        return new Items(
                items.stream().mapToDouble(v -> v[0]).toArray(),
                items.stream().mapToDouble(v -> v[1]).toArray(),
                lists);
    }

    private static double disagreement(Rows rows, int row) {
        if (rows.isNumber("first") && rows.isNumber("second")) {
            return Math.abs(rows.numbers("first")[row] - rows.numbers("second")[row]);
        }
        return !rows.isNumber("first")
                        && !rows.isNumber("second")
                        && rows.texts("first") instanceof Values.DoubleLists a
                        && rows.texts("second") instanceof Values.DoubleLists b
                ? divergence(list(a, row), list(b, row))
                : Double.NaN;
    }

    private static double[] list(Values.DoubleLists lists, int row) {
        return Arrays.copyOfRange(lists.flat(), lists.offsets()[row], lists.offsets()[row + 1]);
    }

    private static double error(Rows rows, int row, double gold) {
        if (!rows.isNumber("first") || !rows.isNumber("second")) {
            return Double.NaN;
        }
        double mean = (rows.numbers("first")[row] + rows.numbers("second")[row]) / 2;
        return (mean - gold) * (mean - gold);
    }

    @Override
    protected Result judge(Settings settings, List<Rows> tables, Progress progress) {
        Items items = items(tables);
        if (items.disagreement.length == 0) {
            throw new AnalysisException("no item has two finite readings of the same kind");
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(histogram(items));
        if (items.hasLoss()) {
            figures.add(reliability(items, settings));
            figures.add(curve(items, settings));
        }
        return new Result(
                List.of(finding(items, settings)),
                figures,
                List.of(summary(items, settings), bins(items, settings)),
                inputs(tables));
    }

    private static double link(Items items) {
        return Correlation.spearman(items.disagreement, items.loss);
    }

    private static Finding finding(Items items, Settings settings) {
        double[] weights = items.weights();
        double share = effectiveSize(weights) / weights.length;
        double link = link(items);
        String loss = items.hasLoss()
                ? " The loss is " + Digits.text(Moments.of(items.loss).mean()) + " plain and "
                        + Digits.text(weighted(items, settings)) + " weighted with the price of the disagreement"
                        + (Double.isFinite(link)
                                ? "; it goes with the disagreement by a rank correlation of " + Digits.text(link)
                                : "")
                        + "."
                : " There is no loss or gold to see whether the error is larger where they disagree.";
        boolean useless = items.hasLoss() && Double.isFinite(link) && link < 0.1;
        return new Finding(
                "uncertainty-weight",
                useless ? Severity.WARNING : Severity.INFO,
                "Two readings differ by "
                        + Digits.text(Moments.of(items.disagreement).mean()) + " on average over "
                        + Digits.count(items.disagreement.length) + " items; weighted by e^−U they count as "
                        + Digits.percent(share) + " as many." + loss
                        + (useless ? " Weights by the disagreement do not find the errors." : ""),
                (items.lists ? "U = KL(softmax₁ ‖ softmax₂)" : "U = |first − second|")
                        + "; weight e^−U; effective number of items (Σw)²/Σw²; total L·e^−U + s·U with s = "
                        + Digits.text(settings.price()) + ". Warns where the rank correlation of U and L is below 0.1.",
                Map.of(
                        "disagreement", Moments.of(items.disagreement).mean(),
                        "effective_share", share,
                        "correlation", link),
                items.hasLoss() ? "reliability" : "weights");
    }

    private static double weighted(Items items, Settings settings) {
        return IntStream.range(0, items.loss.length)
                .filter(i -> Double.isFinite(items.loss[i]))
                .mapToDouble(i -> total(items.loss[i], items.disagreement[i], settings.price()))
                .average()
                .orElse(Double.NaN);
    }

    private static Figure histogram(Items items) {
        double[] edges = new double[HISTOGRAM + 1];
        Arrays.setAll(edges, i -> (double) i / HISTOGRAM);
        double[] heights = new double[HISTOGRAM];
        for (double weight : items.weights()) {
            heights[Math.clamp((int) (weight * HISTOGRAM), 0, HISTOGRAM - 1)]++;
        }
        return new Figure(
                "weights",
                "Weights of the items",
                Axis.linear("weight e^(−U)").range(0, 1),
                Axis.linear("items"),
                List.of(new Layer.Histogram("", 0, edges, heights)),
                "Number of items by their weight, in " + HISTOGRAM + " bins; 1 where both readings agree.",
                FigureSource.NONE.counting(items.disagreement.length, 0));
    }

    /** Rows of each bin, by ascending disagreement. */
    private static List<int[]> binned(Items items, int bins) {
        int[] order = Order.ascending(items.disagreement);
        int n = Math.min(bins, order.length);
        return IntStream.range(0, n)
                .mapToObj(b -> Arrays.copyOfRange(
                        order, (int) ((long) b * order.length / n), (int) ((b + 1L) * order.length / n)))
                .toList();
    }

    private static Moments moments(double[] values, int[] rows) {
        return Moments.of(Arrays.stream(rows).mapToDouble(i -> values[i]).toArray());
    }

    private static Figure reliability(Items items, Settings settings) {
        List<int[]> bins = binned(items, settings.bins());
        double[] x = bins.stream()
                .mapToDouble(b -> moments(items.disagreement, b).mean())
                .toArray();
        double[] y =
                bins.stream().mapToDouble(b -> moments(items.loss, b).mean()).toArray();
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int b = 0; b < x.length; b++) {
            Moments m = moments(items.loss, bins.get(b));
            double half = m.n() < 2 ? 0 : Moments.tQuantile(0.95, m.n() - 1.0) * m.standardError();
            low[b] = y[b] - half;
            high[b] = y[b] + half;
        }
        return new Figure(
                "reliability",
                "Is the error larger where the readings disagree?",
                Axis.linear("disagreement U"),
                Axis.linear("mean loss"),
                List.of(new Layer.Line("", 0, x, y, false), new Layer.Scatter("", 0, x, y, low, high)),
                "Mean loss in " + x.length + " equally large bins of the disagreement. Bars: 95 % t interval.",
                FigureSource.NONE.counting(items.loss.length, 0));
    }

    private static Figure curve(Items items, Settings settings) {
        double loss = Moments.of(items.loss).mean();
        double best = best(loss, settings.price());
        double end = Math.max(2, 2 * best);
        double[] x = new double[CURVE];
        double[] y = new double[CURVE];
        Arrays.setAll(x, i -> end * i / (CURVE - 1));
        Arrays.setAll(y, i -> total(loss, x[i], settings.price()));
        return new Figure(
                "total-loss",
                "Total loss over the disagreement, at the mean loss",
                Axis.linear("disagreement U"),
                Axis.linear("L·e^(−U) + s·U"),
                List.of(
                        new Layer.Line("L = " + Digits.text(loss), 0, x, y, false),
                        new Layer.Scatter(
                                "smallest", 1, new double[] {best}, new double[] {total(loss, best, settings.price())
                                })),
                "At a loss L of " + Digits.text(loss) + " the total is smallest at U = " + Digits.text(best)
                        + ": below s = " + Digits.text(settings.price()) + " agreement is always best.",
                FigureSource.NONE);
    }

    private static ResultTable summary(Items items, Settings settings) {
        double[] weights = items.weights();
        return ResultRows.of(
                        "uncertainty",
                        "Disagreement and what weighting by it does",
                        "items",
                        "mean_disagreement",
                        "mean_weight",
                        "effective_items",
                        "effective_share",
                        "loss",
                        "loss_weighted",
                        "loss_with_price",
                        "correlation_disagreement_loss")
                .add(
                        weights.length,
                        Moments.of(items.disagreement).mean(),
                        Moments.of(weights).mean(),
                        effectiveSize(weights),
                        effectiveSize(weights) / weights.length,
                        Moments.of(items.loss).mean(),
                        IntStream.range(0, weights.length)
                                .filter(i -> Double.isFinite(items.loss[i]))
                                .mapToDouble(i -> items.loss[i] * weights[i])
                                .average()
                                .orElse(Double.NaN),
                        weighted(items, settings),
                        link(items))
                .table();
    }

    private static ResultTable bins(Items items, Settings settings) {
        ResultRows rows =
                ResultRows.of("reliability", "Loss by disagreement", "bin", "items", "disagreement", "weight", "loss");
        List<int[]> bins = binned(items, settings.bins());
        for (int b = 0; b < bins.size(); b++) {
            rows.add(
                    b + 1,
                    bins.get(b).length,
                    moments(items.disagreement, bins.get(b)).mean(),
                    moments(items.weights(), bins.get(b)).mean(),
                    moments(items.loss, bins.get(b)).mean());
        }
        return rows.table();
    }
}
