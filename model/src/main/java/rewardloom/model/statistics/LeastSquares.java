package rewardloom.model.statistics;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A linear model fitted by ordinary least squares, {@code y ≈ X·b}. An intercept is a column of ones among the regressors.
 *
 * @param coefficients b, one for each regressor
 * @param residuals y − X·b
 * @param r2 1 − Σ residual² / Σ (y − mean y)², against the mean also when the model has no intercept; NaN if y is constant
 * @param rmse √(Σ residual² / n)
 * @param aic Akaike's criterion for normal errors, n·ln(Σ residual²/n) + 2·(number of coefficients + 1); lower is better, and only
 *     differences between models of the same y mean anything
 */
public record LeastSquares(double[] coefficients, double[] residuals, double r2, double rmse, double aic) {

    /**
     * Fits by QR decomposition with column pivoting.
     *
     * @param y n observations, all finite
     * @param regressors p columns of n numbers, all finite, p ≤ n
     * @throws IllegalArgumentException if the columns are not equally long, fewer than p rows are given, or the columns are
     *     linearly dependent
     */
    public static LeastSquares fit(double[] y, double[]... regressors) {
        int n = y.length;
        int p = regressors.length;
        if (p == 0 || n < p) {
            throw new IllegalArgumentException(p + " coefficients cannot be fitted to " + n + " points");
        }
        DMatrixRMaj x = new DMatrixRMaj(n, p);
        for (int j = 0; j < p; j++) {
            if (regressors[j].length != n) {
                throw new IllegalArgumentException(
                        "regressor " + j + " has " + regressors[j].length + " rows, not " + n);
            }
            for (int i = 0; i < n; i++) {
                x.unsafe_set(i, j, regressors[j][i]);
            }
        }
        DMatrixRMaj b = new DMatrixRMaj(p, 1);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.qrp(false, false);
        if (!solver.setA(x.copy()) || solver.quality() < 1e-14) {
            throw new IllegalArgumentException("the " + p + " regressors are linearly dependent");
        }
        solver.solve(new DMatrixRMaj(n, 1, true, y.clone()), b);
        return judged(y, x, b.getData().clone());
    }

    private static LeastSquares judged(double[] y, DMatrixRMaj x, double[] coefficients) {
        int n = y.length;
        double mean = 0;
        for (double value : y) {
            mean += value / n;
        }
        double[] residuals = new double[n];
        double rss = 0;
        double tss = 0;
        for (int i = 0; i < n; i++) {
            double fitted = 0;
            for (int j = 0; j < coefficients.length; j++) {
                fitted += x.unsafe_get(i, j) * coefficients[j];
            }
            residuals[i] = y[i] - fitted;
            rss += residuals[i] * residuals[i];
            tss += (y[i] - mean) * (y[i] - mean);
        }
        double aic = n * Math.log(rss / n) + 2.0 * (coefficients.length + 1);
        return new LeastSquares(coefficients, residuals, tss > 0 ? 1 - rss / tss : Double.NaN, Math.sqrt(rss / n), aic);
    }
}
