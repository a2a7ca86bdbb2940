package rewardloom.model.run;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import rewardloom.model.analysis.Digits;
import rewardloom.model.statistics.Correlation;
import rewardloom.model.statistics.Interval;

/**
 * How far a setting of runs goes with a metric. It says nothing of causes: settings that were changed together go with the same metrics.
 *
 * @param setting the setting
 * @param metric the metric
 * @param n number of runs that have both
 * @param values number of different values of the setting among them; a number with many is taken in {@value #BINS} bins of equal counts
 * @param correlation Spearman's ρ for a setting that is a number, else NaN
 * @param interval its interval after Bonett and Wright (2000), {@code tanh(atanh ρ ± z √((1 + ρ²/2) / (n - 3)))}
 * @param explained share of the metric's variance that the values, or bins, of the setting explain, corrected for their number:
 *     Kelley's ε², {@code 1 - (SS_within / (n - k)) / (SS_total / (n - 1))}; NaN where every run has a value of its own
 * @param p probability of as much explained variance if the setting meant nothing: that of Fisher's F with k - 1 and n - k degrees of
 *     freedom; NaN like {@code explained}
 */
record Association(
        String setting,
        String metric,
        int n,
        int values,
        double correlation,
        Interval interval,
        double explained,
        double p) {
    static final int BINS = 10;
    private static final int FEWEST = 4;

    /** The strongest first. */
    static final Comparator<Association> BY_STRENGTH =
            Comparator.comparingDouble(Association::strength).reversed();

    /**
     * The association of two columns.
     *
     * @param level coverage of the interval
     * @return nothing below four runs that have both, or if one of them is constant
     */
    static Optional<Association> of(RunColumn setting, RunColumn metric, double level) {
        int[] rows = IntStream.range(0, metric.size())
                .filter(i -> has(setting, metric, i))
                .toArray();
        int[] classes = classes(setting, rows);
        int n = rows.length;
        int k = Arrays.stream(classes).max().orElse(-1) + 1;
        double[] sums = new double[k];
        double[] counts = new double[k];
        for (int i = 0; i < n; i++) {
            sums[classes[i]] += metric.numbers()[rows[i]];
            counts[classes[i]]++;
        }
        double mean = Arrays.stream(sums).sum() / n;
        double total = 0;
        double within = 0;
        for (int i = 0; i < n; i++) {
            double value = metric.numbers()[rows[i]];
            total += Math.pow(value - mean, 2);
            within += Math.pow(value - sums[classes[i]] / counts[classes[i]], 2);
        }
        if (n < FEWEST || k < 2 || !(total > 0)) {
            return Optional.empty();
        }
        double rho = setting.isNumeric() ? Correlation.spearman(setting.numbers(), metric.numbers()) : Double.NaN;
        double explained = Double.NaN;
        double p = Double.NaN;
        if (k < n) {
            explained = 1 - (within / (n - k)) / (total / (n - 1));
            double f = ((total - within) / (k - 1)) / (within / (n - k));
            p = 1 - new FDistribution(k - 1, n - k).cumulativeProbability(f);
        }
        return Optional.of(
                new Association(setting.name(), metric.name(), n, k, rho, interval(rho, n, level), explained, p));
    }

    /** The class of each run: its value, or the bin of a number of which there are many different ones. */
    private static int[] classes(RunColumn setting, int[] rows) {
        Map<String, Integer> byValue = new LinkedHashMap<>();
        int[] classes = Arrays.stream(rows)
                .map(i -> byValue.computeIfAbsent(setting.shown(i), v -> byValue.size()))
                .toArray();
        if (!setting.isNumeric() || byValue.size() <= BINS || rows.length < 3 * BINS) {
            return classes;
        }
        double[] numbers =
                Arrays.stream(rows).mapToDouble(i -> setting.numbers()[i]).toArray();
        double[] ranks = Correlation.ranks(numbers);
        return Arrays.stream(ranks)
                .mapToInt(rank -> (int) Math.min(BINS - 1, (rank - 0.5) * BINS / rows.length))
                .toArray();
    }

    private static boolean has(RunColumn setting, RunColumn metric, int row) {
        boolean named = setting.isNumeric() ? Double.isFinite(setting.numbers()[row]) : !setting.isMissing(row);
        return named && Double.isFinite(metric.numbers()[row]);
    }

    static Interval interval(double rho, int n, double level) {
        if (n <= 3 || !(Math.abs(rho) < 1)) {
            return Interval.NONE;
        }
        double z = new NormalDistribution().inverseCumulativeProbability((1 + level) / 2);
        double middle = Math.log((1 + rho) / (1 - rho)) / 2;
        double half = z * Math.sqrt((1 + rho * rho / 2) / (n - 3));
        return new Interval(Math.tanh(middle - half), Math.tanh(middle + half));
    }

    /** From 0 to 1, comparable between numbers and texts. */
    double strength() {
        double byRank = Double.isNaN(correlation) ? 0 : Math.abs(correlation);
        double byValue = Double.isNaN(explained) ? 0 : Math.sqrt(Math.max(0, explained));
        return Math.max(byRank, byValue);
    }

    /**
     * Whether so much explained variance is hardly chance.
     *
     * @param level coverage that is asked for
     * @param tried number of settings that were looked at, each of which could have been the strongest (Bonferroni)
     */
    boolean isClear(double level, int tried) {
        return p * tried < 1 - level;
    }

    /** What is said of it, without its metric. */
    String sentence() {
        String byValue = "its " + values + " " + (isBinned() ? "bins of equal counts" : "values") + " explain "
                + Digits.percent(Math.max(0, explained)) + " of the variance";
        return Double.isNaN(correlation)
                ? byValue
                : byValue + ", Spearman's ρ = " + Digits.three(correlation) + " "
                        + Digits.interval(interval.low(), interval.high());
    }

    private boolean isBinned() {
        return !Double.isNaN(correlation) && values == BINS && n >= 3 * BINS;
    }
}
