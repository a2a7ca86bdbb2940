package rewardloom.model.reward.attribution;

import rewardloom.model.statistics.Comoments;

/** The share of a column's variance that some other columns explain: R² of least squares with an intercept, from moments alone. */
final class Explained {
    private static final double DEPENDENT = 1e-10;

    private Explained() {}

    /**
     * R² for each coalition of players.
     *
     * @param moments players, then what is explained
     */
    static double[] all(Comoments moments) {
        int players = moments.names().size() - 1;
        double[] all = new double[1 << players];
        for (int mask = 0; mask < all.length; mask++) {
            all[mask] = of(moments, mask);
        }
        return all;
    }

    /** R² of one coalition; columns that depend on those before them add nothing. */
    static double of(Comoments moments, long mask) {
        int target = moments.names().size() - 1;
        int members = Long.bitCount(mask);
        int[] at = new int[members + 1];
        int n = 0;
        for (int k = 0; k < target; k++) {
            if ((mask >> k & 1) != 0) {
                at[n++] = k;
            }
        }
        at[n] = target;
        double[][] a = new double[n + 1][n + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= n; j++) {
                a[i][j] = moments.product()[at[i]][at[j]];
            }
        }
        double before = a[n][n];
        if (!(before > 0)) {
            return Double.NaN;
        }
        for (int p = 0; p < n; p++) {
            if (a[p][p] > DEPENDENT * moments.product()[at[p]][at[p]] && a[p][p] > 0) {
                eliminate(a, p);
            }
        }
        return 1 - Math.max(0, a[n][n]) / before;
    }

    private static void eliminate(double[][] a, int p) {
        for (int i = p + 1; i < a.length; i++) {
            double factor = a[i][p] / a[p][p];
            for (int j = p + 1; j < a.length; j++) {
                a[i][j] -= factor * a[p][j];
            }
        }
    }
}
