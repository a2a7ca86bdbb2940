package rewardloom.importers.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Values;

/** Arrow vectors of the types that are asked of DuckDB, as cells. */
final class ArrowValues {

    private ArrowValues() {}

    static Values of(FieldVector vector, int rows) {
        return switch (vector) {
            case BigIntVector wholes -> longs(wholes, rows);
            case Float8Vector numbers -> doubles(numbers, rows);
            case BitVector truths -> bools(truths, rows);
            case VarCharVector texts -> texts(texts, 0, rows);
            case ListVector lists -> lists(lists, rows);
            default -> throw new IllegalStateException("unexpected column " + vector.getField());
        };
    }

    private static @Nullable BitSet missing(FieldVector vector, int rows) {
        if (vector.getNullCount() == 0) {
            return null;
        }
        BitSet missing = new BitSet(rows);
        for (int i = 0; i < rows; i++) {
            missing.set(i, vector.isNull(i));
        }
        return missing;
    }

    private static Values longs(BigIntVector vector, int rows) {
        long[] values = new long[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = vector.isNull(i) ? 0 : vector.get(i);
        }
        return new Values.Longs(values, missing(vector, rows));
    }

    private static Values doubles(Float8Vector vector, int rows) {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = vector.isNull(i) ? Double.NaN : vector.get(i);
        }
        return new Values.Doubles(values, missing(vector, rows));
    }

    private static Values bools(BitVector vector, int rows) {
        boolean[] values = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = !vector.isNull(i) && vector.get(i) == 1;
        }
        return new Values.Bools(values, missing(vector, rows));
    }

    private static Values.Texts texts(VarCharVector vector, int from, int to) {
        int[] codes = new int[to - from];
        List<String> dictionary = new ArrayList<>();
        Map<String, Integer> known = new HashMap<>();
        for (int i = from; i < to; i++) {
            if (vector.isNull(i)) {
                codes[i - from] = -1;
                continue;
            }
            String text = new String(vector.get(i), StandardCharsets.UTF_8);
            codes[i - from] = known.computeIfAbsent(text, t -> {
                dictionary.add(t);
                return dictionary.size() - 1;
            });
        }
        return new Values.Texts(codes, dictionary);
    }

    private static Values lists(ListVector vector, int rows) {
        int[] offsets = new int[rows + 1];
        int base = rows == 0 ? 0 : vector.getElementStartIndex(0);
        for (int i = 0; i < rows; i++) {
            offsets[i + 1] = vector.getElementEndIndex(i) - base;
        }
        int elements = offsets[rows];
        if (vector.getDataVector() instanceof VarCharVector texts) {
            return new Values.TextLists(texts(texts, base, base + elements), offsets);
        }
        Float8Vector numbers = (Float8Vector) vector.getDataVector();
        double[] flat = new double[elements];
        for (int i = 0; i < elements; i++) {
            flat[i] = numbers.isNull(base + i) ? Double.NaN : numbers.get(base + i);
        }
        return new Values.DoubleLists(flat, offsets);
    }
}
