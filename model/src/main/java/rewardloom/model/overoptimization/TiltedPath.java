package rewardloom.model.overoptimization;

import java.util.Arrays;

/**
 * {@link Tilting} of samples that weigh alike, for many β at once and with a single exponential for each sample: 1/β doubles from octave to
 * octave, with equal steps between, so that exp(r/β) at one point is a product of its values at earlier ones. Rounding grows with the number
 * of products and stays below 1e-11 of a weight.
 *
 * @param kl divergence in nats at each 1/β, 0 first
 * @param reward mean reward there
 */
record TiltedPath(double[] kl, double[] reward) {
    private static final int STEPS = 6;
    private static final int OCTAVES = 11;

    /** Number of points after that of the samples themselves. */
    static final int POINTS = STEPS * OCTAVES;

    /** @param first the smallest 1/β above 0 */
    static TiltedPath of(double[] rewards, double first) {
        int size = rewards.length;
        double top = Arrays.stream(rewards).max().orElse(0);
        double[] below = new double[size];
        double[] root = new double[size];
        double[] start = new double[size];
        for (int i = 0; i < size; i++) {
            below[i] = rewards[i] - top;
            root[i] = Math.exp(below[i] * first / STEPS);
            double cube = root[i] * root[i] * root[i];
            start[i] = cube * cube;
        }
        double[] kl = new double[POINTS + 1];
        double[] reward = new double[POINTS + 1];
        reward[0] = Arrays.stream(rewards).average().orElse(Double.NaN);
        double[] weights = new double[size];
        double[] sums = new double[2];
        for (int step = 0; step < STEPS; step++) {
            System.arraycopy(start, 0, weights, 0, size);
            double inverseBeta = first * (STEPS + step) / STEPS;
            for (int octave = 0; octave < OCTAVES; octave++) {
                sumAndSquare(weights, below, sums);
                int at = 1 + octave * STEPS + step;
                double mean = sums[1] / sums[0];
                reward[at] = top + mean;
                kl[at] = Math.max(0, mean * inverseBeta - Math.log(sums[0] / size));
                inverseBeta *= 2;
            }
            for (int i = 0; i < size; i++) {
                start[i] *= root[i];
            }
        }
        return new TiltedPath(kl, reward);
    }

    /** Σ w and Σ w·r, then w² in place of w: what the next octave needs. Sums that do not wait for one another, in a fixed order. */
    private static void sumAndSquare(double[] w, double[] r, double[] sums) {
        double z0 = 0;
        double z1 = 0;
        double z2 = 0;
        double z3 = 0;
        double m0 = 0;
        double m1 = 0;
        double m2 = 0;
        double m3 = 0;
        int i = 0;
        for (; i + 3 < w.length; i += 4) {
            z0 += w[i];
            z1 += w[i + 1];
            z2 += w[i + 2];
            z3 += w[i + 3];
            m0 += w[i] * r[i];
            m1 += w[i + 1] * r[i + 1];
            m2 += w[i + 2] * r[i + 2];
            m3 += w[i + 3] * r[i + 3];
            w[i] *= w[i];
            w[i + 1] *= w[i + 1];
            w[i + 2] *= w[i + 2];
            w[i + 3] *= w[i + 3];
        }
        for (; i < w.length; i++) {
            z0 += w[i];
            m0 += w[i] * r[i];
            w[i] *= w[i];
        }
        sums[0] = (z0 + z1) + (z2 + z3);
        sums[1] = (m0 + m1) + (m2 + m3);
    }
}
