package rewardloom.importers.column;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.TableSink;

/**
 * Writes the metrics of several runs that one file holds, a table for each. Memory is bounded over all of them, and so is their
 * number: a file with more runs is taken for one whose runs are named by mistake.
 */
public final class RunSeries {
    /** Most runs of a file. */
    public static final int MOST_RUNS = 2000;

    private static final int WAITING = 1 << 21;
    private final TableSink sink;
    private final String name;
    private final Map<String, SeriesWriter> writers = new LinkedHashMap<>();
    private long written;
    private long refused;

    /** A writer for the runs of the file with this name. */
    public RunSeries(TableSink sink, String name) {
        this.sink = sink;
        this.name = name;
    }

    /**
     * The writer of a run.
     *
     * @return null if there are too many runs
     */
    public @Nullable SeriesWriter run(String run) {
        SeriesWriter known = writers.get(run);
        if (known == null && writers.size() < MOST_RUNS) {
            known = new SeriesWriter(sink, name, run);
            writers.put(run, known);
        }
        refused += known == null ? 1 : 0;
        return known;
    }

    /**
     * Takes one point of a run, see {@link SeriesWriter#add}.
     *
     * @throws IOException if the sink fails
     */
    public void add(SeriesWriter run, String tag, long step, double wallTime, double value) throws IOException {
        run.add(run.tag(tag), step, wallTime, value);
        if (++written % WAITING == 0) {
            finish();
        }
    }

    /** Number of points so far. */
    public long points() {
        return written;
    }

    /** How often a run was asked for and there were too many. */
    public long refused() {
        return refused;
    }

    /**
     * Writes what waits.
     *
     * @throws IOException if the sink fails
     */
    public void finish() throws IOException {
        for (SeriesWriter writer : writers.values()) {
            writer.finish();
        }
    }
}
