package rewardloom.model.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;
import rewardloom.model.table.Values;

/**
 * The histograms that one run logged under one tag.
 *
 * @param run the run
 * @param tag the tag
 * @param table where they are from
 * @param histograms by step, those of one step in the order in which they were written
 * @param unsound number of those that cannot be used: edges that do not ascend, or nothing in them
 */
public record HistogramSeries(String run, String tag, Table table, List<LoggedHistogram> histograms, int unsound) {

    public HistogramSeries {
        histograms = List.copyOf(histograms);
    }

    /**
     * Reads every histogram of a study.
     *
     * @throws java.io.UncheckedIOException if a table cannot be read
     */
    public static List<HistogramSeries> read(Tables tables) {
        List<Table> media = tables.list(Kind.MEDIA);
        List<Columns> columns = tables.columns(media, List.of("tag", "step", "type", "edges", "counts"));
        List<HistogramSeries> series = new ArrayList<>();
        for (int t = 0; t < media.size(); t++) {
            series.addAll(read(media.get(t), columns.get(t)));
        }
        return series;
    }

    private static List<HistogramSeries> read(Table table, Columns columns) {
        Values tags = columns.get("tag");
        Values types = columns.get("type");
        long[] steps = columns.longs("step");
        Map<String, TreeMap<Long, List<LoggedHistogram>>> byTag = new LinkedHashMap<>();
        Map<String, Integer> unsound = new LinkedHashMap<>();
        for (int i = 0; i < columns.rows(); i++) {
            if (types.text(i).equals("histogram")) {
                LoggedHistogram histogram =
                        new LoggedHistogram(steps[i], list(columns.get("edges"), i), list(columns.get("counts"), i));
                if (histogram.isSound()) {
                    byTag.computeIfAbsent(tags.text(i), k -> new TreeMap<>())
                            .computeIfAbsent(steps[i], s -> new ArrayList<>())
                            .add(histogram);
                } else {
                    unsound.merge(tags.text(i), 1, Integer::sum);
                }
            }
        }
        String run = RunColors.runOf(table).name();
        List<HistogramSeries> series = new ArrayList<>();
        byTag.forEach((tag, own) -> series.add(new HistogramSeries(
                run, tag, table, own.values().stream().flatMap(List::stream).toList(), unsound.getOrDefault(tag, 0))));
        return series;
    }

    private static double[] list(Values values, int row) {
        return values instanceof Values.DoubleLists(double[] flat, int[] offsets)
                ? Arrays.copyOfRange(flat, offsets[row], offsets[row + 1])
                : new double[0];
    }
}
