package rewardloom.importers.column;

import java.io.IOException;
import java.io.InputStream;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;

/**
 * Writes what was logged and is no number: texts, images, sounds, clips, histograms. The table is opened with its first batch, so a file
 * without any leaves none.
 */
public final class MediaWriter {
    private static final int TAG = 0;
    private static final int STEP = 1;
    private static final int WALL_TIME = 2;
    private static final int TYPE = 3;
    private static final int TEXT = 4;
    private static final int FILE = 5;
    private static final int EDGES = 6;
    private static final int COUNTS = 7;
    private static final int SEQ = 8;

    private final TableSink sink;
    private final RowWriter rows;

    /** A writer for the table of one run. */
    public MediaWriter(TableSink sink, String name, String run) {
        this.sink = sink;
        this.rows = new RowWriter(sink, TableSpec.media(name, run));
    }

    /** Number of things so far. */
    public long items() {
        return rows.rows();
    }

    /**
     * Takes a text.
     *
     * @param wallTime seconds since 1970, NaN if not logged
     * @throws IOException if the sink fails
     */
    public void text(String tag, long step, double wallTime, String text) throws IOException {
        rows.text(TEXT, text);
        end(tag, step, wallTime, "text");
    }

    /**
     * Takes the content of a file.
     *
     * @param type {@code image}, {@code audio} or {@code video}
     * @param ending what follows the dot in its name
     * @throws IOException if it cannot be read or the sink fails
     */
    public void file(String tag, long step, double wallTime, String type, String ending, InputStream content)
            throws IOException {
        rows.text(FILE, sink.media(ending, content));
        end(tag, step, wallTime, type);
    }

    /**
     * Takes a histogram.
     *
     * @param edges one more than counts, ascending
     * @throws IOException if the sink fails
     */
    public void histogram(String tag, long step, double wallTime, double[] edges, double[] counts) throws IOException {
        rows.numbers(EDGES, edges, edges.length);
        rows.numbers(COUNTS, counts, counts.length);
        end(tag, step, wallTime, "histogram");
    }

    private void end(String tag, long step, double wallTime, String type) throws IOException {
        rows.text(TAG, tag);
        rows.whole(STEP, step);
        rows.number(WALL_TIME, wallTime);
        rows.text(TYPE, type);
        rows.whole(SEQ, rows.rows());
        rows.end();
    }

    /**
     * Writes what waits.
     *
     * @throws IOException if the sink fails
     */
    public void finish() throws IOException {
        rows.finish();
    }
}
