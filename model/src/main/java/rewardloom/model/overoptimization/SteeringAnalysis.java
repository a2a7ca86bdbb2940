package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.analysis.Card;
import rewardloom.model.analysis.CardAnalysis;
import rewardloom.model.analysis.Digits;
import rewardloom.model.analysis.Family;
import rewardloom.model.analysis.Finding;
import rewardloom.model.analysis.Finding.Severity;
import rewardloom.model.analysis.FindingBuilder;
import rewardloom.model.analysis.Result;
import rewardloom.model.analysis.ResultRows;
import rewardloom.model.analysis.ResultTable;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.overoptimization.Steering.Steered;
import rewardloom.model.progress.Progress;
import rewardloom.model.statistics.Quantiles;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** What re-weighting a frozen policy's samples by several values would do, with a slider for each value. */
public final class SteeringAnalysis extends CardAnalysis<SteeringParameters> {
    private static final int PATH = 60;
    private static final int BINS = 40;
    private static final double STILL = 1e-12;
    private static final int[] DRAWS = {1, 2, 4, 8, 16, 32, 64};

    public SteeringAnalysis() {
        super(
                new Card(
                        "value-augmented-sampling",
                        "Value-augmented sampling",
                        Family.OVEROPTIMIZATION,
                        "What would a frozen policy say if its options were re-weighted by several values, and at which"
                                + " divergence?",
                        List.of(
                                "Value Augmented Sampling for Language Model Alignment and Personalization",
                                "Asymptotics of Language Model Alignment"),
                        List.of(
                                "responses or scores of one policy with score or component, and prompt_id",
                                "scores with prior and a number for each option")),
                SteeringParameters.DEFAULTS);
    }

    @Override
    public boolean accepts(Tables tables) {
        return tables.list().stream().anyMatch(SteeringTable::accepts);
    }

    @Override
    public Result run(SteeringParameters parameters, Tables tables, Progress progress) {
        Table table = tables.list().stream()
                .filter(SteeringTable::accepts)
                .filter(t -> parameters.table().isBlank() || t.name().equals(parameters.table()))
                .max(Comparator.comparingLong(Table::rows))
                .orElseThrow(() -> new AnalysisException(
                        "there is no table '" + parameters.table() + "' with values and prompts or a prior"));
        progress.update("reading " + table.name(), 0.1);
        SteeringTable options = SteeringTable.read(table, parameters.values(), tables);
        Steering steering = options.steering();
        if (IntStream.range(0, steering.prompts().size())
                .allMatch(g -> steering.prompts().sizeOf(g) < 2)) {
            throw new AnalysisException("every prompt of " + table.name()
                    + " has one option: there is nothing to choose from, whatever the weights");
        }
        double[] betas = new double[options.names().size()];
        Arrays.setAll(betas, parameters::beta);
        if (Arrays.stream(betas).allMatch(b -> b == 0)) {
            throw new AnalysisException("all weights are zero: nothing is steered; set β of at least one value");
        }
        double factor = parameters.kl() > 0 ? steering.factorFor(parameters.kl(), betas) : 1;
        double[] used = Steering.scaled(betas, factor);
        Steered steered = steering.with(used);
        progress.update("path", 0.5);
        List<Figure> figures = new ArrayList<>();
        figures.add(options.labels().isEmpty() ? distribution(options, steered) : bars(options, steered));
        figures.add(path(options, used, steered));
        List<ResultTable> found =
                new ArrayList<>(List.of(quantities(options, used, steered).table()));
        if (!options.labels().isEmpty()) {
            found.add(optionRows(options, steered).table());
        }
        if (isSmall(options)) {
            found.add(bestOf(options, used).table());
        }
        return new Result(findings(parameters, options, used, steered), figures, found, List.of(table));
    }

    /** Few options of one prompt: then best of n is known exactly, and nothing is sampled. */
    private static boolean isSmall(SteeringTable options) {
        return !options.labels().isEmpty() && options.steering().isOnePrompt();
    }

    private static ResultRows bestOf(SteeringTable options, double[] betas) {
        ResultRows rows = new ResultRows(
                "best-of-n-exact",
                "Best of n by the weighted values, exactly, beside the most that re-weighting reaches at the same KL",
                "n",
                "kl",
                "kl_bound",
                "weighted",
                "most_weighted");
        Steering steering = options.steering();
        double[] weighted = steering.weighted(betas);
        for (int n : DRAWS) {
            Steered best = steering.bestOf(n, betas);
            Steered most = steering.with(Steering.scaled(betas, steering.factorFor(best.kl(), betas)));
            rows.add(
                    n,
                    best.kl() < STILL ? 0 : best.kl(),
                    BestOfN.kl(n),
                    steering.mean(weighted, best.probabilities()),
                    steering.mean(weighted, most.probabilities()));
        }
        return rows;
    }

