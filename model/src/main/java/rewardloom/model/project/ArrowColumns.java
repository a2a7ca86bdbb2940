package rewardloom.model.project;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Values;

/** Gathers Arrow vectors into primitive arrays. */
final class ArrowColumns {
    private ArrowColumns() {}

    /** A column that grows. */
    interface Gatherer {
        void add(FieldVector vector, int rows);

        Values finish();
    }

    /**
     * A gatherer for a column.
     *
     * @param rows number of rows to be expected
     */
    static Gatherer of(ColumnType type, int rows) {
        return switch (type) {
            case INT64 -> new LongGatherer(rows);
            case FLOAT64 -> new DoubleGatherer(rows);
            case BOOL -> new BoolGatherer(rows);
            case TEXT -> new TextGatherer(rows);
            case FLOAT64_LIST -> new DoubleListGatherer(rows);
            case TEXT_LIST -> new TextListGatherer(rows);
        };
    }

    private static ByteBuffer bytes(ArrowBuf buffer, long from, long length) {
        return buffer.nioBuffer(from, Math.toIntExact(length)).order(ByteOrder.nativeOrder());
    }

    /** Counts rows and remembers the missing ones. */
    private abstract static class Counting implements Gatherer {
        private final BitSet missing = new BitSet();
        int size;

        final void mark(FieldVector vector, int rows) {
            if (vector.getNullCount() > 0) {
                for (int i = 0; i < rows; i++) {
                    if (vector.isNull(i)) {
                        missing.set(size + i);
                    }
                }
            }
        }

        final @Nullable BitSet missing() {
            return missing.isEmpty() ? null : missing;
        }
    }

    private static final class LongGatherer extends Counting {
        private long[] values;

        LongGatherer(int rows) {
            values = new long[rows];
        }

        @Override
        public void add(FieldVector vector, int rows) {
            if (size + rows > values.length) {
                values = Arrays.copyOf(values, Math.max(size + rows, values.length * 2));
            }
            mark(vector, rows);
            bytes(((BigIntVector) vector).getDataBuffer(), 0, 8L * rows)
                    .asLongBuffer()
                    .get(values, size, rows);
            size += rows;
        }

        @Override
        public Values finish() {
            return new Values.Longs(size == values.length ? values : Arrays.copyOf(values, size), missing());
        }
    }

    private static final class DoubleGatherer extends Counting {
        private double[] values;

        DoubleGatherer(int rows) {
            values = new double[rows];
        }

        @Override
        public void add(FieldVector vector, int rows) {
            if (size + rows > values.length) {
                values = Arrays.copyOf(values, Math.max(size + rows, values.length * 2));
            }
            mark(vector, rows);
            bytes(((Float8Vector) vector).getDataBuffer(), 0, 8L * rows)
                    .asDoubleBuffer()
                    .get(values, size, rows);
            size += rows;
        }

        @Override
        public Values finish() {
            return new Values.Doubles(size == values.length ? values : Arrays.copyOf(values, size), missing());
        }
    }

    private static final class BoolGatherer extends Counting {
        private boolean[] values;

        BoolGatherer(int rows) {
            values = new boolean[rows];
        }

        @Override
        public void add(FieldVector vector, int rows) {
            if (size + rows > values.length) {
                values = Arrays.copyOf(values, Math.max(size + rows, values.length * 2));
            }
            mark(vector, rows);
            BitVector bits = (BitVector) vector;
            for (int i = 0; i < rows; i++) {
                values[size + i] = !bits.isNull(i) && bits.get(i) != 0;
            }
            size += rows;
        }

        @Override
        public Values finish() {
            return new Values.Bools(size == values.length ? values : Arrays.copyOf(values, size), missing());
        }
    }

    private static final class TextGatherer implements Gatherer {
        private final Map<ByteBuffer, Integer> codeOf = new HashMap<>();
        private final List<String> dictionary = new ArrayList<>();
        private int[] codes;
        private int size;
        private byte[] last = new byte[0];
        private int lastCode = -1;

        TextGatherer(int rows) {
            codes = new int[rows];
        }

        @Override
        public void add(FieldVector vector, int rows) {
            add(vector, 0, rows);
        }

        void add(FieldVector vector, int from, int to) {
            if (size + to - from > codes.length) {
                codes = Arrays.copyOf(codes, Math.max(size + to - from, codes.length * 2));
            }
            VarCharVector texts = (VarCharVector) vector;
            for (int i = from; i < to; i++) {
                codes[size++] = texts.isNull(i) ? -1 : code(texts.get(i));
            }
        }

        private int code(byte[] text) {
            if (lastCode >= 0 && Arrays.equals(text, last)) {
                return lastCode;
            }
            last = text;
            lastCode = codeOf.computeIfAbsent(ByteBuffer.wrap(text), key -> {
                dictionary.add(new String(text, StandardCharsets.UTF_8));
                return dictionary.size() - 1;
            });
            return lastCode;
        }

        @Override
        public Values.Texts finish() {
            return new Values.Texts(size == codes.length ? codes : Arrays.copyOf(codes, size), dictionary);
        }
    }

    /** The offsets of a list column. */
    private abstract static class ListGatherer implements Gatherer {
        private int[] offsets;
        private int size;

        ListGatherer(int rows) {
            offsets = new int[rows + 1];
        }

        @Override
        public final void add(FieldVector vector, int rows) {
            if (size + rows >= offsets.length) {
                offsets = Arrays.copyOf(offsets, Math.max(size + rows, offsets.length * 2) + 1);
            }
            ListVector lists = (ListVector) vector;
            for (int i = 0; i < rows; i++) {
                int from = lists.getElementStartIndex(i);
                int to = lists.isNull(i) ? from : lists.getElementEndIndex(i);
                addElements(lists.getDataVector(), from, to);
                offsets[size + 1] = offsets[size] + to - from;
                size++;
            }
        }

        abstract void addElements(FieldVector elements, int from, int to);

        final int[] offsets() {
            return Arrays.copyOf(offsets, size + 1);
        }
    }

    private static final class DoubleListGatherer extends ListGatherer {
        private double[] flat = new double[1024];
        private int used;

        DoubleListGatherer(int rows) {
            super(rows);
        }

        @Override
        void addElements(FieldVector elements, int from, int to) {
            int count = to - from;
            if (used + count > flat.length) {
                flat = Arrays.copyOf(flat, Math.max(used + count, flat.length * 2));
            }
            Float8Vector numbers = (Float8Vector) elements;
            for (int i = from; i < to; i++) {
                flat[used++] = numbers.isNull(i) ? Double.NaN : numbers.get(i);
            }
        }

        @Override
        public Values finish() {
            return new Values.DoubleLists(Arrays.copyOf(flat, used), offsets());
        }
    }

    private static final class TextListGatherer extends ListGatherer {
        private final TextGatherer flat = new TextGatherer(1024);

        TextListGatherer(int rows) {
            super(rows);
        }

        @Override
        void addElements(FieldVector elements, int from, int to) {
            flat.add(elements, from, to);
        }

        @Override
        public Values finish() {
            return new Values.TextLists(flat.finish(), offsets());
        }
    }
}
