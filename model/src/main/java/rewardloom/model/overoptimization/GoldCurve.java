package rewardloom.model.overoptimization;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Gold reward of one run, or the mean of several, against its divergence from the reference policy. All arrays are equally long,
 * in ascending order of steps; gold and kl are finite.
 *
 * @param run name
 * @param group name without the seed
 * @param steps training steps, or what else {@code along} says, strictly ascending
 * @param kl divergence, in the unit it was logged in; estimates may be slightly negative
 * @param gold the reward that is truly wanted
 * @param proxy the reward that was optimised, NaN where not logged; empty if it was not logged at all
 * @param components parts of the gold reward by name, NaN where not logged
 * @param baseline gold at the reference policy
 * @param along what {@code steps} count
 */
record GoldCurve(
        String run,
        String group,
        double[] steps,
        double[] kl,
        double[] gold,
        double[] proxy,
        Map<String, double[]> components,
        double baseline,
        Along along) {

    /** What the points of a curve follow one another by. */
    enum Along {
        /** Training steps. */
        STEP,
        /** The number of samples that the best was chosen from. */
        N,
        /** The divergence alone; {@code steps} only number the points. */
        KL
    }

    /** A first step with no more divergence than this is the reference policy itself. */
    static final double AT_REFERENCE = 0.01;

    /** More points than this are averaged in runs of consecutive ones. */
    static final int MOST_POINTS = 4000;

    int size() {
        return steps.length;
    }

    boolean hasProxy() {
        return proxy.length > 0;
    }

    /**
     * A curve whose baseline is the gold of its first step if that is at the reference policy, else 0: gold is then taken as
     * standardised there.
     */
    GoldCurve(
            String run,
            String group,
            double[] steps,
            double[] kl,
            double[] gold,
            double[] proxy,
            Map<String, double[]> components) {
        this(run, group, steps, kl, gold, proxy, components, startsAtReference(kl) ? gold[0] : 0, Along.STEP);
    }

    /** Whether any point has a divergence above zero, so that the distance means something. */
    boolean hasDistance() {
        return divergent().length > 0;
    }

    /** Whether the first step is at the reference policy. */
    boolean startsAtReference() {
        return startsAtReference(kl);
    }

    /** Whether the first of some divergences is that of the reference policy. */
    static boolean startsAtReference(double[] kl) {
        return kl.length > 0 && kl[0] <= AT_REFERENCE;
    }

    GoldCurve withKl(double[] newKl) {
        return new GoldCurve(run, group, steps, newKl, gold, proxy, components, baseline, along);
    }

    /** Points whose divergence could not be converted for want of a length. */
    long unconverted() {
        return Arrays.stream(kl).filter(k -> !Double.isFinite(k)).count();
    }

    /** The same curve without the points whose divergence is not finite. */
    GoldCurve finite() {
        return unconverted() == 0
                ? this
                : only(IntStream.range(0, size())
                        .filter(i -> Double.isFinite(kl[i]))
                        .toArray());
    }

    /** The same curve at some of its positions. */
    GoldCurve only(int[] positions) {
        Map<String, double[]> parts = new LinkedHashMap<>();
        components.forEach((name, values) -> parts.put(name, pick(values, positions)));
        return new GoldCurve(
                run,
                group,
                pick(steps, positions),
                pick(kl, positions),
                pick(gold, positions),
                pick(proxy, positions),
                parts,
                baseline,
                along);
    }

    private static double[] pick(double[] values, int[] positions) {
        return values.length == 0
                ? values
                : IntStream.of(positions).mapToDouble(i -> values[i]).toArray();
    }

    /** Positions whose divergence is above zero, the only ones a fit can use. */
    int[] divergent() {
        return IntStream.range(0, size()).filter(i -> kl[i] > 0).toArray();
    }

    /** The same curve with consecutive points averaged so that no more than {@link #MOST_POINTS} remain. */
    GoldCurve thinned() {
        int width = (size() + MOST_POINTS - 1) / MOST_POINTS;
        return width <= 1 ? this : averaged(width);
    }

    /** The same curve with each {@code width} consecutive points averaged; the last ones may be fewer. */
    GoldCurve averaged(int width) {
        Map<String, double[]> parts = new LinkedHashMap<>();
        components.forEach((name, values) -> parts.put(name, means(values, width)));
        return new GoldCurve(
                run,
                group,
                means(steps, width),
                means(kl, width),
                means(gold, width),
                means(proxy, width),
                parts,
                baseline,
                along);
    }

    private static double[] means(double[] values, int width) {
        double[] means = new double[(values.length + width - 1) / width];
        for (int i = 0; i < means.length; i++) {
            means[i] = mean(values, i * width, Math.min(values.length, (i + 1) * width));
        }
        return means;
    }

    /** Mean of the finite values in a half-open range of positions, NaN if there is none. */
    static double mean(double[] values, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    /** The steps that all of some runs have, in ascending order. */
    static double[] commonSteps(List<GoldCurve> runs) {
        double[] common = runs.getFirst().steps;
        for (GoldCurve run : runs) {
            double[] steps = run.steps;
            common = Arrays.stream(common)
                    .filter(s -> Arrays.binarySearch(steps, s) >= 0)
                    .toArray();
        }
        return common;
    }

    /** The same curve at some of its steps. */
    GoldCurve at(double[] wanted) {
        return wanted.length == size()
                ? this
                : only(Arrays.stream(wanted)
                        .mapToInt(s -> Arrays.binarySearch(steps, s))
                        .toArray());
    }

    /**
     * The mean over runs at the steps that all of them have.
     *
     * @param runs at least one
     */
    static GoldCurve mean(String group, List<GoldCurve> runs) {
        double[] steps = commonSteps(runs);
        List<GoldCurve> aligned = runs.stream().map(r -> r.at(steps)).toList();
        double[] proxy = runs.stream().allMatch(GoldCurve::hasProxy)
                ? average(aligned.stream().map(GoldCurve::proxy).toList(), steps.length)
                : new double[0];
        Map<String, double[]> parts = new LinkedHashMap<>();
        for (String name : runs.getFirst().components.keySet()) {
            if (runs.stream().allMatch(r -> r.components.containsKey(name))) {
                parts.put(
                        name,
                        average(
                                aligned.stream()
                                        .map(r -> r.components.getOrDefault(name, new double[0]))
                                        .toList(),
                                steps.length));
            }
        }
        return new GoldCurve(
                group,
                group,
                steps,
                average(aligned.stream().map(GoldCurve::kl).toList(), steps.length),
                average(aligned.stream().map(GoldCurve::gold).toList(), steps.length),
                proxy,
                parts,
                runs.stream().mapToDouble(GoldCurve::baseline).average().orElse(0),
                runs.getFirst().along);
    }

    private static double[] average(List<double[]> columns, int size) {
        double[] means = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (double[] column : columns) {
                sum += column[i];
            }
            means[i] = sum / columns.size();
        }
        return means;
    }
}
