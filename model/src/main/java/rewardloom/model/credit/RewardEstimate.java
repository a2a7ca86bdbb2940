package rewardloom.model.credit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Comoments;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Tables;

/** Components of a reward that nobody logged: the total explained by features of the state or by candidate terms. */
public final class RewardEstimate extends CardAnalysis<EstimateParameters> {
    private static final List<Kind> KINDS = List.of(Kind.STEPS, Kind.EPISODES, Kind.RESPONSES);
    private static final double LEVEL = 0.95;
    private static final int SHOWN = 3000;
    private static final double WELL = 0.9;
    private static final double OVERFITTED = 0.2;

    public RewardEstimate() {
        super(
                new Card(
                        "reward-estimate",
                        "Estimated components",
                        Family.DECOMPOSITION,
                        "What is the reward made of when only its total was logged?",
                        List.of(
                                "Latent Reward: LLM-Empowered Credit Assignment in Episodic Reinforcement Learning",
                                "Lucy-SKG: Learning to Play Rocket League Efficiently Using Deep Reinforcement"
                                        + " Learning"),
                        List.of("steps, episodes or responses with reward or return, and numbers beside it")),
                EstimateParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return StepTable.accepts(tables, KINDS, EstimateParameters.DEFAULTS.choice());
    }

    @Override
    public boolean accepts(EstimateParameters parameters, Tables tables) {
        return StepTable.accepts(tables, KINDS, parameters.choice());
    }

    @Override
    public Result run(EstimateParameters parameters, Tables tables, Progress progress) {
        progress.update("reading", 0);
        StepTable steps = StepTable.read(tables, KINDS, parameters.choice());
        progress.checkCancelled();
        boolean summed = parameters.level() == EstimateParameters.Level.EPISODE && steps.hasEpisodes();
        StepTable rows = summed ? steps.summed() : steps;
        progress.update("fitting", 0.5);
        LinearFit fit = LinearFit.of(rows.total(), rows.features(), rows.starts(), parameters.ridge(), true);
        double[] shares = shares(rows, fit);
        return new Result(
                List.of(finding(rows, fit, shares)),
                figures(rows, fit, shares),
                tables(rows, fit, shares),
                steps.inputs());
    }

    /** Cov(w_j x_j, y)/Var(y): they sum to R². */
    private static double[] shares(StepTable rows, LinearFit fit) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int j = 0; j < rows.names().size(); j++) {
            columns.put(j + " " + rows.names().get(j), rows.features()[j]);
        }
        columns.put("total", rows.total());
        Comoments moments = Comoments.of(columns);
        int y = rows.names().size();
        return IntStream.range(0, y)
                .mapToDouble(j -> fit.weights()[j] * moments.product()[j][y] / moments.product()[y][y])
                .toArray();
    }

    private static int[] order(double[] shares) {
        return IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -Math.abs(shares[j])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static Finding finding(StepTable rows, LinearFit fit, double[] shares) {
        int[] order = order(shares);
        List<String> main = Arrays.stream(order)
                .limit(3)
                .mapToObj(j -> rows.names().get(j) + " (weight " + Digits.text(fit.weights()[j]) + " ± "
                        + Digits.text(fit.half(j, LEVEL)) + ", " + Digits.percent(shares[j]) + " of the variance)")
                .toList();
        boolean known = Double.isFinite(fit.heldOut());
        boolean overfitted = known && fit.r2() - fit.heldOut() > OVERFITTED;
        String judgement = overfitted
                ? "do not carry over to other episodes: do not read components into them"
                : (known ? fit.heldOut() : fit.r2()) >= WELL
                        ? "explain the total well"
                        : "explain the total in part: terms are missing, or it is not linear";
        String text = rows.names().size() + " features " + judgement + " (R² " + Digits.text(fit.r2()) + ", held out "
                + (known ? Digits.text(fit.heldOut()) : "unknown: too few episodes") + "). Most comes from "
                + String.join(", ", main) + ".";
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("r2", fit.r2());
        values.put("r2_held_out", fit.heldOut());
        for (int j = 0; j < rows.names().size(); j++) {
            values.put("w_" + rows.names().get(j), fit.weights()[j]);
        }
        return new Finding(
                "estimated-components",
                overfitted ? Severity.WARNING : Severity.INFO,
                text,
                "Ridge regression of " + rows.totalName()
                        + " on standardised features, with an intercept; held-out R² over "
                        + LinearFit.FOLDS
                        + " folds of whole episodes; ± is the 95 % t interval from cluster-robust standard"
                        + " errors over " + Digits.count(fit.clusters()) + " episodes or rows.",
                values,
                "weights");
    }

    private static List<Figure> figures(StepTable rows, LinearFit fit, double[] shares) {
        int n = rows.names().size();
        double[] low = new double[n];
        double[] high = new double[n];
        double[] effect = new double[n];
        for (int j = 0; j < n; j++) {
            double sd = Math.sqrt(Moments.of(rows.features()[j]).variance());
            effect[j] = fit.weights()[j] * sd;
            low[j] = effect[j] - fit.half(j, LEVEL) * sd;
            high[j] = effect[j] + fit.half(j, LEVEL) * sd;
        }
        int step = Math.max(1, rows.total().length / SHOWN);
        int shown = (rows.total().length + step - 1) / step;
        double[] x = new double[shown];
        double[] y = new double[shown];
        for (int i = 0; i < shown; i++) {
            x[i] = rows.total()[i * step];
            y[i] = fit.predict(rows.features(), i * step);
        }
        String counted = Digits.count(fit.rows()) + " rows, " + Digits.count(rows.left()) + " left out with gaps.";
        return List.of(
                new Figure(
                        "weights",
                        "Effect of each feature",
                        Axis.categories("", rows.names()),
                        Axis.linear("weight × standard deviation"),
                        List.of(new Layer.Bars("", 0, effect, low, high)),
                        "What one standard deviation of each feature adds to " + rows.totalName()
                                + ". Bars: 95 % t interval from cluster-robust standard errors. " + counted,
                        FigureSource.NONE.counting(fit.rows(), rows.left())),
                new Figure(
                        "shares",
                        "Share of the variance of each estimated component",
                        Axis.categories("", rows.names()),
                        Axis.linear("Cov(w_j x_j, R)/Var(R)"),
                        List.of(new Layer.Bars("", 0, shares)),
                        "Share of the variance of " + rows.totalName()
                                + " that comes with each estimated component; they sum to" + " R². " + counted,
                        FigureSource.NONE.counting(fit.rows(), rows.left())),
                new Figure(
                        "fit",
                        "Total against its estimate",
                        Axis.linear(rows.totalName() + " as logged"),
                        Axis.linear("estimated"),
                        List.of(new Layer.Scatter("", 0, x, y)),
                        "Estimated against logged total." + (step > 1 ? " Every " + step + "th row is drawn. " : " ")
                                + counted,
                        FigureSource.NONE.counting(fit.rows(), rows.left())));
    }

    private static List<ResultTable> tables(StepTable rows, LinearFit fit, double[] shares) {
        List<List<@Nullable Object>> weights = new ArrayList<>();
        for (int j : order(shares)) {
            double half = fit.half(j, LEVEL);
            weights.add(Arrays.asList(
                    rows.names().get(j),
                    fit.weights()[j],
                    orNull(fit.errors()[j]),
                    orNull(fit.weights()[j] - half),
                    orNull(fit.weights()[j] + half),
                    orNull(shares[j])));
        }
        List<@Nullable Object> row = Arrays.asList(
                rows.totalName(),
                fit.rows(),
                fit.clusters(),
                fit.intercept(),
                orNull(fit.r2()),
                orNull(fit.heldOut()),
                rows.left());
        return List.of(
                new ResultTable(
                        "weights",
                        "Estimated components: total ≈ intercept + Σ weight · feature",
                        List.of("feature", "weight", "standard_error", "low", "high", "variance_share"),
                        weights),
                new ResultTable(
                        "fit",
                        "How well the total is explained",
                        List.of("total", "rows", "clusters", "intercept", "r2", "r2_held_out", "left_out"),
                        List.of(row)));
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
