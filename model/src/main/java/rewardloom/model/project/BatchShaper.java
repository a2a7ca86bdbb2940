package rewardloom.model.project;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;
import rewardloom.model.table.Values;
import rewardloom.model.table.ValuesJoin;
import rewardloom.model.table.ValuesSlice;

/** Brings the batches of an importer to a size that is good to write: small ones are joined, huge ones are cut. */
final class BatchShaper {
    private static final long ENOUGH_CELLS = 1L << 18;

    private final List<Column> columns;
    private final Target target;
    private final List<Batch> held = new ArrayList<>();
    private long cells;

    /** Where the batches go. */
    @FunctionalInterface
    interface Target {
        void put(Batch batch) throws IOException;
    }

    BatchShaper(List<Column> columns, Target target) {
        this.columns = columns;
        this.target = target;
    }

    void add(Batch batch) throws IOException {
        int most = ParquetFile.ROW_GROUP;
        for (int from = 0; from < batch.rows(); from += most) {
            int to = Math.min(batch.rows(), from + most);
            hold(batch.rows() <= most ? batch : slice(batch, from, to));
        }
    }

    private void hold(Batch batch) throws IOException {
        held.add(batch);
        cells += cells(batch);
        if (cells >= ENOUGH_CELLS) {
            flush();
        }
    }

    /** Elements of lists and texts count by their size, so that long responses do not pile up. */
    private static long cells(Batch batch) {
        long cells = (long) batch.rows() * batch.columns().size();
        for (Values column : batch.columns()) {
            cells += switch (column) {
                case Values.Texts(int[] codes, List<String> dictionary)
                when dictionary.size() <= codes.length ->
                    dictionary.stream().mapToLong(String::length).sum() / 8;
                case Values.DoubleLists lists -> lists.offsets()[lists.size()] - lists.offsets()[0];
                case Values.TextLists lists -> lists.offsets()[lists.size()] - lists.offsets()[0];
                default -> 0;
            };
        }
        return cells;
    }

    private static Batch slice(Batch batch, int from, int to) {
        return new Batch(
                to - from,
                batch.columns().stream().map(v -> ValuesSlice.of(v, from, to)).toList());
    }

    void flush() throws IOException {
        if (held.isEmpty()) {
            return;
        }
        Batch joined = held.size() == 1
                ? held.getFirst()
                : new Batch(
                        held.stream().mapToInt(Batch::rows).sum(),
                        IntStream.range(0, columns.size())
                                .mapToObj(i -> ValuesJoin.join(
                                        columns.get(i).type(),
                                        held.stream()
                                                .map(b -> b.columns().get(i))
                                                .toList()))
                                .toList());
        held.clear();
        cells = 0;
        target.put(joined);
    }
}
