package rewardloom.model.credit;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import rewardloom.model.statistics.Moments;

/**
 * A linear model y ≈ intercept + Σ w_j x_j over rows that belong to clusters, such as the steps of an episode. Ridge regression on
 * standardised columns; intervals from cluster-robust standard errors (Liang and Zeger, 1986, with the factor c/(c − 1)), which are those
 * of White (1980) when every row is a cluster of its own; R² on rows that were held out, by whole clusters.
 *
 * @param weights w, one for each column
 * @param errors standard error of each weight
 * @param intercept the intercept, 0 if there is none
 * @param r2 R² on the rows of the fit, against their mean, also without an intercept
 * @param heldOut R² on clusters that were left out of the fit, over all folds; NaN if there are fewer clusters than folds
 * @param clusters number of clusters
 * @param rows number of rows
 */
record LinearFit(
        double[] weights, double[] errors, double intercept, double r2, double heldOut, int clusters, int rows) {

    static final int FOLDS = 5;

    /**
     * Fits.
     *
     * @param y what is explained, finite
     * @param columns the columns, finite
     * @param starts first row of each cluster, then the number of rows
     * @param ridge penalty on the squared weights of standardised columns, as a share of the number of rows
     * @param hasIntercept whether there is an intercept
     */
    static LinearFit of(double[] y, double[][] columns, int[] starts, double ridge, boolean hasIntercept) {
        int p = columns.length;
        int clusters = starts.length - 1;
        double[] scale = new double[p];
        double[] shift = new double[p];
        for (int j = 0; j < p; j++) {
            Moments moments = Moments.of(columns[j]);
            double sd = Math.sqrt(moments.variance() * (moments.n() - 1) / moments.n());
            shift[j] = hasIntercept ? moments.mean() : 0;
            double rms = hasIntercept ? sd : Math.hypot(sd, moments.mean());
            scale[j] = rms > 0 && Double.isFinite(rms) ? rms : 1;
        }
        double center = hasIntercept ? Moments.of(y).mean() : 0;
        Sums all = new Sums(p);
        Sums[] folds = new Sums[FOLDS];
        Arrays.setAll(folds, f -> new Sums(p));
        double[] x = new double[p];
        for (int c = 0; c < clusters; c++) {
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                standardise(columns, shift, scale, i, x);
                all.add(x, y[i] - center);
                folds[c % FOLDS].add(x, y[i] - center);
            }
        }
        double[] w = all.solve(ridge);
        double[] errors = errors(y, columns, starts, shift, scale, center, w, all, ridge);
        double heldOut = clusters < 2 * FOLDS ? Double.NaN : heldOut(all, folds, ridge, hasIntercept);
        double[] weights = new double[p];
        double intercept = center;
        for (int j = 0; j < p; j++) {
            weights[j] = w[j] / scale[j];
            errors[j] /= scale[j];
            intercept -= weights[j] * shift[j];
        }
        return new LinearFit(
                weights,
                errors,
                hasIntercept ? intercept : 0,
                1 - all.loss(w) / all.spread(),
                heldOut,
                clusters,
                y.length);
    }

    private static void standardise(double[][] columns, double[] shift, double[] scale, int row, double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = (columns[j][row] - shift[j]) / scale[j];
        }
    }

    /** The fold's rows against the fit to all others; the intercept is that of the others' means. */
    private static double heldOut(Sums all, Sums[] folds, double ridge, boolean hasIntercept) {
        double loss = 0;
        double spread = 0;
        for (Sums fold : folds) {
            Sums others = all.minus(fold);
            double[] w = hasIntercept ? others.centred().solve(ridge) : others.solve(ridge);
            double offset = hasIntercept ? others.offset(w) : 0;
            loss += fold.loss(w, offset);
            double mean = others.sumY / others.n;
            spread += fold.squaresY - 2 * mean * fold.sumY + fold.n * mean * mean;
        }
        return 1 - loss / spread;
    }

    private static double[] errors(
            double[] y,
            double[][] columns,
            int[] starts,
            double[] shift,
            double[] scale,
            double center,
            double[] w,
            Sums all,
            double ridge) {
        int p = w.length;
        int clusters = starts.length - 1;
        DMatrixRMaj meat = new DMatrixRMaj(p, p);
        double[] x = new double[p];
        double[] score = new double[p];
        for (int c = 0; c < clusters; c++) {
            Arrays.fill(score, 0);
            for (int i = starts[c]; i < starts[c + 1]; i++) {
                standardise(columns, shift, scale, i, x);
                double residual = y[i] - center;
                for (int j = 0; j < p; j++) {
                    residual -= w[j] * x[j];
                }
                for (int j = 0; j < p; j++) {
                    score[j] += residual * x[j];
                }
            }
            for (int j = 0; j < p; j++) {
                for (int k = 0; k < p; k++) {
                    meat.add(j, k, score[j] * score[k]);
                }
            }
        }
        DMatrixRMaj bread = all.inverse(ridge);
        DMatrixRMaj left = new DMatrixRMaj(p, p);
        DMatrixRMaj variance = new DMatrixRMaj(p, p);
        CommonOps_DDRM.mult(bread, meat, left);
        CommonOps_DDRM.mult(left, bread, variance);
        double factor = clusters > 1 ? clusters / (clusters - 1.0) : Double.NaN;
        double[] errors = new double[p];
        for (int j = 0; j < p; j++) {
            errors[j] = Math.sqrt(factor * variance.get(j, j));
        }
        return errors;
    }

    /** Half the width of a weight's interval: t with one degree of freedom less than there are clusters. */
    double half(int column, double level) {
        return clusters < 2 ? Double.NaN : Moments.tQuantile(level, clusters - 1.0) * errors[column];
    }

    double predict(double[][] columns, int row) {
        double sum = intercept;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * columns[j][row];
        }
        return sum;
    }

    /** Sums over rows from which a fit and its loss follow. */
    private static final class Sums {
        private final double[][] products;
        private final double[] withY;
        private final double[] sumX;
        private double squaresY;
        private double sumY;
        private double n;

        Sums(int p) {
            products = new double[p][p];
            withY = new double[p];
            sumX = new double[p];
        }

        void add(double[] x, double y) {
            for (int j = 0; j < x.length; j++) {
                double xj = x[j];
                double[] row = products[j];
                for (int k = 0; k <= j; k++) {
                    row[k] += xj * x[k];
                }
                withY[j] += xj * y;
                sumX[j] += xj;
            }
            squaresY += y * y;
            sumY += y;
            n++;
        }

        Sums minus(Sums other) {
            Sums result = new Sums(withY.length);
            for (int j = 0; j < withY.length; j++) {
                for (int k = 0; k <= j; k++) {
                    result.products[j][k] = products[j][k] - other.products[j][k];
                }
                result.withY[j] = withY[j] - other.withY[j];
                result.sumX[j] = sumX[j] - other.sumX[j];
            }
            result.squaresY = squaresY - other.squaresY;
            result.sumY = sumY - other.sumY;
            result.n = n - other.n;
            return result;
        }

        /** The same about the means. */
        Sums centred() {
            Sums result = new Sums(withY.length);
            for (int j = 0; j < withY.length; j++) {
                for (int k = 0; k <= j; k++) {
                    result.products[j][k] = products[j][k] - sumX[j] * sumX[k] / n;
                }
                result.withY[j] = withY[j] - sumX[j] * sumY / n;
            }
            result.squaresY = squaresY - sumY * sumY / n;
            result.n = n;
            return result;
        }

        double offset(double[] w) {
            double offset = sumY / n;
            for (int j = 0; j < w.length; j++) {
                offset -= w[j] * sumX[j] / n;
            }
            return offset;
        }

        private DMatrixRMaj matrix(double ridge) {
            int p = withY.length;
            DMatrixRMaj matrix = new DMatrixRMaj(p, p);
            for (int j = 0; j < p; j++) {
                for (int k = 0; k <= j; k++) {
                    matrix.set(j, k, products[j][k]);
                    matrix.set(k, j, products[j][k]);
                }
                matrix.add(j, j, ridge * n);
            }
            return matrix;
        }

        double[] solve(double ridge) {
            int p = withY.length;
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
            DMatrixRMaj w = new DMatrixRMaj(p, 1);
            solver.setA(matrix(ridge));
            solver.solve(new DMatrixRMaj(p, 1, true, withY.clone()), w);
            return w.getData().clone();
        }

        DMatrixRMaj inverse(double ridge) {
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
            solver.setA(matrix(ridge));
            DMatrixRMaj inverse = new DMatrixRMaj(withY.length, withY.length);
            solver.invert(inverse);
            return inverse;
        }

        double loss(double[] w) {
            return loss(w, 0);
        }

        /** Σ (y − offset − w·x)². */
        double loss(double[] w, double offset) {
            double loss = squaresY - 2 * offset * sumY + n * offset * offset;
            for (int j = 0; j < w.length; j++) {
                loss += -2 * w[j] * (withY[j] - offset * sumX[j]);
                for (int k = 0; k < w.length; k++) {
                    loss += w[j] * w[k] * products[Math.max(j, k)][Math.min(j, k)];
                }
            }
            return Math.max(0, loss);
        }

        double spread() {
            return squaresY - sumY * sumY / n;
        }
    }
}
