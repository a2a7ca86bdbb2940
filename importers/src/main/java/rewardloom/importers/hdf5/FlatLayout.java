package rewardloom.importers.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.util.LinkedHashMap;
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
    private final long steps;
    private final TableSink sink;
    private final Progress progress;
    private long episode;
    private long t;

    FlatLayout(Source source, HdfFile hdf, Dataset rewards, TableSink sink, Progress progress) {
        this.source = source;
        this.hdf = hdf;
        this.steps = NumberTable.shape(rewards)[0];
        this.sink = sink;
        this.progress = progress;
    }

    void read() throws IOException {
        StepColumns columns = new StepColumns(hdf);
        columns.add(hdf);
        Hdf5Importer.leftOut(columns, sink);
        Map<String, Dataset> datasets = new LinkedHashMap<>();
        collect(hdf, "", columns, datasets);
        if (!datasets.containsKey("timeouts") && !datasets.containsKey("terminals")) {
            sink.problem(Problem.warning(
                    "no-ends",
                    "whole file",
                    "neither 'terminals' nor 'timeouts' say where episodes end: all steps were taken as one episode"));
        }
        StepRows rows = new StepRows(source, columns, sink);
        for (long from = 0; from < steps; from += BLOCK) {
            progress.checkCancelled();
            progress.update("reading steps", (double) from / steps);
            block(from, (int) Math.min(BLOCK, steps - from), datasets, rows);
        }
        rows.finish();
    }

    /** Data sets with a row for each step. */
    private void collect(Group group, String prefix, StepColumns columns, Map<String, Dataset> datasets) {
        for (Node child : group.getChildren().values()) {
            String path = prefix + child.getName();
            if (child instanceof Group inner && !child.isLink()) {
                collect(inner, path + "/", columns, datasets);
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
