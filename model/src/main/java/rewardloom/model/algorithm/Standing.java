package rewardloom.model.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import rewardloom.model.statistics.Center;
import rewardloom.model.statistics.Interval;

/**
 * How algorithms stand: estimates with their intervals.
 *
 * @param scores the scores of each algorithm
 * @param aggregates estimates of each algorithm, in the same order
 * @param pairs probabilities of improvement
 */
record Standing(List<Scores> scores, List<Map<Aggregate, Estimate>> aggregates, List<Pair> pairs) {

    /** The interval of what was seen once: there is none. */
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

    /** A number with its interval; the ends are NaN where nothing varies that could be resampled. */
    record Estimate(double value, Interval interval) {
        boolean hasInterval() {
            return !Double.isNaN(interval.low());
        }
    }

    /** How likely a run of one algorithm scores above one of the other. */
    record Pair(String better, String than, Estimate probability) {}

    /** Profiles, pairs and efficiency take no more resamples, as in rliable. */
    static final int FEWER = 2_000;

    static Standing of(Contest contest, AlgorithmParameters parameters) {
        List<Scores> scores = contest.algorithms().stream().map(contest::scores).toList();
        List<Map<Aggregate, Estimate>> aggregates =
                scores.stream().map(s -> aggregates(s, parameters)).toList();
        return new Standing(scores, aggregates, pairs(scores, parameters));
    }

    private static Map<Aggregate, Estimate> aggregates(Scores scores, AlgorithmParameters parameters) {
        StratifiedBootstrap bootstrap = parameters.bootstrap(Integer.MAX_VALUE);
        Aggregate[] all = Aggregate.values();
        double[][] replicates = bootstrap.replicates(all.length, () -> {
            Sample sample = new Sample(scores, parameters.gamma());
            return random -> {
                sample.draw(random, parameters.resampleTasks());
                return Arrays.stream(all).mapToDouble(a -> a.of(sample)).toArray();
            };
        });
        Sample sample = new Sample(scores, parameters.gamma());
        Map<Aggregate, Estimate> estimates = new EnumMap<>(Aggregate.class);
        for (Aggregate aggregate : all) {
            double value = aggregate.of(sample);
            estimates.put(
                    aggregate,
                    new Estimate(
                            value,
                            scores.isVaried(parameters.resampleTasks())
                                    ? bootstrap.interval(value, replicates[aggregate.ordinal()])
                                    : UNKNOWN));
        }
        return estimates;
    }

    private static List<Pair> pairs(List<Scores> scores, AlgorithmParameters parameters) {
        List<Pair> pairs = new ArrayList<>();
        StratifiedBootstrap bootstrap = parameters.bootstrap(FEWER);
        for (int i = 0; i < scores.size(); i++) {
            for (int j = 0; j < scores.size(); j++) {
                Scores x = scores.get(i);
                Scores y = scores.get(j);
                boolean wanted = parameters.baseline().isBlank()
                        ? i < j
                        : i != j && y.algorithm().equals(parameters.baseline());
                if (wanted) {
                    double value = new Improvement(x, y).probability();
                    double[] replicates = bootstrap.replicates(1, () -> new Improvement(x, y))[0];
                    Interval interval =
                            x.isVaried(false) || y.isVaried(false) ? bootstrap.interval(value, replicates) : UNKNOWN;
                    pairs.add(new Pair(x.algorithm(), y.algorithm(), new Estimate(value, interval)));
                }
            }
        }
        return pairs;
    }

    /** A line of estimates; without intervals its ends are NaN throughout. */
    record Line(double[] x, double[] y, double[] low, double[] high) {
        boolean hasBand() {
            return Arrays.stream(low).anyMatch(Double::isFinite);
        }
    }

    /** The performance profile of an algorithm: the share of runs above each threshold. */
    static Line profile(Scores scores, double[] thresholds, AlgorithmParameters parameters) {
        double[][] replicates = parameters.bootstrap(FEWER).replicates(thresholds.length, () -> {
            Sample sample = new Sample(scores, parameters.gamma());
            return random -> {
                sample.draw(random, parameters.resampleTasks());
                return sample.above(thresholds);
            };
        });
        double[] above = new Sample(scores, parameters.gamma()).above(thresholds);
        return line(thresholds, above, replicates, parameters, scores.isVaried(parameters.resampleTasks()));
    }

    /**
     * Sample efficiency: the interquartile mean at each place.
     *
     * @param reached {@code [task][run][place]}
     */
    static Line efficiency(double[] places, double[][][] reached, AlgorithmParameters parameters) {
        double[][] replicates = parameters.bootstrap(FEWER).replicates(places.length, () -> new Efficiency(reached));
        boolean varied = Arrays.stream(reached).anyMatch(task -> task.length > 1);
        return line(places, new Efficiency(reached).estimate(), replicates, parameters, varied);
    }

    private static Line line(
            double[] x, double[] y, double[][] replicates, AlgorithmParameters parameters, boolean varied) {
        StratifiedBootstrap bootstrap = parameters.bootstrap(FEWER);
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            Interval interval = varied ? bootstrap.interval(y[i], replicates[i]) : UNKNOWN;
            low[i] = interval.low();
            high[i] = interval.high();
        }
        return new Line(x, y, low, high);
    }

    /** Interquartile means at all places of the same runs. */
    private static final class Efficiency implements StratifiedBootstrap.Drawn {
        private final double[][][] reached;
        private final int runs;
        private final int places;

        Efficiency(double[][][] reached) {
            this.reached = reached;
            this.runs = Arrays.stream(reached).mapToInt(t -> t.length).sum();
            this.places = reached[0][0].length;
        }

        double[] estimate() {
            return means(Arrays.stream(reached).flatMap(Arrays::stream).toArray(double[][]::new));
        }

        @Override
        public double[] next(SplittableRandom random) {
            double[][] drawn = new double[runs][];
            int at = 0;
            for (double[][] task : reached) {
                for (int i = 0; i < task.length; i++) {
                    drawn[at++] = task[(int) Math.unsignedMultiplyHigh(random.nextLong(), task.length)];
                }
            }
            return means(drawn);
        }

        private double[] means(double[][] chosen) {
            double[] means = new double[places];
            double[] column = new double[chosen.length];
            for (int place = 0; place < places; place++) {
                for (int i = 0; i < chosen.length; i++) {
                    column[i] = chosen[i][place];
                }
                Arrays.sort(column);
                means[place] = Center.IQM.ofSorted(column, column.length);
            }
            return means;
        }
    }
}
