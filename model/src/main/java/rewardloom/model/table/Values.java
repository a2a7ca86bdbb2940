package rewardloom.model.table;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cells of one column as primitive arrays. A missing cell is marked in {@code missing}; it is not the same as NaN, which is data.
 * The arrays are not copied: whoever builds a value gives them away.
 */
public sealed interface Values {

    /** Number of cells. */
    int size();

    ColumnType type();

    boolean isMissing(int row);

    /** The cell as a number: truth values as 0 and 1, missing cells and texts as NaN. */
    double number(int row);

    /** The cell as text for people, empty when missing. */
    String text(int row);

    /** Whole numbers. */
    record Longs(long[] values, @Nullable BitSet missing) implements Values {
        public Longs(long[] values) {
            this(values, null);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public ColumnType type() {
            return ColumnType.INT64;
        }

        @Override
        public boolean isMissing(int row) {
            return missing != null && missing.get(row);
        }

        @Override
        public double number(int row) {
            return isMissing(row) ? Double.NaN : values[row];
        }

        @Override
        public String text(int row) {
            return isMissing(row) ? "" : Long.toString(values[row]);
        }
    }

    /** Numbers in double precision. */
    record Doubles(double[] values, @Nullable BitSet missing) implements Values {
        public Doubles(double[] values) {
            this(values, null);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public ColumnType type() {
            return ColumnType.FLOAT64;
        }

        @Override
        public boolean isMissing(int row) {
            return missing != null && missing.get(row);
        }

        @Override
        public double number(int row) {
            return isMissing(row) ? Double.NaN : values[row];
        }

        @Override
        public String text(int row) {
            return isMissing(row) ? "" : Double.toString(values[row]);
        }
    }

    /** Truth values. */
    record Bools(boolean[] values, @Nullable BitSet missing) implements Values {
        public Bools(boolean[] values) {
            this(values, null);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public ColumnType type() {
            return ColumnType.BOOL;
        }

        @Override
        public boolean isMissing(int row) {
            return missing != null && missing.get(row);
        }

        @Override
        public double number(int row) {
            return isMissing(row) ? Double.NaN : values[row] ? 1 : 0;
        }

        @Override
        public String text(int row) {
            return isMissing(row) ? "" : Boolean.toString(values[row]);
        }
    }

    /**
     * Texts as codes into a dictionary.
     *
     * @param codes index into the dictionary for each cell, -1 when missing
     * @param dictionary the distinct texts
     */
    record Texts(int[] codes, List<String> dictionary) implements Values {

        /** The same text in every cell. */
        public static Texts constant(String text, int size) {
            return new Texts(new int[size], List.of(text));
        }

        @Override
        public int size() {
            return codes.length;
        }

        @Override
        public ColumnType type() {
            return ColumnType.TEXT;
        }

        @Override
        public boolean isMissing(int row) {
            return codes[row] < 0;
        }

        @Override
        public double number(int row) {
            return Double.NaN;
        }

        @Override
        public String text(int row) {
            return codes[row] < 0 ? "" : dictionary.get(codes[row]);
        }
    }

    /**
     * Lists of numbers, one after the other.
     *
     * @param flat all elements
     * @param offsets {@code size + 1} positions in {@code flat}; an empty list stands for a missing one too
     */
    record DoubleLists(double[] flat, int[] offsets) implements Values {
        @Override
        public int size() {
            return offsets.length - 1;
        }

        @Override
        public ColumnType type() {
            return ColumnType.FLOAT64_LIST;
        }

        @Override
        public boolean isMissing(int row) {
            return offsets[row] == offsets[row + 1];
        }

        @Override
        public double number(int row) {
            return Double.NaN;
        }

        @Override
        public String text(int row) {
            StringBuilder text = new StringBuilder("[");
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                text.append(i == offsets[row] ? "" : ", ").append(flat[i]);
            }
            return text.append(']').toString();
        }
    }

    /**
     * Lists of texts, one after the other.
     *
     * @param flat all elements
     * @param offsets {@code size + 1} positions in {@code flat}; an empty list stands for a missing one too
     */
    record TextLists(Texts flat, int[] offsets) implements Values {
        @Override
        public int size() {
            return offsets.length - 1;
        }

        @Override
        public ColumnType type() {
            return ColumnType.TEXT_LIST;
        }

        @Override
        public boolean isMissing(int row) {
            return offsets[row] == offsets[row + 1];
        }

        @Override
        public double number(int row) {
            return Double.NaN;
        }

        @Override
        public String text(int row) {
            StringBuilder text = new StringBuilder();
            for (int i = offsets[row]; i < offsets[row + 1]; i++) {
                text.append(i == offsets[row] ? "" : " ").append(flat.text(i));
            }
            return text.toString();
        }
    }
}
