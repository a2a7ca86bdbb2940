package rewardloom.model.shaping.tabular;

import java.util.Arrays;
import rewardloom.model.mdp.TabularMdp;

/**
 * The potential that explains an added reward best: the Φ that minimises Σ(γΦ(s') − Φ(s) − F)² over all transitions, with Φ 0 in terminal
 * states.
 *
 * @param potential of each state
 * @param residual largest |γΦ(s') − Φ(s) − F|
 * @param size largest |F|
 */
record PotentialFit(double[] potential, double residual, double size) {
    private static final double BASED = 1e-6;

    /** Whether the added reward is potential-based, up to a millionth of its size. */
    boolean isPotentialBased() {
        return residual <= BASED * Math.max(size, 1e-12);
    }

    /** Solves the least squares by conjugate gradients on the normal equations (CGLS). */
    static PotentialFit of(TabularMdp mdp, double[] added, double gamma) {
        int states = mdp.states().size();
        double[] x = new double[states];
        double[] r = added.clone();
        double[] s = transposed(mdp, r, gamma);
        double[] p = s.clone();
        double norm = dot(s, s);
        double first = norm;
        for (int k = 0; k < 20 * states + 100 && norm > 1e-28 * Math.max(first, 1e-30); k++) {
            double[] q = mdp.shaping(p, gamma);
            double alpha = norm / Math.max(dot(q, q), 1e-300);
            for (int i = 0; i < states; i++) {
                x[i] += alpha * p[i];
            }
            for (int i = 0; i < r.length; i++) {
                r[i] -= alpha * q[i];
            }
            s = transposed(mdp, r, gamma);
            double next = dot(s, s);
            for (int i = 0; i < states; i++) {
                p[i] = s[i] + next / norm * p[i];
            }
            norm = next;
        }
        double[] fitted = mdp.shaping(x, gamma);
        double residual = 0;
        for (int i = 0; i < fitted.length; i++) {
            residual = Math.max(residual, Math.abs(fitted[i] - added[i]));
        }
        return new PotentialFit(
                x, residual, Arrays.stream(added).map(Math::abs).max().orElse(0));
    }

    /** The transpose of {@link TabularMdp#shaping}. */
    private static double[] transposed(TabularMdp mdp, double[] rows, double gamma) {
        double[] result = new double[mdp.states().size()];
        for (int pair = 0; pair < mdp.pairs(); pair++) {
            for (int row = mdp.first()[pair]; row < mdp.first()[pair + 1]; row++) {
                result[pair / mdp.actions().size()] -= rows[row];
                result[mdp.to()[row]] += mdp.isTerminal(mdp.to()[row]) ? 0 : gamma * rows[row];
            }
        }
        return result;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
