package rewardloom.model.preference.choice;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A choice model fitted by maximum likelihood, or with a normal prior by the maximum of the posterior. The log-likelihood is concave,
 * so Newton's method with halved steps finds the one maximum; it is over when the next step would gain less than 10⁻¹². Constants
 * that do not depend on the weights are not in the likelihood.
 *
 * @param rule how ties were treated; {@link TieRule#DROP} where ties are modelled and there were none
 * @param weights the weights, in the order of the design
 * @param tau parameter of the tie rule, NaN when it has none
 * @param covariance inverse of the observed information, of the weights and, last, of τ where there is one; not copied
 * @param sandwich H⁻¹ B H⁻¹ with B the sum of the rows' squared gradients, which holds also where the model is wrong (Huber 1967);
 *     not copied
 * @param logLikelihood of the data alone, without the prior
 * @param converged whether the maximum was found; if not there is none, since an item never lost or a component separates the labels
 */
public record PairFit(
        TieRule rule,
        double[] weights,
        double tau,
        double[][] covariance,
        double[][] sandwich,
        double logLikelihood,
        boolean converged) {
    private static final int MOST_STEPS = 100;
    private static final double SMALL = 1e-12;
    /** On the way to infinity every step moves differences of scores by about 1, however little the likelihood gains. */
    private static final double ENDLESS = 1e-3;

    /**
     * Fits the weights of a design.
     *
     * @param ridge precision of a normal prior around 0 for every weight, 0 for none
     * @param centred whether only differences of weights matter, as with items; they then sum to 0
     */
    public static PairFit of(PairDesign design, TieRule rule, double ridge, boolean centred) {
        return of(design, rule, ridge, centred ? design.parameters() : 0);
    }

    /**
     * The same where the first weights belong to items and those after them do not.
     *
     * @param items number of the items; only differences of their weights matter, and they sum to 0
     */
    public static PairFit of(PairDesign design, TieRule rule, double ridge, int items) {
        boolean ties = design.count(Outcome.TIE) > 0;
        return new Newton(design, rule.hasParameter() && !ties ? TieRule.DROP : rule, ridge, items).fit();
    }

    /** Standard error of a weight by the observed information. */
    public double standardError(int i) {
        return Math.sqrt(covariance[i][i]);
    }

    /** Standard error of a weight that holds also where the model is wrong. */
    public double robustError(int i) {
        return Math.sqrt(sandwich[i][i]);
    }

    /** Standard error of the difference of two weights. */
    public double standardError(int i, int j) {
        return Math.sqrt(covariance[i][i] + covariance[j][j] - 2 * covariance[i][j]);
    }

    /** The probability of an outcome, given the difference of scores. */
    public double probability(Outcome outcome, double d) {
        return rule.probability(outcome, d, tau);
    }

    /** One fit under way. */
    private static final class Newton {
        private final PairDesign design;
        private final TieRule rule;
        private final double ridge;
        private final int items;
        private final int size;
        private double[] now;

        Newton(PairDesign design, TieRule rule, double ridge, int items) {
            this.design = design;
            this.rule = rule;
            this.ridge = ridge;
            this.items = items;
            this.size = design.parameters() + (rule.hasParameter() ? 1 : 0);
            this.now = new double[size];
            if (rule.hasParameter()) {
                now[size - 1] = start();
            }
        }

        /** τ that gives the observed share of ties between equal items. */
        private double start() {
            double ties = design.count(Outcome.TIE);
            double all = ties + design.count(Outcome.FIRST) + design.count(Outcome.SECOND);
            double share = Math.clamp(ties / Math.max(1, all), 1e-6, 0.99);
            // Davidson: share = ν / (2 + ν). Rao and Kupper: share = (θ − 1) / (θ + 1).
            return rule == TieRule.DAVIDSON ? Math.log(2 * share / (1 - share)) : Math.log((1 + share) / (1 - share));
        }

        PairFit fit() {
            double value = objective(now);
            boolean converged = false;
            for (int i = 0; i < MOST_STEPS && !converged; i++) {
                double[] gradient = new double[size];
                double[] step = solve(information(gradient), gradient);
                double gain = dot(step, gradient);
                if (!Double.isFinite(gain)) {
                    break;
                }
                converged = gain < SMALL;
                if (converged && isEndless(step)) {
                    return result(false);
                }
                double size = 1;
                double[] next = along(step, size);
                double better = objective(next);
                while (!(better >= value - SMALL) && size > 1e-10) {
                    size /= 2;
                    next = along(step, size);
                    better = objective(next);
                }
                if (better >= value - SMALL) {
                    now = next;
                    value = better;
                }
            }
            return result(converged);
        }

        private boolean isEndless(double[] step) {
            for (int row = 0; row < design.size(); row++) {
                if (Math.abs(design.difference(row, step)) > ENDLESS) {
                    return true;
                }
            }
            return false;
        }

        private double[] along(double[] step, double size) {
            double[] next = new double[now.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = now[i] + size * step[i];
            }
            centre(next);
            return next;
        }

        private void centre(double[] w) {
            double mean = Arrays.stream(w, 0, items).average().orElse(0);
            for (int i = 0; i < items; i++) {
                w[i] -= mean;
            }
        }

        private double tau(double[] w) {
            return rule.hasParameter() ? w[size - 1] : 0;
        }

        private double likelihood(double[] w) {
            double sum = 0;
            for (int row = 0; row < design.size(); row++) {
                sum += design.weight(row) * rule.terms(design.outcome(row), design.difference(row, w), tau(w))[0];
            }
            return sum;
        }

        private double objective(double[] w) {
            double penalty = 0;
            for (int i = 0; i < design.parameters(); i++) {
                penalty += w[i] * w[i];
            }
            return likelihood(w) - ridge / 2 * penalty;
        }

        /** Minus the Hessian of the objective; the gradient is written to the array. */
        private DMatrixRMaj information(double[] gradient) {
            DMatrixRMaj matrix = new DMatrixRMaj(size, size);
            for (int row = 0; row < design.size(); row++) {
                double[] t = rule.terms(design.outcome(row), design.difference(row, now), tau(now));
                double weight = design.weight(row);
                int[] at = design.terms(row);
                double[] x = design.values(row);
                for (int i = 0; i < at.length; i++) {
                    gradient[at[i]] += weight * t[1] * x[i];
                    for (int j = 0; j < at.length; j++) {
                        matrix.add(at[i], at[j], -weight * t[3] * x[i] * x[j]);
                    }
                    if (rule.hasParameter()) {
                        matrix.add(at[i], size - 1, -weight * t[4] * x[i]);
                        matrix.add(size - 1, at[i], -weight * t[4] * x[i]);
                    }
                }
                if (rule.hasParameter()) {
                    gradient[size - 1] += weight * t[2];
                    matrix.add(size - 1, size - 1, -weight * t[5]);
                }
            }
            for (int i = 0; i < design.parameters(); i++) {
                gradient[i] -= ridge * now[i];
                matrix.add(i, i, ridge);
            }
            return matrix;
        }

        /** Fixes the one direction along which nothing changes, a constant added to the weights of all items. */
        private DMatrixRMaj fixed(DMatrixRMaj information) {
            DMatrixRMaj fixed = information.copy();
            for (int i = 0; i < items; i++) {
                for (int j = 0; j < items; j++) {
                    fixed.add(i, j, 1.0 / items);
                }
            }
            return fixed;
        }

        private double[] solve(DMatrixRMaj information, double[] gradient) {
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
            DMatrixRMaj x = new DMatrixRMaj(size, 1);
            if (!solver.setA(fixed(information))) {
                DMatrixRMaj damped = fixed(information);
                for (int i = 0; i < size; i++) {
                    damped.add(i, i, 1e-6 * (1 + Math.abs(damped.get(i, i))));
                }
                solver = LinearSolverFactory_DDRM.qr(size, size);
                if (!solver.setA(damped)) {
                    double[] nothing = new double[size];
                    Arrays.fill(nothing, Double.NaN);
                    return nothing;
                }
            }
            solver.solve(new DMatrixRMaj(size, 1, true, gradient), x);
            return x.getData().clone();
        }

        private PairFit result(boolean converged) {
            DMatrixRMaj information = information(new double[size]);
            DMatrixRMaj inverse = new DMatrixRMaj(size, size);
            boolean invertible = CommonOps_DDRM.invert(fixed(information), inverse);
            if (invertible) {
                for (int i = 0; i < items; i++) {
                    for (int j = 0; j < items; j++) {
                        inverse.add(i, j, -1.0 / items);
                    }
                }
            } else {
                CommonOps_DDRM.fill(inverse, Double.NaN);
            }
            DMatrixRMaj half = new DMatrixRMaj(size, size);
            DMatrixRMaj sandwich = new DMatrixRMaj(size, size);
            CommonOps_DDRM.mult(inverse, spread(), half);
            CommonOps_DDRM.mult(half, inverse, sandwich);
            return new PairFit(
                    rule,
                    Arrays.copyOf(now, design.parameters()),
                    rule.hasParameter() ? now[size - 1] : Double.NaN,
                    rows(inverse),
                    rows(sandwich),
                    likelihood(now),
                    converged && invertible);
        }

        /** The sum of the outer products of the rows' gradients. */
        private DMatrixRMaj spread() {
            DMatrixRMaj sum = new DMatrixRMaj(size, size);
            for (int row = 0; row < design.size(); row++) {
                double[] t = rule.terms(design.outcome(row), design.difference(row, now), tau(now));
                double weight = design.weight(row);
                int[] at = design.terms(row);
                double[] x = design.values(row);
                for (int i = 0; i < at.length; i++) {
                    for (int j = 0; j < at.length; j++) {
                        sum.add(at[i], at[j], weight * t[1] * t[1] * x[i] * x[j]);
                    }
                    if (rule.hasParameter()) {
                        sum.add(at[i], size - 1, weight * t[1] * t[2] * x[i]);
                        sum.add(size - 1, at[i], weight * t[1] * t[2] * x[i]);
                    }
                }
                if (rule.hasParameter()) {
                    sum.add(size - 1, size - 1, weight * t[2] * t[2]);
                }
            }
            return sum;
        }

        private static double[][] rows(DMatrixRMaj matrix) {
            double[][] rows = new double[matrix.getNumRows()][matrix.getNumCols()];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows[i].length; j++) {
                    rows[i][j] = matrix.get(i, j);
                }
            }
            return rows;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}
