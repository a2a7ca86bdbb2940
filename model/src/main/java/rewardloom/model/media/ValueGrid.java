package rewardloom.model.media;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Equal bins of values that hold most of what some histograms counted.
 *
 * @param edges ascending
 * @param beyond share of the values that lie outside
 */
record ValueGrid(double[] edges, double beyond) {
    private static final double NEARLY_ALL = 0.04;

    /**
     * The bins for some histograms.
     *
     * @param coverage share of the values that must lie inside; the rest is left out evenly on both sides
     * @param bins how many
     */
    static ValueGrid of(List<LoggedHistogram> histograms, double coverage, int bins) {
        double min = histograms.stream().mapToDouble(h -> h.edges()[0]).min().orElse(0);
        double max = histograms.stream()
                .mapToDouble(h -> h.edges()[h.edges().length - 1])
                .max()
                .orElse(1);
        double low = min;
        double high = max;
        if (coverage < 1) {
            double[] ends = ends(histograms, (1 - coverage) / 2);
            // Where hardly any room is won nothing is left out.
            low = ends[0] - min < NEARLY_ALL * (max - min) ? min : ends[0];
            high = max - ends[1] < NEARLY_ALL * (max - min) ? max : ends[1];
        }
        if (!(high > low)) {
            double half = low == 0 ? 0.5 : Math.abs(low) * 0.1;
            low -= half;
            high += half;
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = i == bins ? high : low + i * (high - low) / bins;
        }
        double total = histograms.stream().mapToDouble(LoggedHistogram::total).sum();
        double[] inside = new double[bins];
        histograms.forEach(h -> h.addTo(edges, inside));
        double kept = Arrays.stream(inside).sum();
        return new ValueGrid(edges, Math.max(0, 1 - kept / total));
    }

    /** The quantiles with so many of the values below the first and above the second, over all buckets. */
    private static double[] ends(List<LoggedHistogram> histograms, double tail) {
        int n = histograms.stream().mapToInt(h -> h.counts().length).sum();
        double[] lows = new double[n];
        double[] highs = new double[n];
        double[] weights = new double[n];
        int at = 0;
        for (LoggedHistogram histogram : histograms) {
            for (int i = 0; i < histogram.counts().length; i++) {
                lows[at] = histogram.edges()[i];
                highs[at] = histogram.edges()[i + 1];
                weights[at++] = histogram.counts()[i];
            }
        }
        double total = Arrays.stream(weights).sum();
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Double.compare(lows[a] + highs[a], lows[b] + highs[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double low = lows[order[0]];
        double before = 0;
        for (int i = 0; i < n && before + weights[order[i]] <= tail * total; i++) {
            before += weights[order[i]];
            low = lows[order[Math.min(i + 1, n - 1)]];
        }
        double high = highs[order[n - 1]];
        double after = 0;
        for (int i = n - 1; i >= 0 && after + weights[order[i]] <= tail * total; i--) {
            after += weights[order[i]];
            high = highs[order[Math.max(i - 1, 0)]];
        }
        return new double[] {low, high};
    }

    int bins() {
        return edges.length - 1;
    }

    double width() {
        return edges[1] - edges[0];
    }

    double middle(int bin) {
        return (edges[bin] + edges[bin + 1]) / 2;
    }
}
