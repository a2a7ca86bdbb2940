package rewardloom.importers.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.TableSink;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/**
 * Writes a metrics table: points arrive in any order of tags, every batch holds one tag. The table is opened with its first batch,
 * so a file without a point leaves none. Memory is bounded: when too many points wait, all of them are written.
 */
public final class SeriesWriter {
    /** Most points in a batch. */
    static final int BATCH = 65_536;
    /** Most points that wait, over all tags: 64 MiB. */
    static final int WAITING = 1 << 21;

    private final TableSink sink;
    private final TableSpec spec;
    private final int batch;
    private final int limit;
    private final List<Tag> tags = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private TableSink.@Nullable Writer writer;
    private int waiting;
    private long points;

    /** A writer for the metrics table of one run. */
    public SeriesWriter(TableSink sink, String name, String run) {
        this(sink, name, run, BATCH, WAITING);
    }

    SeriesWriter(TableSink sink, String name, String run, int batch, int limit) {
        this.sink = sink;
        this.spec = TableSpec.metrics(name, run);
        this.batch = batch;
        this.limit = limit;
    }

    /** The index of a tag, to be given to {@link #add}; the same name has the same index. */
    public int tag(String name) {
        Integer known = byName.get(name);
        if (known != null) {
            return known;
        }
        tags.add(new Tag(name));
        byName.put(name, tags.size() - 1);
        return tags.size() - 1;
    }

    /** Number of tags. */
    public int tags() {
        return tags.size();
    }

    /** Number of points so far. */
    public long points() {
        return points;
    }

    /**
     * Takes one point; its place in the file is the number of points before it.
     *
     * @param tag what {@link #tag} said
     * @param step its step
     * @param wallTime seconds since 1970, NaN if not logged
     * @param value its value, which may be non-finite
     * @throws IOException if the sink fails
     */
    public void add(int tag, long step, double wallTime, double value) throws IOException {
        Tag series = tags.get(tag);
        series.add(step, wallTime, value, points++, batch);
        waiting++;
        if (series.size == batch) {
            flush(series);
        } else if (waiting >= limit) {
            finish();
        }
    }

    /**
     * Writes what waits. Tags with few points share a batch.
     *
     * @throws IOException if the sink fails
     */
    public void finish() throws IOException {
        List<Tag> few = new ArrayList<>();
        int rows = 0;
        for (Tag tag : tags) {
            if (tag.size >= batch / 16) {
                flush(tag);
            } else if (tag.size > 0) {
                if (rows + tag.size > batch) {
                    write(rows, shared(few, rows));
                    few.clear();
                    rows = 0;
                }
                few.add(tag);
                rows += tag.size;
            }
        }
        if (rows > 0) {
            write(rows, shared(few, rows));
        }
    }

    private void flush(Tag tag) throws IOException {
        int rows = tag.size;
        if (rows > 0) {
            write(rows, tag.take());
        }
    }

    private void write(int rows, Batch rowsOfTags) throws IOException {
        TableSink.Writer open = writer;
        if (open == null) {
            open = sink.table(spec);
            writer = open;
        }
        waiting -= rows;
        open.write(rowsOfTags);
    }

    private static Batch shared(List<Tag> few, int rows) {
        int[] codes = new int[rows];
        List<String> names = new ArrayList<>();
        long[] steps = new long[rows];
        double[] wallTimes = new double[rows];
        double[] values = new double[rows];
        long[] seqs = new long[rows];
        int at = 0;
        for (Tag tag : few) {
            Arrays.fill(codes, at, at + tag.size, names.size());
            names.add(tag.name);
            System.arraycopy(tag.steps, 0, steps, at, tag.size);
            System.arraycopy(tag.wallTimes, 0, wallTimes, at, tag.size);
            System.arraycopy(tag.values, 0, values, at, tag.size);
            System.arraycopy(tag.seqs, 0, seqs, at, tag.size);
            at += tag.size;
            tag.size = 0;
        }
        return batch(rows, new Values.Texts(codes, names), steps, wallTimes, values, seqs);
    }

    private static Batch batch(
            int rows, Values.Texts tags, long[] steps, double[] wallTimes, double[] values, long[] seqs) {
        return new Batch(
                rows,
                List.of(
                        tags,
                        new Values.Longs(steps),
                        new Values.Doubles(wallTimes),
                        new Values.Doubles(values),
                        new Values.Longs(seqs)));
    }

    /** The points of one tag that wait to be written. */
    private static final class Tag {
        private static final int FIRST = 64;
        private final String name;
        private int capacity = FIRST;
        private long[] steps = new long[FIRST];
        private double[] wallTimes = new double[FIRST];
        private double[] values = new double[FIRST];
        private long[] seqs = new long[FIRST];
        private int size;

        Tag(String name) {
            this.name = name;
        }

        void add(long step, double wallTime, double value, long seq, int most) {
            if (size == capacity) {
                grow(most);
            }
            steps[size] = step;
            wallTimes[size] = wallTime;
            values[size] = value;
            seqs[size] = seq;
            size++;
        }

        private void grow(int most) {
            resize(Math.max(size + 1, Math.min(capacity * 4, most)));
        }

        private void resize(int newCapacity) {
            capacity = newCapacity;
            steps = Arrays.copyOf(steps, newCapacity);
            wallTimes = Arrays.copyOf(wallTimes, newCapacity);
            values = Arrays.copyOf(values, newCapacity);
            seqs = Arrays.copyOf(seqs, newCapacity);
        }

        /** The waiting points as a batch; the arrays belong to the batch from now on. */
        Batch take() {
            int rows = size;
            if (rows < capacity) {
                resize(rows);
            }
            Batch taken = batch(rows, Values.Texts.constant(name, rows), steps, wallTimes, values, seqs);
            steps = new long[rows];
            wallTimes = new double[rows];
            values = new double[rows];
            seqs = new long[rows];
            size = 0;
            return taken;
        }
    }
}
