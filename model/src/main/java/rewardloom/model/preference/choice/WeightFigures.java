package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import rewardloom.model.analysis.Digits;
import rewardloom.model.figure.Axis;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.figure.Layer;
import rewardloom.model.statistics.Interval;
import rewardloom.model.statistics.Proportion;

/** Draws the weights that labels imply, and how well rewards predict the labels. */
final class WeightFigures {
    private static final int BINS = 10;
    private static final int LEAST_IN_BIN = 5;

    private final WeightParameters parameters;
    private final Map<String, String> texts;
    private final Set<String> names = new HashSet<>();
    private final List<Figure> figures = new ArrayList<>();

    /** @param texts the parameters as texts, for the figures' source */
    WeightFigures(WeightParameters parameters, Map<String, String> texts) {
        this.parameters = parameters;
        this.texts = texts;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** Names of the two figures of a table. */
    record Names(String weights, String calibration) {}

    Names add(ImpliedFit fit) {
        String slug = unused(fit.labels().table().name());
        Names drawn = new Names("weights-" + slug, "calibration-" + slug);
        figures.add(weights(drawn.weights(), fit));
        figures.add(calibration(drawn.calibration(), fit));
        return drawn;
    }

    private String unused(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String unused = slug.isEmpty() ? "labels" : slug;
        for (int i = 2; !names.add(unused); i++) {
            unused = slug + "-" + i;
        }
        return unused;
    }

    private Figure weights(String name, ImpliedFit fit) {
        double z = new NormalDistribution().inverseCumulativeProbability((1 + parameters.level()) / 2);
        double scale = fit.follows() ? fit.scale() : 1;
        int n = fit.used().length;
        double[] values = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        double[] declared = new double[n];
        List<String> components = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            // The first component stands at the top of the axis.
            int k = n - 1 - i;
            components.add(fit.name(k));
            values[i] = fit.free().weights()[k] / scale;
            double half = z * fit.free().standardError(k) / scale;
            low[i] = values[i] - half;
            high[i] = values[i] + half;
            declared[i] = fit.declared()[fit.used()[k]];
        }
        List<Layer> layers = new ArrayList<>();
        if (fit.follows()) {
            layers.add(new Layer.Bars("declared", -1, declared));
        }
        layers.add(new Layer.Bars("implied by the labels", 0, values, low, high));
        return new Figure(
                name,
                fit.labels().table().name() + ": implied weights",
                Axis.linear(fit.follows() ? "weight" : "weight (log-odds)"),
                Axis.categories("", components),
                layers,
                (fit.follows()
                                ? "Weights that the labels imply, on the scale on which the declared reward fits them"
                                        + " best,"
                                : "Weights that the labels imply, in log-odds for each unit of the component,")
                        + " with " + Digits.percent(parameters.level()) + " Wald intervals over "
                        + Digits.count(fit.labels().rows().size()) + " labels. "
                        + fit.free().rule().title() + "."
                        + (fit.side() ? " Corrected for the side on the left." : ""),
                source(fit));
    }

    private Figure calibration(String name, ImpliedFit fit) {
        Layer declared = points("declared weights", 1, fit, row -> fit.scale() * fit.declaredDifference(row));
        Layer implied = points("implied weights", 0, fit, fit::impliedDifference);
        return new Figure(
                name,
                fit.labels().table().name() + ": predicted and said",
                Axis.linear("predicted P(label for the item with more reward)").range(0.5, 1),
                Axis.linear("share of labels").range(0, 1),
                List.of(new Layer.Line("", -1, new double[] {0.5, 1}, new double[] {0.5, 1}, true), declared, implied),
                "Share of the decisive labels for the item with more reward, in ten bins of the predicted probability,"
                        + " those with at least " + LEAST_IN_BIN + " labels, with "
                        + Digits.percent(parameters.level())
                        + " Wilson intervals. On the line predictions are right. The weights were fitted to these"
                        + " labels.",
                source(fit));
    }

    private Layer points(String label, int color, ImpliedFit fit, ToDoubleFunction<ComponentLabels.Row> difference) {
        double[] sums = new double[BINS];
        int[] agreeing = new int[BINS];
        int[] all = new int[BINS];
        for (ComponentLabels.Row row : fit.labels().rows()) {
            if (row.outcome() != Outcome.TIE) {
                double d = difference.applyAsDouble(row);
                double p = TieRule.logistic(Math.abs(d));
                int bin = Math.clamp((int) ((p - 0.5) * 2 * BINS), 0, BINS - 1);
                sums[bin] += p;
                all[bin]++;
                agreeing[bin] += (row.outcome() == Outcome.FIRST) == d > 0 ? 1 : 0;
            }
        }
        int[] shown =
                IntStream.range(0, BINS).filter(b -> all[b] >= LEAST_IN_BIN).toArray();
        Interval[] intervals = Arrays.stream(shown)
                .mapToObj(b -> Proportion.wilson(agreeing[b], all[b], parameters.level()))
                .toArray(Interval[]::new);
        return new Layer.Scatter(
                label,
                color,
                Arrays.stream(shown).mapToDouble(b -> sums[b] / all[b]).toArray(),
                Arrays.stream(shown)
                        .mapToDouble(b -> agreeing[b] / (double) all[b])
                        .toArray(),
                Arrays.stream(intervals).mapToDouble(Interval::low).toArray(),
                Arrays.stream(intervals).mapToDouble(Interval::high).toArray());
    }

    private FigureSource source(ImpliedFit fit) {
        return new FigureSource(
                "implied-weights",
                texts,
                Map.of(
                        fit.labels().table().name(),
                        fit.labels().table().provenance().sha256()),
                fit.labels().rows().size(),
                0);
    }
}
