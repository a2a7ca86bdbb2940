package rewardloom.model.reward.alarm;

import java.util.Arrays;
import java.util.Optional;
import rewardloom.model.statistics.Moments;
import rewardloom.model.statistics.Quantiles;

/**
 * How a component's size grows over a training.
 *
 * @param ratio its size in the last window over that of the usual one
 * @param shareAtEnd its share of the sizes of all components in the last window
 * @param since the step from which it is far above its usual size
 */
record Growth(double ratio, double shareAtEnd, double since) {

    /** Growth of a component of a run; empty without a training that is long enough. {@code share} of it makes up one window. */
    static Optional<Growth> of(Watched run, String name, double share) {
        double[] values = run.curve().parts().getOrDefault(name, new double[0]);
        int n = values.length;
        int window = Math.max(5, (int) Math.round(n * share));
        if (!run.isTraining() || n < 4 * window) {
            return Optional.empty();
        }
        double[] sizes = Arrays.stream(values).map(Math::abs).toArray();
        double[] means = new double[n / window];
        for (int w = 0; w < means.length; w++) {
            int end = n - (means.length - 1 - w) * window;
            means[w] = Moments.of(sizes, end - window, end).mean();
        }
        double usual = Quantiles.median(means);
        double last = means[means.length - 1];
        double all = 0;
        for (double[] part : run.curve().parts().values()) {
            all += Moments.of(Arrays.stream(part).map(Math::abs).toArray(), n - window, n)
                    .mean();
        }
        int since = means.length - 1;
        while (since > 0 && means[since - 1] > usual * Math.sqrt(last / usual)) {
            since--;
        }
        return Optional.of(new Growth(last / usual, last / all, run.curve().x()[n - (means.length - since) * window]));
    }
}
