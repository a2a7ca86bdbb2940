package rewardloom.model.preference.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelCoding;
import rewardloom.model.preference.LabelException;
import rewardloom.model.preference.choice.ComponentLabels;
import rewardloom.model.preference.choice.Outcome;
import rewardloom.model.preference.choice.PairDesign;
import rewardloom.model.preference.choice.PairFit;
import rewardloom.model.preference.choice.TieRule;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Several models of the reward, each linear in some numbers of an item. They are draws from the posterior of the weights of the
 * components, given the labels of the study so far (Laplace's approximation around the maximum, normal prior); the reward models whose
 * scores the items carry; or, without either, draws from the prior.
 *
 * @param features places of the numbers among the items' features
 * @param weights {@code [member][number]}
 * @param origin what the members are, for the account of a sample
 */
record Ensemble(int[] features, double[][] weights, String origin) {
    static final int MEMBERS = 10;

    /** Fewer decisive labels than that say nothing about weights. */
    private static final int LEAST_LABELS = 10;

    static Ensemble of(Candidates candidates, Tables tables, SplittableRandom random) {
        int[] components = candidates.features().components();
        if (components.length > 0) {
            Ensemble learned = learned(candidates, components, tables, random);
            if (learned != null) {
                return learned;
            }
        }
        int[] scores = candidates.places(RoleType.SCORE);
        if (scores.length > 1) {
            return ofScores(candidates, scores);
        }
        if (components.length == 0) {
            throw new LabelException("'" + candidates.drawing().strategy().id()
                    + "' needs several models of the reward: components of the items, from which weights are learned,"
                    + " or the scores of two reward models or more; the items have neither");
        }
        return prior(candidates, components, random);
    }

    private static @Nullable Ensemble learned(
            Candidates candidates, int[] components, Tables tables, SplittableRandom random) {
        List<String> names = Arrays.stream(components)
                .mapToObj(i -> candidates.features().names().get(i))
                .toList();
        double[] spread = candidates.spread(components);
        PairDesign design = new PairDesign(names);
        for (Table table : tables.list()) {
            if (ComponentLabels.fits(table) && ComponentLabels.components(table).containsAll(names)) {
                ComponentLabels.read(tables, table, names, LabelCoding.AUTO)
                        .rows()
                        .forEach(row -> design.row(scaled(row.differences(), spread), row.outcome()));
            }
        }
        double decisive = design.count(Outcome.FIRST) + design.count(Outcome.SECOND);
        if (decisive < LEAST_LABELS) {
            return null;
        }
        PairFit fit = PairFit.of(design, TieRule.HALF, 1, false);
        double[][] draws = new double[MEMBERS][];
        double[][] root = root(fit.covariance());
        for (int m = 0; m < MEMBERS; m++) {
            double[] z = random.doubles(names.size()).map(u -> 0).toArray();
            for (int i = 0; i < z.length; i++) {
                z[i] = random.nextGaussian();
            }
            draws[m] = new double[z.length];
            for (int i = 0; i < z.length; i++) {
                draws[m][i] = fit.weights()[i];
                for (int j = 0; j <= i; j++) {
                    draws[m][i] += root[i][j] * z[j];
                }
            }
        }
        return new Ensemble(
                components,
                unscaled(draws, spread),
                String.format(
                        Locale.ROOT,
                        "The ensemble is %d draws from the posterior of the components' weights given %,.0f decisive"
                                + " labels.",
                        MEMBERS,
                        decisive));
    }

    private static Ensemble prior(Candidates candidates, int[] components, SplittableRandom random) {
        double[] spread = candidates.spread(components);
        double[][] draws = new double[MEMBERS][components.length];
        for (double[] draw : draws) {
            for (int i = 0; i < draw.length; i++) {
                draw[i] = random.nextGaussian();
            }
        }
        return new Ensemble(
                components,
                unscaled(draws, spread),
                "There are fewer than " + LEAST_LABELS + " decisive labels to learn from, so the ensemble is " + MEMBERS
                        + " draws from the prior of the components' weights.");
    }

    private static Ensemble ofScores(Candidates candidates, int[] scores) {
        double[] spread = candidates.spread(scores);
        double[][] weights = new double[scores.length][scores.length];
        for (int m = 0; m < scores.length; m++) {
            weights[m][m] = spread[m] > 0 ? 1 / spread[m] : 0;
        }
        return new Ensemble(
                scores,
                weights,
                "The ensemble is the " + scores.length
                        + " reward models, each difference of scores in units of its standard deviation.");
    }

    private static double[] scaled(double[] x, double[] spread) {
        double[] scaled = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            scaled[i] = spread[i] > 0 ? x[i] / spread[i] : 0;
        }
        return scaled;
    }

    private static double[][] unscaled(double[][] draws, double[] spread) {
        for (double[] draw : draws) {
            for (int i = 0; i < draw.length; i++) {
                draw[i] = spread[i] > 0 ? draw[i] / spread[i] : 0;
            }
        }
        return draws;
    }

    private static double[][] root(double[][] covariance) {
        DMatrixRMaj matrix = new DMatrixRMaj(covariance);
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(covariance.length, true);
        if (!cholesky.decompose(matrix)) {
            throw new LabelException("the labels so far do not determine the weights of the components");
        }
        DMatrixRMaj lower = cholesky.getT(null);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < covariance.length; i++) {
            double[] row = new double[covariance.length];
            for (int j = 0; j <= i; j++) {
                row[j] = lower.get(i, j);
            }
            rows.add(row);
        }
        return rows.toArray(new double[0][]);
    }

    /** The difference of returns of a pair by each member; NaN where a number is missing. */
    double[] differences(double[] first, double[] second) {
        double[] differences = new double[weights.length];
        for (int m = 0; m < differences.length; m++) {
            for (int i = 0; i < features.length; i++) {
                if (weights[m][i] != 0) {
                    differences[m] += weights[m][i] * (first[features[i]] - second[features[i]]);
                }
            }
        }
        return differences;
    }
}
