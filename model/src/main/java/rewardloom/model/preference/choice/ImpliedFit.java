package rewardloom.model.preference.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.statistics.Shuffle;

/**
 * What the labels of one table say about the weights of the components: a choice model whose difference of scores is the sum of weight
 * times difference of each component, beside the one that has the declared weights and only a scale of its own.
 *
 * @param labels the labels with all components
 * @param used places of the components whose weights can be told
 * @param constant components that never differ between the two items of a pair
 * @param bound components that are sums of others, as far as these pairs show
 * @param declared the declared weight of every component
 * @param free the fit of the weights of the used components, and of the side when it has one
 * @param scaled the fit of the scale of the declared reward, and of the side when it has one
 * @param side whether the side on the left has a weight, after the others
 * @param prior whether a weak prior was needed, since components separate the labels perfectly
 * @param heldOut mean log-likelihood of labels that were not fitted, by weights and by declared reward, over five parts
 */
record ImpliedFit(
        ComponentLabels labels,
        int[] used,
        List<String> constant,
        List<String> bound,
        double[] declared,
        PairFit free,
        PairFit scaled,
        boolean side,
        boolean prior,
        double[] heldOut) {
    private static final int PARTS = 5;
    /** Precision of the weak prior of a weight per standard deviation of its component: a standard deviation of 10. */
    private static final double WEAK = 0.01;

    private static final double DEPENDENT = 1e-9;

    static ImpliedFit of(ComponentLabels labels, WeightParameters parameters) {
        List<String> names = labels.names().stream().map(ImpliedFit::shortName).toList();
        double[] declared = declared(names, parameters.named());
        double[] spread = spread(labels);
        List<String> constant = new ArrayList<>();
        List<String> bound = new ArrayList<>();
        int[] used = independent(labels, names, spread, constant, bound);
        if (used.length == 0) {
            throw new AnalysisException("no component differs between the two items of any pair of "
                    + labels.table().name() + ", so labels say nothing about weights");
        }
        boolean side = parameters.side() && labels.hasSides();
        double[] scales = Arrays.stream(used).mapToDouble(k -> spread[k]).toArray();
        PairDesign design = design(labels, used, scales, side, null);
        PairFit free = PairFit.of(design, parameters.ties(), 0, 0);
        boolean prior = !free.converged();
        if (prior) {
            free = PairFit.of(design, parameters.ties(), WEAK, 0);
        }
        double scale = scaleOf(labels, declared);
        PairDesign one = design(labels, new int[0], new double[] {scale}, side, declared);
        PairFit scaled = PairFit.of(one, parameters.ties(), prior ? WEAK : 0, 0);
        if (!free.converged()) {
            throw new AnalysisException("the labels of " + labels.table().name()
                    + " do not determine the weights of the components; label more pairs");
        }
        double[] heldOut = heldOut(labels, used, scales, side, declared, scale, parameters, prior);
        return new ImpliedFit(
                labels,
                used,
                constant,
                bound,
                declared,
                unscaled(free, scales, side),
                unscaled(scaled, new double[] {scale}, side),
                side,
                prior,
                heldOut);
    }

    /** The name without its role. */
    static String shortName(String id) {
        return id.substring(id.indexOf('/') + 1);
    }

    private static double[] declared(List<String> names, Map<String, Double> named) {
        for (String name : named.keySet()) {
            if (!names.contains(name)) {
                throw new AnalysisException("there is no component '" + name + "' to declare a weight of; there are "
                        + String.join(", ", names));
            }
        }
        return names.stream().mapToDouble(name -> named.getOrDefault(name, 1.0)).toArray();
    }

    /** Root mean square difference of each component. */
    private static double[] spread(ComponentLabels labels) {
        double[] squares = new double[labels.names().size()];
        for (ComponentLabels.Row row : labels.rows()) {
            for (int k = 0; k < squares.length; k++) {
                squares[k] += row.differences()[k] * row.differences()[k];
            }
        }
        return Arrays.stream(squares)
                .map(s -> Math.sqrt(s / Math.max(1, labels.rows().size())))
                .toArray();
    }

    private static double scaleOf(ComponentLabels labels, double[] declared) {
        double squares = labels.rows().stream()
                .mapToDouble(row -> reward(row.differences(), declared))
                .map(d -> d * d)
                .sum();
        double scale = Math.sqrt(squares / Math.max(1, labels.rows().size()));
        return scale > 0 ? scale : 1;
    }

    private static double reward(double[] differences, double[] weights) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * differences[k];
        }
        return sum;
    }

    /** Takes the components in their order, and leaves out those that the ones before them determine (Gram and Schmidt). */
    private static int[] independent(
            ComponentLabels labels, List<String> names, double[] spread, List<String> constant, List<String> bound) {
        int n = labels.rows().size();
        List<double[]> basis = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        for (int k = 0; k < spread.length; k++) {
            if (!(spread[k] > 0)) {
                constant.add(names.get(k));
                continue;
            }
            double[] column = new double[n];
            for (int i = 0; i < n; i++) {
                column[i] = labels.rows().get(i).differences()[k] / (spread[k] * Math.sqrt(n));
            }
            // Twice is enough against rounding (Kahan and Parlett).
            for (int pass = 0; pass < 2; pass++) {
                for (double[] other : basis) {
                    double along = dot(column, other);
                    for (int i = 0; i < n; i++) {
                        column[i] -= along * other[i];
                    }
                }
            }
            double rest = dot(column, column);
            if (rest < DEPENDENT) {
                bound.add(names.get(k));
            } else {
                double length = Math.sqrt(rest);
                basis.add(Arrays.stream(column).map(x -> x / length).toArray());
                used.add(k);
            }
        }
        return used.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /**
     * The labels as a design.
     *
     * @param scales what each term is divided by
     * @param declared the declared weights when only their scale is fitted; null to fit the used components
     */
    private static PairDesign design(
            ComponentLabels labels, int[] used, double[] scales, boolean side, double @Nullable [] declared) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scales.length; i++) {
            names.add("term " + i);
        }
        if (side) {
            names.add("left");
        }
        PairDesign design = new PairDesign(names);
        labels.rows().forEach(row -> design.row(terms(row, used, scales, side, declared), row.outcome()));
        return design;
    }

    private static double[] terms(
            ComponentLabels.Row row, int[] used, double[] scales, boolean side, double @Nullable [] declared) {
        double[] x = new double[scales.length + (side ? 1 : 0)];
        if (declared != null) {
            x[0] = reward(row.differences(), declared) / scales[0];
        } else {
            for (int i = 0; i < used.length; i++) {
                x[i] = row.differences()[used[i]] / scales[i];
            }
        }
        if (side) {
            x[x.length - 1] = row.left();
        }
        return x;
    }

    /** The fit in the units of the components. */
    private static PairFit unscaled(PairFit fit, double[] scales, boolean side) {
        int n = fit.covariance().length;
        double[] by = new double[n];
        Arrays.fill(by, 1);
        System.arraycopy(scales, 0, by, 0, scales.length);
        double[] weights = fit.weights().clone();
        for (int i = 0; i < weights.length - (side ? 1 : 0); i++) {
            weights[i] /= by[i];
        }
        return new PairFit(
                fit.rule(),
                weights,
                fit.tau(),
                divided(fit.covariance(), by),
                divided(fit.sandwich(), by),
                fit.logLikelihood(),
                fit.converged());
    }

    private static double[][] divided(double[][] matrix, double[] by) {
        double[][] result = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                result[i][j] = matrix[i][j] / (by[i] * by[j]);
            }
        }
        return result;
    }

    private static double[] heldOut(
            ComponentLabels labels,
            int[] used,
            double[] scales,
            boolean side,
            double[] declared,
            double scale,
            WeightParameters parameters,
            boolean prior) {
        List<Integer> pairs =
                labels.rows().stream().map(ComponentLabels.Row::row).distinct().toList();
        if (pairs.size() < 2 * PARTS) {
            return new double[] {Double.NaN, Double.NaN};
        }
        // All labels of a pair stay together, else one would tell the other.
        List<Integer> order = Shuffle.first(pairs, pairs.size(), new SplittableRandom(parameters.seed()));
        double[] sums = new double[2];
        int n = 0;
        for (int part = 0; part < PARTS; part++) {
            List<ComponentLabels.Row> training = new ArrayList<>();
            List<ComponentLabels.Row> test = new ArrayList<>();
            Set<Integer> out =
                    new HashSet<>(order.subList(order.size() * part / PARTS, order.size() * (part + 1) / PARTS));
            labels.rows().forEach(row -> (out.contains(row.row()) ? test : training).add(row));
            ComponentLabels kept = new ComponentLabels(labels.table(), labels.names(), training, 0);
            double ridge = prior ? WEAK : 1e-6;
            PairFit free = PairFit.of(design(kept, used, scales, side, null), parameters.ties(), ridge, 0);
            PairFit one = PairFit.of(
                    design(kept, new int[0], new double[] {scale}, side, declared), parameters.ties(), ridge, 0);
            for (ComponentLabels.Row row : test) {
                sums[0] += likelihood(free, terms(row, used, scales, side, null), row.outcome());
                sums[1] += likelihood(one, terms(row, new int[0], new double[] {scale}, side, declared), row.outcome());
                n += row.outcome() == Outcome.TIE && parameters.ties() == TieRule.DROP ? 0 : 1;
            }
        }
        return new double[] {sums[0] / n, sums[1] / n};
    }

    private static double likelihood(PairFit fit, double[] x, Outcome outcome) {
        return fit.rule().terms(outcome, dot(x, fit.weights()), fit.tau())[0];
    }

    String name(int i) {
        return shortName(labels.names().get(used[i]));
    }

    /** Log-odds that one unit of the declared reward is worth to the annotators. */
    double scale() {
        return scaled.weights()[0];
    }

    /** Whether the labels follow the declared reward at all: its scale is two standard errors above 0. */
    boolean follows() {
        return scale() > 2 * scaled.standardError(0);
    }

    /** Twice the gain in log-likelihood of free weights over the declared ones. */
    double likelihoodRatio() {
        return 2 * (free.logLikelihood() - scaled.logLikelihood());
    }

    int degreesOfFreedom() {
        return used.length - 1;
    }

    /** p value of the declared weights; NaN with one component, and where a prior was needed. */
    double p() {
        return degreesOfFreedom() < 1 || prior
                ? Double.NaN
                : 1
                        - new ChiSquaredDistribution(degreesOfFreedom())
                                .cumulativeProbability(Math.max(0, likelihoodRatio()));
    }

    /** Difference of the declared reward of a label's pair, first less second. */
    double declaredDifference(ComponentLabels.Row row) {
        return reward(row.differences(), declared);
    }

    /** Difference of the reward that the labels imply, first less second. */
    double impliedDifference(ComponentLabels.Row row) {
        double sum = 0;
        for (int i = 0; i < used.length; i++) {
            sum += free.weights()[i] * row.differences()[used[i]];
        }
        return sum;
    }

    /** Root mean square difference of a used component over the labels. */
    double spread(int i) {
        return Math.sqrt(labels.rows().stream()
                .mapToDouble(row -> row.differences()[used[i]])
                .map(d -> d * d)
                .average()
                .orElse(0));
    }
}
