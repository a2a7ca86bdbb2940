package rewardloom.model.reward.hierarchy;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A linear reward fitted to preferences: P(i ≻ j) = σ(w·(z_i − z_j)), by Newton's method on the penalised log-likelihood.
 *
 * @param weights w
 * @param accuracy share of the preferences that it orders right
 * @param loss mean −log σ(w·d) of them
 */
public record BradleyTerry(double[] weights, double accuracy, double loss) {
    private static final int ROUNDS = 50;
    private static final double SMALL = 1e-10;

    /**
     * Fits.
     *
     * @param differences z_winner − z_loser of each preference, {@code [preference][factor]}
     * @param ridge penalty on Σ w²/2, per preference; keeps w finite when the preferences can be separated
     */
    public static BradleyTerry fit(double[][] differences, double ridge) {
        int p = differences[0].length;
        int n = differences.length;
        double[] w = new double[p];
        for (int round = 0; round < ROUNDS; round++) {
            DMatrixRMaj hessian = new DMatrixRMaj(p, p);
            DMatrixRMaj gradient = new DMatrixRMaj(p, 1);
            for (double[] d : differences) {
                double s = sigmoid(-dot(w, d));
                for (int j = 0; j < p; j++) {
                    gradient.add(j, 0, d[j] * s / n);
                    for (int k = 0; k < p; k++) {
                        hessian.add(j, k, d[j] * d[k] * s * (1 - s) / n);
                    }
                }
            }
            for (int j = 0; j < p; j++) {
                gradient.add(j, 0, -ridge * w[j]);
                hessian.add(j, j, ridge);
            }
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
            DMatrixRMaj step = new DMatrixRMaj(p, 1);
            solver.setA(hessian);
            solver.solve(gradient, step);
            double size = 0;
            for (int j = 0; j < p; j++) {
                w[j] += step.get(j, 0);
                size = Math.max(size, Math.abs(step.get(j, 0)));
            }
            if (size < SMALL) {
                break;
            }
        }
        return judged(w, differences);
    }

    private static BradleyTerry judged(double[] w, double[][] differences) {
        double right = 0;
        double loss = 0;
        for (double[] d : differences) {
            double margin = dot(w, d);
            right += margin > 0 ? 1 : margin == 0 ? 0.5 : 0;
            loss += Math.log1p(Math.exp(-Math.abs(margin))) - Math.min(margin, 0);
        }
        return new BradleyTerry(w, right / differences.length, loss / differences.length);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
