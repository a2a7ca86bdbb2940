package rewardloom.model.algorithm;

import java.util.Arrays;
import rewardloom.model.algorithm.AlgorithmParameters.Score;
import rewardloom.model.curve.MetricRun;
import rewardloom.model.statistics.Order;

/** What a run scores, and how it gets there. */
final class RunScore {
    private final double[] steps;
    private final double[] values;

    /** The finite points of a run, by step. */
    RunScore(MetricRun run) {
        int[] order = Order.ascending(run.steps());
        double[] sortedSteps = new double[order.length];
        double[] sortedValues = new double[order.length];
        int n = 0;
        for (int i : order) {
            if (Double.isFinite(run.values()[i]) && Double.isFinite(run.steps()[i])) {
                sortedSteps[n] = run.steps()[i];
                sortedValues[n++] = run.values()[i];
            }
        }
        steps = Arrays.copyOf(sortedSteps, n);
        values = Arrays.copyOf(sortedValues, n);
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    double firstStep() {
        return steps[0];
    }

    double lastStep() {
        return steps[steps.length - 1];
    }

    /**
     * The score.
     *
     * @param share share of the steps whose points make up the last score
     */
    double of(Score score, double share) {
        return switch (score) {
            case LAST -> mean(lastStep() - share * (lastStep() - firstStep()), lastStep());
            case BEST -> Arrays.stream(values).max().orElse(Double.NaN);
            case MEAN -> Arrays.stream(values).average().orElse(Double.NaN);
        };
    }

    private double mean(double from, double to) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] >= from && steps[i] <= to) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    /**
     * What the run had come to at each place: the mean of its points since the place before, or where there is none a value between
     * its neighbours.
     *
     * @param places ascending steps within its own
     */
    double[] at(double[] places) {
        double[] reached = new double[places.length];
        int from = 0;
        for (int p = 0; p < places.length; p++) {
            double sum = 0;
            int n = 0;
            while (from < steps.length && steps[from] <= places[p]) {
                sum += values[from++];
                n++;
            }
            reached[p] = n > 0 ? sum / n : between(from, places[p]);
        }
        return reached;
    }

    private double between(int after, double place) {
        if (after == 0 || after >= steps.length) {
            return values[Math.clamp(after, 0, steps.length - 1)];
        }
        double share = (place - steps[after - 1]) / (steps[after] - steps[after - 1]);
        return values[after - 1] + share * (values[after] - values[after - 1]);
    }
}
