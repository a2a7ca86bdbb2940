package rewardloom.importers.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Values;

/** The cells of one column that wait to become a batch. Whoever fills it calls the method of the column's type, or none. */
abstract sealed class Cells {
    private static final int FIRST = 64;

    int size;
    private @Nullable BitSet missing;

    static Cells of(ColumnType type) {
        return switch (type) {
            case INT64 -> new Longs();
            case FLOAT64 -> new Doubles();
            case BOOL -> new Bools();
            case TEXT -> new Texts();
            case FLOAT64_LIST -> new DoubleLists();
            case TEXT_LIST -> new TextLists();
        };
    }

    /** Adds a number to a numeric column; a column of texts takes it as text. */
    abstract void number(double value);

    /** Adds a whole number. */
    void whole(long value) {
        number(value);
    }

    /** Adds a text; a numeric column has a missing cell instead. */
    void text(String value) {
        missing();
    }

    /** Adds a list of numbers; other columns have a missing cell instead. */
    void numbers(double[] values, int count) {
        missing();
    }

    /** Adds a list of texts; other columns have a missing cell instead. */
    void texts(List<String> values) {
        missing();
    }

    /** Adds a missing cell. */
    abstract void missing();

    /** The cells so far; the buffer is empty afterwards. */
    abstract Values take();

    /** Drops what was added behind the first so many cells. */
    void keep(int cells) {
        if (size > cells) {
            size = cells;
            if (missing != null) {
                missing.clear(cells, Math.max(cells, missing.length()));
            }
        }
    }

    final void markMissing() {
        BitSet marked = missing;
        if (marked == null) {
            marked = new BitSet();
            missing = marked;
        }
        marked.set(size);
    }

    final @Nullable BitSet takeMissing() {
        BitSet result = missing;
        missing = null;
        size = 0;
        return result;
    }

    static int grown(int length) {
        return Math.max(FIRST, length * 2);
    }

    private static final class Longs extends Cells {
        private long[] values = new long[FIRST];

        @Override
        void number(double value) {
            whole((long) value);
        }

        @Override
        void whole(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
            }
            values[size++] = value;
        }

        @Override
        void missing() {
            markMissing();
            whole(0);
        }

        @Override
        Values take() {
            long[] taken = Arrays.copyOf(values, size);
            return new Values.Longs(taken, takeMissing());
        }
    }

    private static final class Doubles extends Cells {
        private double[] values = new double[FIRST];

        @Override
        void number(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
            }
            values[size++] = value;
        }

        @Override
        void missing() {
            markMissing();
            number(Double.NaN);
        }

        @Override
        Values take() {
            double[] taken = Arrays.copyOf(values, size);
            return new Values.Doubles(taken, takeMissing());
        }
    }

    private static final class Bools extends Cells {
        private boolean[] values = new boolean[FIRST];

        @Override
        void number(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
            }
            values[size++] = value != 0;
        }

        @Override
        void missing() {
            markMissing();
            number(0);
        }

        @Override
        Values take() {
            boolean[] taken = Arrays.copyOf(values, size);
            return new Values.Bools(taken, takeMissing());
        }
    }

    private static final class Texts extends Cells {
        private int[] codes = new int[FIRST];
        private Map<String, Integer> known = new HashMap<>();
        private List<String> dictionary = new ArrayList<>();

        @Override
        void number(double value) {
            text(
                    value == Math.rint(value) && Math.abs(value) < 1e15
                            ? Long.toString((long) value)
                            : Double.toString(value));
        }

        @Override
        void whole(long value) {
            text(Long.toString(value));
        }

        @Override
        void text(String value) {
            Integer code = known.get(value);
            if (code == null) {
                code = dictionary.size();
                known.put(value, code);
                dictionary.add(value);
            }
            code(code);
        }

        private void code(int code) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, grown(size));
            }
            codes[size++] = code;
        }

        @Override
        void missing() {
            code(-1);
        }

        @Override
        Values.Texts take() {
            Values.Texts taken = new Values.Texts(Arrays.copyOf(codes, size), List.copyOf(dictionary));
            known = new HashMap<>();
            dictionary = new ArrayList<>();
            size = 0;
            return taken;
        }
    }

    private static final class DoubleLists extends Cells {
        private double[] flat = new double[FIRST];
        private int[] offsets = new int[FIRST];

        @Override
        void number(double value) {
            numbers(new double[] {value}, 1);
        }

        @Override
        void numbers(double[] values, int count) {
            int start = offsets[size];
            if (start + count > flat.length) {
                flat = Arrays.copyOf(flat, Math.max(start + count, grown(start)));
            }
            System.arraycopy(values, 0, flat, start, count);
            end(start + count);
        }

        private void end(int end) {
            size++;
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, grown(size));
            }
            offsets[size] = end;
        }

        @Override
        void missing() {
            end(offsets[size]);
        }

        @Override
        Values take() {
            int[] taken = Arrays.copyOf(offsets, size + 1);
            size = 0;
            return new Values.DoubleLists(Arrays.copyOf(flat, taken[taken.length - 1]), taken);
        }
    }

    private static final class TextLists extends Cells {
        private final Texts flat = new Texts();
        private int[] offsets = new int[FIRST];

        @Override
        void number(double value) {
            missing();
        }

        @Override
        void text(String value) {
            texts(List.of(value));
        }

        @Override
        void keep(int cells) {
            super.keep(cells);
            flat.keep(offsets[size]);
        }

        @Override
        void texts(List<String> values) {
            values.forEach(flat::text);
            missing();
        }

        @Override
        void missing() {
            size++;
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, grown(size));
            }
            offsets[size] = flat.size;
        }

        @Override
        Values take() {
            int[] taken = Arrays.copyOf(offsets, size + 1);
            size = 0;
            return new Values.TextLists(flat.take(), taken);
        }
    }
}
