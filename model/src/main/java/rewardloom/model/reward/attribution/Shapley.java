package rewardloom.model.reward.attribution;

import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/**
 * Shapley's value of each player: what it adds on the average to those before it, over all orders in which the players can come
 * (Shapley, 1953). The values add up to v(all) − v(none).
 *
 * @param values one for each player
 * @param errors standard error of each; 0 where the values are exact
 * @param leaveOneOut v(all) − v(all but the player) for each
 * @param none v of no player
 * @param all v of all players
 * @param orders number of orders that were drawn; 0 for all of them
 */
public record Shapley(double[] values, double[] errors, double[] leaveOneOut, double none, double all, int orders) {
    /** Beyond so many players orders are drawn. */
    public static final int MOST_EXACT = 12;

    /**
     * The exact values.
     *
     * @param v value of each coalition; player k belongs to those whose number has bit k
     * @param players number of players, at most 24
     */
    public static Shapley exact(double[] v, int players) {
        if (v.length != 1 << players) {
            throw new IllegalArgumentException(
                    players + " players have " + (1 << players) + " coalitions, not " + v.length);
        }
        double[] weight = new double[players];
        // |S|! (n − |S| − 1)! / n!
        weight[0] = players == 0 ? 1 : 1.0 / players;
        for (int size = 1; size < players; size++) {
            weight[size] = weight[size - 1] * size / (players - size);
        }
        double[] values = new double[players];
        double[] out = new double[players];
        int everybody = v.length - 1;
        for (int k = 0; k < players; k++) {
            int bit = 1 << k;
            for (int mask = 0; mask < v.length; mask++) {
                if ((mask & bit) == 0) {
                    values[k] += weight[Integer.bitCount(mask)] * (v[mask | bit] - v[mask]);
                }
            }
            out[k] = v[everybody] - v[everybody & ~bit];
        }
        return new Shapley(values, new double[players], out, v[0], v[everybody], 0);
    }

    /**
     * Means over orders that are drawn at random, each together with its reverse, which lowers the error; the standard error is that of
     * the means of such pairs.
     *
     * @param v value of a coalition; player k belongs to it if its number has bit k
     * @param players number of players, at most 63
     * @param orders number of orders, at least 4
     * @param seed where the random numbers start
     */
    public static Shapley sampled(LongToDoubleFunction v, int players, int orders, long seed) {
        if (orders < 4) {
            throw new IllegalArgumentException("at least 4 orders are needed for an error, not " + orders);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int pairs = orders / 2;
        long everybody = (1L << players) - 1;
        double none = v.applyAsDouble(0);
        double all = v.applyAsDouble(everybody);
        double[] sum = new double[players];
        double[] squares = new double[players];
        int[] order = new int[players];
        for (int k = 0; k < players; k++) {
            order[k] = k;
        }
        for (int p = 0; p < pairs; p++) {
            for (int i = players - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int moved = order[i];
                order[i] = order[j];
                order[j] = moved;
            }
            double[] gain = new double[players];
            add(v, order, none, gain, false);
            add(v, order, none, gain, true);
            for (int k = 0; k < players; k++) {
                sum[k] += gain[k] / 2;
                squares[k] += gain[k] * gain[k] / 4;
            }
        }
        double[] values = new double[players];
        double[] errors = new double[players];
        double[] out = new double[players];
        for (int k = 0; k < players; k++) {
            values[k] = sum[k] / pairs;
            double variance = Math.max(0, squares[k] - pairs * values[k] * values[k]) / (pairs - 1);
            errors[k] = Math.sqrt(variance / pairs);
            out[k] = all - v.applyAsDouble(everybody & ~(1L << k));
        }
        return new Shapley(values, errors, out, none, all, 2 * pairs);
    }

    private static void add(LongToDoubleFunction v, int[] order, double none, double[] gain, boolean backwards) {
        long mask = 0;
        double before = none;
        for (int i = 0; i < order.length; i++) {
            int player = order[backwards ? order.length - 1 - i : i];
            mask |= 1L << player;
            double now = v.applyAsDouble(mask);
            gain[player] += now - before;
            before = now;
        }
    }

    /**
     * The values as shares, e^(φ/T) / Σ e^(φ/T), as for information gain in <i>ProMed</i>.
     *
     * @param temperature T
     */
    public double[] softmax(double temperature) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        double[] shares = new double[values.length];
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = Math.exp((values[k] - largest) / temperature);
            sum += shares[k];
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] /= sum;
        }
        return shares;
    }
}