    private record Quantity(String name, String kind, double[] values, double beta) {}

    private static List<Quantity> all(SteeringTable options, double[] betas) {
        List<Quantity> all = new ArrayList<>();
        for (int i = 0; i < betas.length; i++) {
            all.add(new Quantity(
                    options.names().get(i), "value", options.steering().values()[i], betas[i]));
        }
        for (int i = 0; i < options.watched().size(); i++) {
            all.add(new Quantity(
                    options.watched().get(i), "watched", options.quantities().get(i), Double.NaN));
        }
        return all;
    }

    private static ResultRows quantities(SteeringTable options, double[] betas, Steered steered) {
        ResultRows rows = new ResultRows(
                "steering",
                "Means before and after re-weighting",
                "quantity",
                "kind",
                "beta",
                "before",
                "after",
                "change",
                "kl");
        Steering steering = options.steering();
        for (Quantity q : all(options, betas)) {
            double before = steering.mean(q.values, steering.prior());
            double after = steering.mean(q.values, steered.probabilities());
            rows.add(q.name, q.kind, q.beta, before, after, after - before, steered.kl());
        }
        return rows;
    }

    private static ResultRows optionRows(SteeringTable options, Steered steered) {
        ResultRows rows = new ResultRows(
                "options", "Each option's probability (where there are few of them)", "option", "prior", "steered");
        for (int i = 0; i < options.labels().size(); i++) {
            rows.add(options.labels().get(i), options.steering().prior()[i], steered.probabilities()[i]);
        }
        return rows;
    }

    private static List<Finding> findings(
            SteeringParameters parameters, SteeringTable options, double[] betas, Steered steered) {
        List<Finding> findings = new ArrayList<>();
        Steering steering = options.steering();
        List<String> changes = all(options, betas).stream()
                .map(q -> q.name + " from " + Digits.three(steering.mean(q.values, steering.prior())) + " to "
                        + Digits.three(steering.mean(q.values, steered.probabilities())))
                .toList();
        List<String> weights = new ArrayList<>();
        for (int i = 0; i < betas.length; i++) {
            if (betas[i] != 0) {
                weights.add(Digits.three(betas[i]) + "·" + options.names().get(i));
            }
        }
        findings.add(new FindingBuilder("steered", Severity.INFO)
                .text("Re-weighted by exp(" + String.join(" + ", weights) + "), " + String.join(", ", changes)
                        + ", at a KL of " + Digits.three(steered.kl() < STILL ? 0 : steered.kl()) + " nats.")
                .rule("π(y) ∝ p(y)·exp(Σ β_i V_i(y)) for each prompt, means over prompts"
                        + (options.given() ? "." : "; samples of a prompt weigh alike before."))
                .value("kl", steered.kl())
                .figure("steering-path")
                .build());
        if (steered.kl() < STILL) {
            findings.add(new FindingBuilder("nothing-moves", Severity.WARNING)
                    .text("The weighted values are the same for all options of a prompt: no weight can move anything.")
                    .rule("A divergence below " + STILL + " nats is rounding.")
                    .figure("steering-path")
                    .build());
        } else if (parameters.kl() > 0 && Math.abs(steered.kl() - parameters.kl()) > 0.01 * parameters.kl()) {
            findings.add(new FindingBuilder("kl-out-of-reach", Severity.WARNING)
                    .text("No weights in these proportions reach a KL of " + Digits.three(parameters.kl())
                            + " nats on these options; the most is " + Digits.three(steered.kl()) + ".")
                    .rule("N options with equal weights reach at most log N nats.")
                    .value("kl", steered.kl())
                    .build());
        }
        if (options.dropped() > 0) {
            findings.add(new FindingBuilder("missing-values", Severity.WARNING)
                    .text(Digits.count(options.dropped()) + " rows are left out, because a value is missing.")
                    .rule("Every value and the prior must be finite.")
                    .value("rows", options.dropped())
                    .build());
        }
        return findings;
    }

