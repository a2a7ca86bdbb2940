package rewardloom.model.overoptimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * What is fitted: for each run the distances d = √KL above zero and the gold gained over the reference policy there.
 *
 * @param distances d of each run's points, in the order of steps
 * @param gains gold over the run's baseline
 * @param left number of points left out because their divergence is not above zero
 */
record FitData(List<double[]> distances, List<double[]> gains, int left) {

    static FitData of(List<GoldCurve> runs) {
        List<double[]> distances = new ArrayList<>();
        List<double[]> gains = new ArrayList<>();
        int left = 0;
        for (GoldCurve run : runs) {
            int[] rows = run.divergent();
            left += run.size() - rows.length;
            if (rows.length > 0) {
                distances.add(IntStream.of(rows)
                        .mapToDouble(i -> Math.sqrt(run.kl()[i]))
                        .toArray());
                gains.add(IntStream.of(rows)
                        .mapToDouble(i -> run.gold()[i] - run.baseline())
                        .toArray());
            }
        }
        return new FitData(distances, gains, left);
    }

    /** All distances, run after run. */
    double[] d() {
        return distances.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** All gains, run after run. */
    double[] y() {
        return gains.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** The running sums of each run for a second regressor. */
    List<NormalEquations> equations(DoubleUnaryOperator second) {
        return IntStream.range(0, distances.size())
                .mapToObj(i -> new NormalEquations(second, distances.get(i), gains.get(i)))
                .toList();
    }

    /** Stretches of consecutive points of runs that make up one resample. */
    interface Stretch {
        void take(int run, int start, int length);
    }

    /** Draws runs, if there are several, and from each as many points as it has, in blocks of consecutive ones. */
    void resample(SplittableRandom random, Sampling sampling, Stretch stretch) {
        int runs = distances.size();
        for (int r = 0; r < runs; r++) {
            int run = runs == 1 ? 0 : random.nextInt(runs);
            int size = distances.get(run).length;
            int block = sampling.block(size);
            for (int done = 0; done < size; done += block) {
                stretch.take(run, random.nextInt(size - block + 1), Math.min(block, size - done));
            }
        }
    }

    /**
     * Correlation of neighbouring residuals within runs; near 1 the points say much less than their number.
     *
     * @param residuals of {@link #y()}
     */
    double lag1(double[] residuals) {
        double products = 0;
        double squares = 0;
        int at = 0;
        for (double[] run : distances) {
            for (int i = at; i < at + run.length; i++) {
                squares += residuals[i] * residuals[i];
                products += i > at ? residuals[i] * residuals[i - 1] : 0;
            }
            at += run.length;
        }
        return squares > 0 ? products / squares : Double.NaN;
    }
}
