package rewardloom.model.reward.attribution;

import java.util.Arrays;

/**
 * Sums over some rows of the kinesthetic combination ± (Π |r_k|)^(1/m) of every coalition of m. A root for every row of every coalition
 * would take most of the time, and so would the question whether a member is negative. But the root of a product is the product of roots,
 * which are needed once for each m; and with T the product of the roots of members that are not negative (0 if one is) the combination is
 * 2·T − |·|.
 */
final class KinestheticMeans {
    private final double[][] columns;
    private final double[][] roots;
    private final double[][] good;
    private final double[][] sizes;
    private final double[][] goods;

    /** @param columns each player's number in each row */
    KinestheticMeans(double[][] columns) {
        this.columns = columns;
        int rows = columns.length == 0 ? 0 : columns[0].length;
        this.roots = new double[columns.length][rows];
        this.good = new double[columns.length][rows];
        this.sizes = new double[columns.length + 1][rows];
        this.goods = new double[columns.length + 1][rows];
        Arrays.fill(sizes[0], 1);
        Arrays.fill(goods[0], 1);
    }

    /** Writes the sum of each coalition; the empty one has none. */
    void addTo(double[] sums) {
        for (int members = 1; members <= columns.length; members++) {
            for (int k = 0; k < columns.length; k++) {
                for (int i = 0; i < roots[k].length; i++) {
                    double size = Math.abs(columns[k][i]);
                    roots[k][i] = members == 1 ? size : members == 2 ? Math.sqrt(size) : Math.pow(size, 1.0 / members);
                    // Not a number stays so.
                    good[k][i] = columns[k][i] < 0 ? 0 : roots[k][i];
                }
            }
            walk(0, 0, 0, members, sums);
        }
    }

    private void walk(int player, int mask, int depth, int members, double[] sums) {
        int missing = members - depth;
        if (columns.length - player < missing) {
            return;
        }
        if (missing == 1) {
            for (int k = player; k < columns.length; k++) {
                sums[mask | 1 << k] = 2 * product(goods[depth], good[k]) - product(sizes[depth], roots[k]);
            }
            return;
        }
        walk(player + 1, mask, depth, members, sums);
        times(sizes[depth], roots[player], sizes[depth + 1]);
        times(goods[depth], good[player], goods[depth + 1]);
        walk(player + 1, mask | 1 << player, depth + 1, members, sums);
    }

    private static void times(double[] a, double[] b, double[] product) {
        for (int i = 0; i < product.length; i++) {
            product[i] = a[i] * b[i];
        }
    }

    private static double product(double[] x, double[] y) {
        // Several sums side by side: an addition need not wait for the one before it.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < x.length; i += 4) {
            a += x[i] * y[i];
            b += x[i + 1] * y[i + 1];
            c += x[i + 2] * y[i + 2];
            d += x[i + 3] * y[i + 3];
        }
        for (; i < x.length; i++) {
            a += x[i] * y[i];
        }
        return a + b + (c + d);
    }
}
