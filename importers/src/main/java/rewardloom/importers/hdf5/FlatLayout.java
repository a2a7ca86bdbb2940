package rewardloom.importers.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.importers.Source;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/** D4RL's layout ({@code d4rl/offline_env.py}): all steps in a row, episodes end where {@code terminals} or {@code timeouts} are true. */
final class FlatLayout {
    /** Rows that are held in memory at a time. */
    private static final int BLOCK = 65_536;

    private final Source source;
    private final HdfFile hdf;
    private final List<Group> parts;
    private final TableSink sink;
    private final Progress progress;
    private long episode;
    private long t;

    /**
     * Reads groups of flat data sets, one after the other, as if they were one.
     *
     * @param parts the groups: the root, or its chunks
     */
    FlatLayout(Source source, HdfFile hdf, List<Group> parts, TableSink sink, Progress progress) {
        this.source = source;
        this.hdf = hdf;
        this.parts = List.copyOf(parts);
        this.sink = sink;
        this.progress = progress;
    }

    void read() throws IOException {
        StepColumns columns = new StepColumns(hdf);
        parts.forEach(columns::add);
        columns.dropPictures();
        Hdf5Importer.leftOut(columns, sink);
        boolean ends =
                columns.parts().containsKey("timeouts") || columns.parts().containsKey("terminals");
        if (!ends) {
            sink.problem(Problem.warning(
                    "no-ends",
                    "whole file",
                    "neither 'terminals' nor 'timeouts' say where episodes end: all steps were taken as one episode"));
        }
        StepRows rows = new StepRows(source, columns, sink);
        int done = 0;
        for (Group part : parts) {
            if (part.getChildren().get("rewards") instanceof Dataset rewards) {
                part(part, NumberTable.shape(rewards)[0], columns, rows, (double) done / parts.size());
            }
            done++;
        }
        rows.finish();
    }

    private void part(Group part, long steps, StepColumns columns, StepRows rows, double done) throws IOException {
        Map<String, Dataset> datasets = new LinkedHashMap<>();
        collect(part, "", columns, steps, datasets);
        for (long from = 0; from < steps; from += BLOCK) {
            progress.checkCancelled();
            progress.update("reading steps", done + (double) from / steps / parts.size());
            block(from, (int) Math.min(BLOCK, steps - from), datasets, rows);
        }
    }

    /** Data sets with a row for each step. */
    private static void collect(
            Group group, String prefix, StepColumns columns, long steps, Map<String, Dataset> datasets) {
        for (Node child : group.getChildren().values()) {
            String path = prefix + child.getName();
            if (child instanceof Group inner && !child.isLink()) {
                collect(inner, path + "/", columns, steps, datasets);
            } else if (child instanceof Dataset dataset
                    && columns.parts().containsKey(path)
                    && NumberTable.shape(dataset)[0] >= steps) {
                datasets.put(path, dataset);
            }
        }
    }

    private void block(long from, int rows, Map<String, Dataset> datasets, StepRows target) throws IOException {
        StepRows.Flat flat = target.flat();
        boolean[] ends = new boolean[rows];
        for (Map.Entry<String, Dataset> entry : datasets.entrySet()) {
            NumberTable table = NumberTable.of(entry.getValue(), from, rows);
            flat.add(entry.getKey(), table, rows);
            if (entry.getKey().equals("terminals") || entry.getKey().equals("timeouts")) {
                for (int row = 0; row < rows; row++) {
                    ends[row] |= table.get(row, 0) == 1;
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            flat.write(episode, t++, row);
            if (ends[row]) {
                episode++;
                t = 0;
            }
        }
    }
}
