package rewardloom.model.reward.history;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** The value F(S) of a set of rows that grows: what a row would add to it, and adding it. */
interface SetFunction {

    /** F(S ∪ {row}) − F(S). */
    double gain(int row);

    /** S becomes S ∪ {row}. */
    void add(int row);

    /** Weight of what the rows cover together: every item counts once. */
    final class Coverage implements SetFunction {
        private final int[][] items;
        private final double[] weights;
        private final BitSet covered = new BitSet();

        /**
         * @param items items that each row covers
         * @param weights weight of each item, not negative
         */
        Coverage(int[][] items, double[] weights) {
            this.items = items;
            this.weights = weights;
        }

        @Override
        public double gain(int row) {
            double gain = 0;
            for (int item : items[row]) {
                gain += covered.get(item) ? 0 : weights[item];
            }
            return gain;
        }

        @Override
        public void add(int row) {
            for (int item : items[row]) {
                covered.set(item);
            }
        }
    }

    /** Σ_k min(|S ∩ items_k|, d_k): items of each kind count up to a demand. */
    final class Demand implements SetFunction {
        private final int[][] items;
        private final int[] kinds;
        private final int[] left;
        private final BitSet taken = new BitSet();

        /**
         * @param items items of each row
         * @param kinds kind of each item
         * @param demands demand for each kind
         */
        Demand(int[][] items, int[] kinds, int[] demands) {
            this.items = items;
            this.kinds = kinds;
            this.left = demands.clone();
        }

        @Override
        public double gain(int row) {
            int[] now = left.clone();
            int gain = 0;
            for (int item : items[row]) {
                if (!taken.get(item) && now[kinds[item]] > 0) {
                    now[kinds[item]]--;
                    gain++;
                }
            }
            return gain;
        }

        @Override
        public void add(int row) {
            for (int item : items[row]) {
                if (!taken.get(item)) {
                    taken.set(item);
                    left[kinds[item]] = Math.max(0, left[kinds[item]] - 1);
                }
            }
        }
    }

    /** ½ log det(I + K/σ²): what observations at the rows' positions tell of a Gaussian process with a squared exponential kernel. */
    final class Information implements SetFunction {
        private final double[][] positions;
        private final double length;
        private final double noise;
        private int n;
        private int[] rows = new int[16];
        /** Rows of the Cholesky factor of K + σ²I. */
        private double[][] factor = new double[16][];

        /**
         * @param positions coordinates of each row
         * @param length length scale of the kernel
         * @param noise variance of the noise, above 0
         */
        Information(double[][] positions, double length, double noise) {
            this.positions = positions;
            this.length = length;
            this.noise = noise;
        }

        @Override
        public double gain(int row) {
            double[] solved = solve(row);
            return 0.5 * Math.log1p(variance(solved) / noise);
        }

        @Override
        public void add(int row) {
            double[] solved = solve(row);
            double[] next = Arrays.copyOf(solved, n + 1);
            next[n] = Math.sqrt(variance(solved) + noise);
            if (n == rows.length) {
                rows = Arrays.copyOf(rows, 2 * n);
                factor = Arrays.copyOf(factor, 2 * n);
            }
            rows[n] = row;
            factor[n] = next;
            n++;
        }

        private static double variance(double[] solved) {
            double variance = 1;
            for (double s : solved) {
                variance -= s * s;
            }
            return Math.max(0, variance);
        }

        private double[] solve(int row) {
            double[] solved = new double[n];
            for (int i = 0; i < n; i++) {
                double sum = kernel(rows[i], row);
                double[] line = factor[i];
                for (int j = 0; j < i; j++) {
                    sum -= line[j] * solved[j];
                }
                solved[i] = sum / line[i];
            }
            return solved;
        }

        private double kernel(int a, int b) {
            double squares = 0;
            for (int d = 0; d < positions[a].length; d++) {
                double apart = positions[a][d] - positions[b][d];
                squares += apart * apart;
            }
            return Math.exp(-squares / (2 * length * length));
        }
    }

    /** Marginal gain of each row in the order given: F telescopes to their sum. */
    static double[] gains(SetFunction empty, int[] order) {
        double[] gains = new double[order.length];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = empty.gain(order[i]);
            empty.add(order[i]);
        }
        return gains;
    }

    /** F({row}) of each row, alone. */
    static double[] alone(SetFunction empty, int[] order) {
        return Arrays.stream(order).mapToDouble(empty::gain).toArray();
    }

    /** F of the rows that a greedy choice takes, each time the one with the largest gain; as many as {@code most}. */
    static double greedy(Supplier<? extends SetFunction> empty, List<Integer> candidates, int most) {
        SetFunction set = empty.get();
        double value = 0;
        // A gain can only shrink, so that an old one is a bound on the new one.
        PriorityQueue<double[]> queue = new PriorityQueue<>((a, b) -> Double.compare(b[0], a[0]));
        candidates.forEach(row -> queue.add(new double[] {set.gain(row), row, 0}));
        for (int taken = 0; taken < most && !queue.isEmpty(); ) {
            double[] best = queue.remove();
            if ((int) best[2] == taken) {
                value += best[0];
                set.add((int) best[1]);
                taken++;
            } else {
                queue.add(new double[] {set.gain((int) best[1]), best[1], taken});
            }
        }
        return value;
    }
}
