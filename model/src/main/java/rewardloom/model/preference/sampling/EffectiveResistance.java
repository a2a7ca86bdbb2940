package rewardloom.model.preference.sampling;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How well comparisons determine the difference of two items: the graph of comparisons as resistors, each of conductance p (1 − p), its
 * Fisher information. The resistance between two items is the asymptotic variance of the difference of their scores ("Reward
 * Generalization in RLHF: A Topological Perspective", section on inference uncertainty; the application to choosing pairs is ours).
 */
public final class EffectiveResistance {
    /** Every item hangs on the ground by so small a conductance that 1 / ε stands for infinite. */
    private static final double GROUND = 1e-7;

    private static final double INFINITE = 1e5;

    private final int items;
    /** Inverse of the grounded Laplacian. */
    private final double[][] inverse;

    /** Items without comparisons. */
    public EffectiveResistance(int items) {
        this(items, new int[0][], new double[0]);
    }

    /**
     * Items with comparisons.
     *
     * @param edges pairs of items
     * @param conductances p (1 − p) of each, a quarter for a comparison about which nothing is known
     */
    public EffectiveResistance(int items, int[][] edges, double[] conductances) {
        this.items = items;
        DMatrixRMaj laplacian = new DMatrixRMaj(items, items);
        for (int i = 0; i < items; i++) {
            laplacian.set(i, i, GROUND);
        }
        for (int e = 0; e < edges.length; e++) {
            int a = edges[e][0];
            int b = edges[e][1];
            laplacian.add(a, a, conductances[e]);
            laplacian.add(b, b, conductances[e]);
            laplacian.add(a, b, -conductances[e]);
            laplacian.add(b, a, -conductances[e]);
        }
        DMatrixRMaj result = new DMatrixRMaj(items, items);
        CommonOps_DDRM.invert(laplacian, result);
        inverse = new double[items][items];
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < items; j++) {
                inverse[i][j] = result.get(i, j);
            }
        }
    }

    /** R_ij = (e_i − e_j)ᵀ L⁺ (e_i − e_j); infinite when no comparisons lead from one to the other. */
    public double between(int i, int j) {
        double resistance = inverse[i][i] + inverse[j][j] - 2 * inverse[i][j];
        return resistance > INFINITE ? Double.POSITIVE_INFINITY : resistance;
    }

    /** Takes one more comparison into account (Sherman and Morrison). */
    public void add(int i, int j, double conductance) {
        double[] column = new double[items];
        for (int k = 0; k < items; k++) {
            column[k] = inverse[k][i] - inverse[k][j];
        }
        double factor = conductance / (1 + conductance * (column[i] - column[j]));
        for (int k = 0; k < items; k++) {
            double scaled = factor * column[k];
            for (int l = 0; l < items; l++) {
                inverse[k][l] -= scaled * column[l];
            }
        }
    }
}
