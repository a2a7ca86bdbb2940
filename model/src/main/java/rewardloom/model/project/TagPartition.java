package rewardloom.model.project;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.TableSpec;
import rewardloom.model.table.Values;

/**
 * Sorts logged numbers by tag while they go by, so that a row group of the file holds one tag and one curve can be read without
 * the others. Within a tag the order of the file stays. Tables of less than one row group stay as they are.
 */
final class TagPartition {
    private static final int MOST_ROWS = 16 * ParquetFile.ROW_GROUP;

    private final BatchShaper.Target target;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private @Nullable List<String> lastDictionary;
    private @Nullable Part[] byCode = new Part[0];
    private final List<Batch> early = new ArrayList<>();
    private int earlyRows;
    private int rows;

    TagPartition(BatchShaper.Target target) {
        this.target = target;
    }

    /** Whether a table has just the columns of logged numbers. */
    static boolean fits(List<Column> columns) {
        List<Column> standard = TableSpec.metrics("", "").columns();
        return columns.size() == standard.size()
                && IntStream.range(0, columns.size())
                        .allMatch(i ->
                                columns.get(i).name().equals(standard.get(i).name())
                                        && columns.get(i).type()
                                                == standard.get(i).type());
    }

    void add(Batch batch) throws IOException {
        if (earlyRows >= 0 && earlyRows + batch.rows() <= ParquetFile.ROW_GROUP) {
            early.add(batch);
            earlyRows += batch.rows();
            return;
        }
        for (Batch before : early) {
            sort(before);
        }
        early.clear();
        earlyRows = -1;
        sort(batch);
    }

    private void sort(Batch batch) throws IOException {
        if (batch.columns().get(0) instanceof Values.Texts tags
                && batch.columns().get(1) instanceof Values.Longs(long[] steps, var noStep)
                && batch.columns().get(2) instanceof Values.Doubles(double[] times, var noTime)
                && batch.columns().get(3) instanceof Values.Doubles(double[] values, var noValue)
                && batch.columns().get(4) instanceof Values.Longs(long[] order, var noOrder)
                && noStep == null
                && noTime == null
                && noValue == null
                && noOrder == null
                && Arrays.stream(tags.codes()).noneMatch(c -> c < 0)) {
            forget(tags.dictionary());
            for (int row = 0; row < batch.rows(); row++) {
                part(tags.codes()[row], tags.dictionary()).add(steps[row], times[row], values[row], order[row]);
            }
        } else {
            // Cells are missing: rare, and not worth a case in every array. What came before goes first.
            putAll();
            target.put(batch);
        }
    }

    // Batches share a dictionary; to compare its texts each time would cost more than it saves.
    @SuppressWarnings("ReferenceEquality")
    private void forget(List<String> dictionary) {
        if (dictionary != lastDictionary || byCode.length < dictionary.size()) {
            lastDictionary = dictionary;
            byCode = new Part[dictionary.size()];
        }
    }

    private Part part(int code, List<String> dictionary) throws IOException {
        Part part = byCode[code];
        if (part == null) {
            part = parts.computeIfAbsent(dictionary.get(code), Part::new);
            byCode[code] = part;
        }
        if (part.size == ParquetFile.ROW_GROUP) {
            put(part);
        } else if (rows >= MOST_ROWS) {
            Optional<Part> largest = parts.values().stream().max(Comparator.comparingInt(p -> p.size));
            if (largest.isPresent()) {
                put(largest.get());
            }
        }
        rows++;
        return part;
    }

    void flush() throws IOException {
        for (Batch batch : early) {
            target.put(batch);
        }
        early.clear();
        putAll();
    }

    private void putAll() throws IOException {
        for (Part part : parts.values()) {
            put(part);
        }
    }

    private void put(Part part) throws IOException {
        if (part.size > 0) {
            rows -= part.size;
            target.put(part.take());
        }
    }

    /** The rows of one tag that wait. */
    private static final class Part {
        private static final int START = 64;

        private final String tag;
        private long[] steps = new long[START];
        private double[] times = new double[START];
        private double[] values = new double[START];
        private long[] order = new long[START];
        private int size;

        Part(String tag) {
            this.tag = tag;
        }

        void add(long step, double time, double value, long seq) {
            if (size == steps.length) {
                int larger = Math.min(ParquetFile.ROW_GROUP, size * 2);
                steps = Arrays.copyOf(steps, larger);
                times = Arrays.copyOf(times, larger);
                values = Arrays.copyOf(values, larger);
                order = Arrays.copyOf(order, larger);
            }
            steps[size] = step;
            times[size] = time;
            values[size] = value;
            order[size] = seq;
            size++;
        }

        Batch take() {
            boolean full = size == steps.length;
            Batch batch = new Batch(
                    size,
                    List.of(
                            Values.Texts.constant(tag, size),
                            new Values.Longs(full ? steps : Arrays.copyOf(steps, size)),
                            new Values.Doubles(full ? times : Arrays.copyOf(times, size)),
                            new Values.Doubles(full ? values : Arrays.copyOf(values, size)),
                            new Values.Longs(full ? order : Arrays.copyOf(order, size))));
            if (full) {
                steps = new long[size];
                times = new double[size];
                values = new double[size];
                order = new long[size];
            }
            size = 0;
            return batch;
        }
    }
}