    private static Figure bars(SteeringTable options, Steered steered) {
        return new Figure(
                "steered-options",
                "Options before and after re-weighting",
                Axis.categories("", options.labels()),
                Axis.linear("probability"),
                List.of(
                        new Layer.Bars("before", 0, options.steering().prior()),
                        new Layer.Bars("after", 1, steered.probabilities())),
                "Probability of each option under the prior, and re-weighted by exp(Σ β V).",
                new FigureSource("", Map.of(), Map.of(), options.labels().size(), 0));
    }

    /** The distribution of gold, or of the first value, before and after. */
    private static Figure distribution(SteeringTable options, Steered steered) {
        boolean gold = options.watched().contains("gold");
        double[] values = gold
                ? options.quantities().get(options.watched().indexOf("gold"))
                : options.steering().values()[0];
        String what = gold ? "gold" : options.names().getFirst();
        // A few outliers must not squeeze all others into a few bins; the outer bins hold them.
        double low = Quantiles.of(values, 0.002);
        double high = Quantiles.of(values, 0.998);
        double width = high > low ? (high - low) / BINS : 1;
        double[] edges = new double[BINS + 1];
        Arrays.setAll(edges, i -> low + i * width);
        return new Figure(
                "steered-distribution",
                "Distribution of " + what + " before and after re-weighting",
                Axis.linear(what),
                Axis.linear("density"),
                List.of(
                        new Layer.Histogram(
                                "before",
                                0,
                                edges,
                                density(values, options.steering().prior(), edges)),
                        new Layer.Histogram("after", 1, edges, density(values, steered.probabilities(), edges))),
                "Density of " + what
                        + " over all samples, before and re-weighted by exp(Σ β V), prompts weighing alike; the outer"
                        + " bins hold what lies beyond.",
                new FigureSource("", Map.of(), Map.of(), values.length, 0));
    }

    private static double[] density(double[] values, double[] weights, double[] edges) {
        double width = edges[1] - edges[0];
        double[] heights = new double[edges.length - 1];
        double all = Arrays.stream(weights).sum();
        for (int i = 0; i < values.length; i++) {
            int bin = Math.clamp((int) ((values[i] - edges[0]) / width), 0, heights.length - 1);
            heights[bin] += weights[i] / all / width;
        }
        return heights;
    }

    private static Layer bestOf(Steering steering, double[] betas, int value, Quantity quantity) {
        double before = steering.mean(quantity.values, steering.prior());
        List<Steered> best = IntStream.of(DRAWS)
                .skip(1)
                .mapToObj(n -> steering.bestOf(n, betas))
                .toList();
        return new Layer.Scatter(
                "BoN, " + quantity.name,
                value,
                best.stream().mapToDouble(Steered::kl).toArray(),
                best.stream()
                        .mapToDouble(b -> steering.mean(quantity.values, b.probabilities()) - before)
                        .toArray());
    }

    /** What every value gains as all weights grow together. */
    private static Figure path(SteeringTable options, double[] betas, Steered now) {
        Steering steering = options.steering();
        List<Quantity> shown = all(options, betas);
        double[] kl = new double[PATH + 1];
        double[][] gains = new double[shown.size()][PATH + 1];
        for (int k = 0; k <= PATH; k++) {
            double share = 2.0 * k / PATH;
            Steered at = steering.with(Steering.scaled(betas, share * share));
            kl[k] = at.kl();
            for (int q = 0; q < shown.size(); q++) {
                gains[q][k] = steering.mean(shown.get(q).values, at.probabilities())
                        - steering.mean(shown.get(q).values, steering.prior());
            }
        }
        List<Layer> layers = new ArrayList<>();
        for (int q = 0; q < shown.size(); q++) {
            layers.add(new Layer.Line(shown.get(q).name, q, kl, gains[q], false));
        }
        for (int q = 0; isSmall(options) && q < betas.length; q++) {
            if (betas[q] != 0) {
                layers.add(bestOf(steering, betas, q, shown.get(q)));
            }
        }
        layers.add(new Layer.Rule("these weights", -1, now.kl(), true));
        return new Figure(
                "steering-path",
                "What each quantity gains as all weights grow",
                Axis.scaled("KL from the prior (nats, √ scale)", Axis.Scale.SQRT),
                Axis.linear("mean − mean under the prior"),
                layers,
                "All weights are scaled together from 0 to 4 times what is set; the upright line is at 1. Means over"
                        + " prompts."
                        + (isSmall(options) ? " Dots: best of 2, 4, … 64 by the weighted values (BoN), exactly." : ""),
                new FigureSource("", Map.of(), Map.of(), steering.prior().length, 0));
    }
}
