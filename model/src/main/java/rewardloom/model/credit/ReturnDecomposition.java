package rewardloom.model.credit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
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
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Digits;
import rewardloom.model.statistics.Moments;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Tables;

/** Returns of whole episodes given back to their steps, linearly on latent factors. */
public final class ReturnDecomposition extends CardAnalysis<ReturnParameters> {
    private static final List<Kind> KINDS = List.of(Kind.STEPS);
    private static final double LEVEL = 0.95;
    private static final int STRIP = 40;

    public ReturnDecomposition() {
        super(
                new Card(
                        "return-decomposition",
                        "Return decomposition",
                        Family.CREDIT,
                        "Which step earned the return, when only whole episodes are rewarded?",
                        List.of("Latent Reward: LLM-Empowered Credit Assignment in Episodic Reinforcement Learning"),
                        List.of("steps with reward, episode and factors: components, observations or actions")),
                ReturnParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return StepTable.accepts(tables, KINDS, ReturnParameters.DEFAULTS.choice());
    }

    @Override
    public boolean accepts(ReturnParameters parameters, Tables tables) {
        return StepTable.accepts(tables, KINDS, parameters.choice());
    }

    /**
     * What was found.
     *
     * @param steps the rows
     * @param returns return of each episode
     * @param fit fit of the returns on summed factors, without an intercept
     * @param credits credit of each step, w·z
     * @param uniform R/T of each step
     * @param isDense whether the reward of each step is known
     */
    private record Found(
            StepTable steps, double[] returns, LinearFit fit, double[] credits, double[] uniform, boolean isDense) {}

    @Override
    public Result run(ReturnParameters parameters, Tables tables, Progress progress) {
        progress.update("reading", 0);
        StepTable steps = StepTable.read(tables, KINDS, parameters.choice());
        if (!steps.hasEpisodes()) {
            throw new AnalysisException("'" + steps.inputs().getFirst().name()
                    + "' has no episodes of several steps: give a column the role episode");
        }
        int episodes = steps.starts().length - 1;
        if (episodes < 2) {
            throw new AnalysisException(
                    "returns of several episodes are needed to tell which steps earn them; there is one");
        }
        progress.checkCancelled();
        progress.update("fitting", 0.5);
        Found found = found(steps, parameters.ridge());
        return new Result(
                List.of(finding(found)),
                figures(found, Math.min(parameters.episode(), found.returns.length - 1)),
                tables(found, parameters),
                steps.inputs());
    }

    private static Found found(StepTable steps, double ridge) {
        int episodes = steps.starts().length - 1;
        boolean repeated = IntStream.range(0, episodes).allMatch(e -> isConstant(steps, e));
        StepTable summed = steps.summed();
        double[] returns = new double[episodes];
        Arrays.setAll(returns, e -> repeated ? steps.total()[steps.starts()[e]] : summed.total()[e]);
        LinearFit fit = LinearFit.of(returns, summed.features(), summed.starts(), ridge, false);
        double[] credits = new double[steps.total().length];
        double[] uniform = new double[credits.length];
        for (int e = 0; e < episodes; e++) {
            for (int i = steps.starts()[e]; i < steps.starts()[e + 1]; i++) {
                credits[i] = fit.predict(steps.features(), i);
                uniform[i] = returns[e] / (steps.starts()[e + 1] - steps.starts()[e]);
            }
        }
        return new Found(steps, returns, fit, credits, uniform, !repeated && !isEpisodic(steps));
    }

    private static boolean isConstant(StepTable steps, int episode) {
        double first = steps.total()[steps.starts()[episode]];
        return IntStream.range(steps.starts()[episode], steps.starts()[episode + 1])
                        .allMatch(i -> steps.total()[i] == first)
                && first != 0;
    }

    /** Whether only the last step of an episode is rewarded. */
    private static boolean isEpisodic(StepTable steps) {
        for (int e = 0; e + 1 < steps.starts().length; e++) {
            for (int i = steps.starts()[e]; i < steps.starts()[e + 1] - 1; i++) {
                if (steps.total()[i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double correlation(Found found, double[] credits) {
        return found.isDense ? Correlation.pearson(credits, found.steps.total()) : Double.NaN;
    }

    private static Finding finding(Found found) {
        LinearFit fit = found.fit;
        int best = IntStream.range(0, fit.weights().length)
                .boxed()
                .max((a, b) -> Double.compare(size(found, a), size(found, b)))
                .orElseThrow();
        boolean known = Double.isFinite(fit.heldOut());
        String dense = found.isDense
                ? " Credits correlate with the true reward of a step by "
                        + Digits.text(correlation(found, found.credits)) + ", a uniform share R/T by "
                        + Digits.text(correlation(found, found.uniform)) + "."
                : "";
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("r2", fit.r2());
        values.put("r2_held_out", fit.heldOut());
        values.put("correlation", correlation(found, found.credits));
        values.put("correlation_uniform", correlation(found, found.uniform));
        return new Finding(
                "return-decomposition",
                known && fit.heldOut() < 0 ? Severity.WARNING : Severity.INFO,
                "Returns of " + Digits.count(found.returns.length) + " episodes decomposed on "
                        + found.steps.names().size() + " factors: R² " + Digits.text(fit.r2()) + ", held out "
                        + (known ? Digits.text(fit.heldOut()) : "unknown (too few episodes)") + "; "
                        + found.steps.names().get(best) + " has the largest say." + dense,
                "Ridge regression of the return on the sums of the factors over the episode, R ≈ Σ_t w·z_t, without an"
                        + " intercept; the credit of a step is w·z_t. Held out:"
                        + " " + LinearFit.FOLDS + " folds of episodes.",
                values,
                "credit");
    }

    private static double size(Found found, int factor) {
        double sd = Math.sqrt(Moments.of(found.steps.features()[factor]).variance());
        return Math.abs(found.fit.weights()[factor]) * (Double.isFinite(sd) ? sd : 0);
    }

    private static List<Figure> figures(Found found, int episode) {
        StepTable steps = found.steps;
        int from = steps.starts()[episode];
        int to = steps.starts()[episode + 1];
        double[] x = IntStream.range(0, to - from).asDoubleStream().toArray();
        List<Layer> layers = new ArrayList<>();
        if (found.isDense) {
            layers.add(new Layer.Line("true reward", -1, x, Arrays.copyOfRange(steps.total(), from, to), true));
        }
        layers.add(new Layer.Line("uniform R/T", 1, x, Arrays.copyOfRange(found.uniform, from, to), false));
        layers.add(new Layer.Line("credit w·z", 0, x, Arrays.copyOfRange(found.credits, from, to), false));
        int n = steps.names().size();
        double[] effect = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int j = 0; j < n; j++) {
            effect[j] = found.fit.weights()[j];
            low[j] = effect[j] - found.fit.half(j, LEVEL);
            high[j] = effect[j] + found.fit.half(j, LEVEL);
        }
        int shown = Math.min(STRIP, found.returns.length);
        int longest = IntStream.range(0, shown)
                .map(e -> steps.starts()[e + 1] - steps.starts()[e])
                .max()
                .orElse(1);
        double[][] cells = new double[shown][longest];
        double largest = 0;
        for (int e = 0; e < shown; e++) {
            Arrays.fill(cells[e], Double.NaN);
            for (int i = steps.starts()[e]; i < steps.starts()[e + 1]; i++) {
                cells[e][i - steps.starts()[e]] = found.credits[i];
                largest = Math.max(largest, Math.abs(found.credits[i]));
            }
        }
        String counted = " " + Digits.count(found.returns.length) + " episodes, " + Digits.count(steps.total().length)
                + " steps.";
        return List.of(
                new Figure(
                        "credit",
                        "Credit along " + steps.ids().get(episode),
                        Axis.linear("time step"),
                        Axis.linear("reward of a step"),
                        layers,
                        "Credit of each step of " + steps.ids().get(episode)
                                + " by the linear decomposition of returns, beside a uniform share of the return"
                                + (found.isDense ? " and the true reward." : ".") + counted,
                        FigureSource.NONE.counting(steps.total().length, steps.left())),
                new Figure(
                        "weights",
                        "Weight of each factor",
                        Axis.categories("", steps.names()),
                        Axis.linear("weight"),
                        List.of(new Layer.Bars("", 0, effect, low, high)),
                        "Weight of each factor in the return. Bars: 95 % t interval from robust standard errors"
                                + " (White)."
                                + counted,
                        FigureSource.NONE.counting(steps.total().length, steps.left())),
                new Figure(
                        "strip",
                        "Credit of every step",
                        Axis.linear("time step"),
                        Axis.linear("episode"),
                        List.of(new Layer.HeatMap(
                                "credit",
                                IntStream.range(0, longest).asDoubleStream().toArray(),
                                IntStream.range(0, shown).asDoubleStream().toArray(),
                                cells,
                                -largest,
                                largest,
                                false)),
                        "Credit of each step of the first " + shown + " episodes." + counted,
                        FigureSource.NONE.counting(steps.total().length, steps.left())));
    }

    private static List<ResultTable> tables(Found found, ReturnParameters parameters) {
        List<List<@Nullable Object>> weights = new ArrayList<>();
        for (int j = 0; j < found.steps.names().size(); j++) {
            double half = found.fit.half(j, LEVEL);
            weights.add(Arrays.asList(
                    found.steps.names().get(j),
                    found.fit.weights()[j],
                    orNull(found.fit.weights()[j] - half),
                    orNull(found.fit.weights()[j] + half)));
        }
        List<List<@Nullable Object>> ways = List.of(
                way(found, "linear", found.credits, found.fit.r2(), found.fit.heldOut(), parameters),
                way(found, "uniform", found.uniform, 1, Double.NaN, parameters));
        return List.of(
                new ResultTable(
                        "weights",
                        "Weight of each factor in the return",
                        List.of("factor", "weight", "low", "high"),
                        weights),
                new ResultTable(
                        "ways",
                        "Linear credit against a uniform share of the return",
                        List.of(
                                "way",
                                "r2",
                                "r2_held_out",
                                "correlation_with_true",
                                "loss",
                                "loss_sampled",
                                "variance_correction",
                                "loss_corrected"),
                        ways));
    }

    private static List<@Nullable Object> way(
            Found found, String name, double[] credits, double r2, double heldOut, ReturnParameters parameters) {
        double exact = 0;
        double biased = 0;
        double correction = 0;
        int episodes = found.returns.length;
        for (int e = 0; e < episodes; e++) {
            double[] own = Arrays.copyOfRange(
                    credits, found.steps.starts()[e], found.steps.starts()[e + 1]);
            SampledLoss loss = SampledLoss.of(own, found.returns[e], parameters.sampled());
            exact += loss.exact() / episodes;
            biased += loss.biased() / episodes;
            correction += loss.correction() / episodes;
        }
        return Arrays.asList(
                name,
                orNull(r2),
                orNull(heldOut),
                orNull(correlation(found, credits)),
                exact,
                biased,
                correction,
                biased - correction);
    }

    private static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
