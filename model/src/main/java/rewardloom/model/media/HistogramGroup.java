package rewardloom.model.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The histograms of one tag of one run, or of several that are counted together, by step.
 *
 * @param tag the tag
 * @param name name of the run or group
 * @param color its colour index
 * @param runs the runs
 */
record HistogramGroup(String tag, String name, int color, List<HistogramSeries> runs) {

    List<LoggedHistogram> all() {
        return runs.stream().flatMap(r -> r.histograms().stream()).toList();
    }

    /**
     * What was counted at a step, or at some steps together.
     *
     * @param step the step, or the middle of them
     * @param steps number of different steps
     * @param density share of the values in each bin, divided by its width; what is beyond the bins counts too
     * @param total number of values
     */
    record Row(double step, int steps, double[] density, double total) {}

    /**
     * The rows over steps: one for each step, or for each of some equal parts of all steps that has any.
     *
     * @param most most rows
     */
    List<Row> rows(ValueGrid grid, int most) {
        TreeMap<Long, List<LoggedHistogram>> bySteps = new TreeMap<>();
        for (LoggedHistogram histogram : all()) {
            bySteps.computeIfAbsent(histogram.step(), s -> new ArrayList<>()).add(histogram);
        }
        if (bySteps.size() <= most) {
            return bySteps.entrySet().stream()
                    .map(e -> row(e.getKey(), 1, e.getValue(), grid))
                    .toList();
        }
        double first = bySteps.firstKey();
        double length = (bySteps.lastKey() - first) / most;
        Map<Integer, List<LoggedHistogram>> parts = new TreeMap<>();
        Map<Integer, Integer> steps = new TreeMap<>();
        bySteps.forEach((step, own) -> {
            int part = (int) Math.min(most - 1, Math.floor((step - first) / length));
            parts.computeIfAbsent(part, p -> new ArrayList<>()).addAll(own);
            steps.merge(part, 1, Integer::sum);
        });
        List<Row> rows = new ArrayList<>();
        parts.forEach(
                (part, own) -> rows.add(row(first + (part + 0.5) * length, steps.getOrDefault(part, 1), own, grid)));
        return rows;
    }

    private static Row row(double step, int steps, List<LoggedHistogram> histograms, ValueGrid grid) {
        double[] bins = new double[grid.bins()];
        histograms.forEach(h -> h.addTo(grid.edges(), bins));
        double total = histograms.stream().mapToDouble(LoggedHistogram::total).sum();
        for (int i = 0; i < bins.length; i++) {
            bins[i] /= total * grid.width();
        }
        return new Row(step, steps, bins, total);
    }

    /** The histogram of all runs at each step, ascending. */
    List<LoggedHistogram> pooled() {
        TreeMap<Long, LoggedHistogram> bySteps = new TreeMap<>();
        for (LoggedHistogram histogram : all()) {
            bySteps.merge(histogram.step(), histogram, HistogramGroup::together);
        }
        return List.copyOf(bySteps.values());
    }

    /** Both on the edges of both: exact, since values count as evenly spread within a bucket. */
    static LoggedHistogram together(LoggedHistogram a, LoggedHistogram b) {
        double[] edges = Arrays.copyOf(a.edges(), a.edges().length + b.edges().length);
        System.arraycopy(b.edges(), 0, edges, a.edges().length, b.edges().length);
        double[] grid = Arrays.stream(edges).sorted().distinct().toArray();
        if (grid.length < 2) {
            return new LoggedHistogram(a.step(), a.edges(), new double[] {a.total() + b.total()});
        }
        double[] counts = new double[grid.length - 1];
        a.addTo(grid, counts);
        b.addTo(grid, counts);
        return new LoggedHistogram(a.step(), grid, counts);
    }
}
