package rewardloom.model.table;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Takes some rows out of a column. */
public final class ValuesSlice {
    private ValuesSlice() {}

    /**
     * The cells from one row to another, copied.
     *
     * @param from first row
     * @param to row after the last, at most the column's size
     */
    public static Values of(Values values, int from, int to) {
        if (from < 0 || to > values.size() || from > to) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " of " + values.size());
        }
        return switch (values) {
            case Values.Longs(long[] array, var missing) ->
                new Values.Longs(Arrays.copyOfRange(array, from, to), slice(missing, from, to));
            case Values.Doubles(double[] array, var missing) ->
                new Values.Doubles(Arrays.copyOfRange(array, from, to), slice(missing, from, to));
            case Values.Bools(boolean[] array, var missing) ->
                new Values.Bools(Arrays.copyOfRange(array, from, to), slice(missing, from, to));
            case Values.Texts texts -> slice(texts, from, to);
            case Values.DoubleLists(double[] flat, int[] offsets) -> {
                int[] moved = moved(offsets, from, to);
                yield new Values.DoubleLists(Arrays.copyOfRange(flat, offsets[from], offsets[to]), moved);
            }
            case Values.TextLists(Values.Texts flat, int[] offsets) -> {
                int[] codes = Arrays.copyOfRange(flat.codes(), offsets[from], offsets[to]);
                Values.Texts part = ValuesJoin.compact(new Values.Texts(codes, flat.dictionary()));
                yield new Values.TextLists(part, moved(offsets, from, to));
            }
        };
    }

    private static @Nullable BitSet slice(@Nullable BitSet missing, int from, int to) {
        if (missing == null) {
            return null;
        }
        BitSet part = missing.get(from, to);
        return part.isEmpty() ? null : part;
    }

    /** A few rows must not hold on to the texts of all. */
    private static Values.Texts slice(Values.Texts texts, int from, int to) {
        Values.Texts part = new Values.Texts(Arrays.copyOfRange(texts.codes(), from, to), texts.dictionary());
        return texts.dictionary().size() > to - from ? ValuesJoin.compact(part) : part;
    }

    private static int[] moved(int[] offsets, int from, int to) {
        int[] result = Arrays.copyOfRange(offsets, from, to + 1);
        for (int i = 0; i < result.length; i++) {
            result[i] -= offsets[from];
        }
        return result;
    }
}
