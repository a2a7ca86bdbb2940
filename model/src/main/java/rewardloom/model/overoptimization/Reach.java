package rewardloom.model.overoptimization;

import java.util.stream.IntStream;

/**
 * Gold of one smoothed run as a function of the divergence, at the first time that it was reached.
 *
 * @param kl largest divergence so far, ascending
 * @param gold gold at the point where that was reached
 */
record Reach(double[] kl, double[] gold) {
    private static final int STEPS = 100;

    static Reach of(RunStudy run) {
        return of(run.smoothKl(), run.smoothGold());
    }

    static Reach of(double[] kl, double[] gold) {
        int[] records = new int[kl.length];
        int n = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < kl.length; i++) {
            if (kl[i] > most && Double.isFinite(gold[i])) {
                most = kl[i];
                records[n++] = i;
            }
        }
        int count = n;
        return new Reach(
                IntStream.range(0, count).mapToDouble(i -> kl[records[i]]).toArray(),
                IntStream.range(0, count).mapToDouble(i -> gold[records[i]]).toArray());
    }

    double most() {
        return kl.length == 0 ? Double.NaN : kl[kl.length - 1];
    }

    /** Gold when this divergence was first reached; NaN if it never was. */
    double at(double wanted) {
        if (kl.length == 0 || wanted > most()) {
            return Double.NaN;
        }
        int above = 0;
        while (kl[above] < wanted) {
            above++;
        }
        if (above == 0) {
            return gold[0];
        }
        double share = (wanted - kl[above - 1]) / (kl[above] - kl[above - 1]);
        return gold[above - 1] + share * (gold[above] - gold[above - 1]);
    }

    /** Mean gold over the distances d = √KL from 0 to that of a divergence: the area under the curve over its width. */
    double area(double upTo) {
        if (!(upTo > 0) || Double.isNaN(at(upTo))) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i <= STEPS; i++) {
            double d = Math.sqrt(upTo) * i / STEPS;
            sum += at(d * d) * (i == 0 || i == STEPS ? 0.5 : 1);
        }
        return sum / STEPS;
    }
}
