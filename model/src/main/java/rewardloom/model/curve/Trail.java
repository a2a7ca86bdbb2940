package rewardloom.model.curve;

import java.util.Arrays;
import java.util.List;
import rewardloom.model.curve.CurveParameters.Repeats;

/**
 * The points of one metric of one run, in the order in which they were written.
 *
 * @param steps step of each point
 * @param seconds time of each point in seconds, NaN where there is none; empty when it was not asked for
 * @param values values
 */
record Trail(double[] steps, double[] seconds, double[] values) {

    int size() {
        return values.length;
    }

    /** Several files of one run, one after the other. */
    static Trail joined(List<Trail> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return new Trail(
                join(parts.stream().map(Trail::steps).toList()),
                join(parts.stream().map(Trail::seconds).toList()),
                join(parts.stream().map(Trail::values).toList()));
    }

    private static double[] join(List<double[]> parts) {
        double[] all = new double[parts.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** The same with steps that were logged again treated in one of the ways there are. */
    Trail with(Repeats repeats) {
        return switch (repeats) {
            case EVERY_POINT -> this;
            case LAST_WRITTEN -> lastWritten();
            case MEAN -> meanOfEqualSteps();
        };
    }

    /** A point at a step takes back all that came before at this step or later ones, as TensorBoard has it. */
    private Trail lastWritten() {
        int[] kept = new int[size()];
        int n = 0;
        for (int i = 0; i < size(); i++) {
            while (n > 0 && steps[kept[n - 1]] >= steps[i]) {
                n--;
            }
            kept[n++] = i;
        }
        return pick(Arrays.copyOf(kept, n));
    }

    private Trail pick(int[] rows) {
        return new Trail(pick(steps, rows), seconds.length == 0 ? seconds : pick(seconds, rows), pick(values, rows));
    }

    private static double[] pick(double[] all, int[] rows) {
        double[] picked = new double[rows.length];
        Arrays.setAll(picked, i -> all[rows[i]]);
        return picked;
    }

    /** One point for each step, in ascending order: the mean of the finite values, and the first time. */
    private Trail meanOfEqualSteps() {
        int[] order = rewardloom.model.statistics.Order.ascending(steps);
        int[] firsts = new int[size()];
        double[] means = new double[size()];
        int n = 0;
        int i = 0;
        while (i < order.length) {
            double sum = 0;
            int finite = 0;
            int first = order[i];
            for (int from = i; i < order.length && (i == from || steps[order[i]] == steps[first]); i++) {
                double value = values[order[i]];
                if (Double.isFinite(value)) {
                    sum += value;
                    finite++;
                }
            }
            firsts[n] = first;
            means[n++] = finite == 0 ? Double.NaN : sum / finite;
        }
        Trail picked = pick(Arrays.copyOf(firsts, n));
        return new Trail(picked.steps, picked.seconds, Arrays.copyOf(means, n));
    }
}
