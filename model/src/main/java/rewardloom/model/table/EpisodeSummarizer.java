package rewardloom.model.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Summarises the episodes of a table of steps while its batches go by: steps with the same episode number next to one another are
 * one episode. Sums skip missing cells. Not thread-safe.
 */
public final class EpisodeSummarizer {
    private final int episodeColumn;
    private final int rewardColumn;
    private final Map<String, Integer> componentColumns = new LinkedHashMap<>();
    private final List<EpisodeSummary> finished = new ArrayList<>();

    private boolean open;
    private long episode;
    private long length;
    private double total;
    private double[] sums = new double[0];

    /** @param columns the table's columns with their roles */
    public EpisodeSummarizer(List<Column> columns) {
        episodeColumn = index(columns, RoleType.EPISODE);
        rewardColumn = index(columns, RoleType.REWARD);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role().is(RoleType.COMPONENT)) {
                componentColumns.put(columns.get(i).role().detail(), i);
            }
        }
        sums = new double[componentColumns.size()];
    }

    private static int index(List<Column> columns, RoleType role) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role().is(role)) {
                return i;
            }
        }
        return -1;
    }

    /** Takes the next rows. */
    public void add(Batch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            long number = episodeColumn < 0
                    ? 0
                    : (long) batch.columns().get(episodeColumn).number(row);
            if (!open || number != episode) {
                finish();
                open = true;
                episode = number;
            }
            length++;
            total += rewardColumn < 0 ? Double.NaN : cell(batch, rewardColumn, row);
            int component = 0;
            for (int column : componentColumns.values()) {
                sums[component++] += cell(batch, column, row);
            }
        }
    }

    private static double cell(Batch batch, int column, int row) {
        Values values = batch.columns().get(column);
        return values.isMissing(row) ? 0 : values.number(row);
    }

    private void finish() {
        if (!open) {
            return;
        }
        Map<String, Double> components = new LinkedHashMap<>();
        int component = 0;
        for (String name : componentColumns.keySet()) {
            components.put(name, sums[component++]);
        }
        finished.add(new EpisodeSummary(episode, length, total, components));
        length = 0;
        total = 0;
        sums = new double[sums.length];
    }

    /** The episodes so far, in table order; to be called after the last batch. */
    public List<EpisodeSummary> episodes() {
        finish();
        open = false;
        return List.copyOf(finished);
    }
}
