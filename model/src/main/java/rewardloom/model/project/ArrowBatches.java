package rewardloom.model.project;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Values;
import rewardloom.model.table.ValuesJoin;

/** Fills Arrow vectors from primitive arrays. Texts travel as codes with a dictionary of their own for each batch. */
final class ArrowBatches {
    private static final ArrowType CODE = new ArrowType.Int(32, true);
    private static final ArrowType INT64 = new ArrowType.Int(64, true);
    private static final ArrowType FLOAT64 = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

    private ArrowBatches() {}

    /** The field of a column; the dictionary of a text column has the given id. */
    static Field field(Column column, long dictionary) {
        return switch (column.type()) {
            case INT64 -> Field.nullable(column.name(), INT64);
            case FLOAT64 -> Field.nullable(column.name(), FLOAT64);
            case BOOL -> Field.nullable(column.name(), ArrowType.Bool.INSTANCE);
            case TEXT ->
                new Field(
                        column.name(),
                        new FieldType(true, CODE, new DictionaryEncoding(dictionary, false, null)),
                        null);
            case FLOAT64_LIST -> list(column.name(), FLOAT64);
            case TEXT_LIST -> list(column.name(), ArrowType.Utf8.INSTANCE);
        };
    }

    private static Field list(String name, ArrowType element) {
        return new Field(
                name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(Field.nullable("element", element)));
    }

    /** Whether a column is written as codes. */
    static boolean hasDictionary(Column column) {
        return column.type() == ColumnType.TEXT;
    }

    /** Fills a vector, and the dictionary of a text column. */
    static void fill(FieldVector vector, Values values, @Nullable VarCharVector dictionary) {
        switch (values) {
            case Values.Longs(long[] array, var missing) -> fill((BigIntVector) vector, array, missing);
            case Values.Doubles(double[] array, var missing) -> fill((Float8Vector) vector, array, missing);
            case Values.Bools(boolean[] array, var missing) -> fill((BitVector) vector, array, missing);
            case Values.Texts texts -> {
                Values.Texts small = texts.dictionary().size() > texts.size() ? ValuesJoin.compact(texts) : texts;
                fill((IntVector) vector, small.codes());
                if (dictionary != null) {
                    fill(dictionary, small.dictionary());
                }
            }
            case Values.DoubleLists lists -> fill((ListVector) vector, lists);
            case Values.TextLists lists -> fill((ListVector) vector, lists);
        }
        vector.setValueCount(values.size());
    }

    private static ByteBuffer bytes(ArrowBuf buffer, long length) {
        return buffer.nioBuffer(0, Math.toIntExact(length)).order(ByteOrder.nativeOrder());
    }

    private static void validity(ArrowBuf bits, int size, @Nullable BitSet missing) {
        bits.setOne(0, (size + 7L) / 8);
        if (missing != null) {
            missing.stream().takeWhile(i -> i < size).forEach(i -> BitVectorHelper.unsetBit(bits, i));
        }
    }

    private static void fill(BigIntVector vector, long[] values, @Nullable BitSet missing) {
        vector.allocateNew(values.length);
        bytes(vector.getDataBuffer(), 8L * values.length).asLongBuffer().put(values);
        validity(vector.getValidityBuffer(), values.length, missing);
    }

    private static void fill(Float8Vector vector, double[] values, @Nullable BitSet missing) {
        vector.allocateNew(values.length);
        bytes(vector.getDataBuffer(), 8L * values.length).asDoubleBuffer().put(values);
        validity(vector.getValidityBuffer(), values.length, missing);
    }

    private static void fill(BitVector vector, boolean[] values, @Nullable BitSet missing) {
        vector.allocateNew(values.length);
        for (int i = 0; i < values.length; i++) {
            vector.set(i, values[i] ? 1 : 0);
        }
        validity(vector.getValidityBuffer(), values.length, missing);
    }

    private static void fill(IntVector vector, int[] codes) {
        vector.allocateNew(codes.length);
        bytes(vector.getDataBuffer(), 4L * codes.length).asIntBuffer().put(codes);
        ArrowBuf bits = vector.getValidityBuffer();
        validity(bits, codes.length, null);
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] < 0) {
                vector.setNull(i);
            }
        }
    }

    private static void fill(VarCharVector vector, List<String> texts) {
        vector.allocateNew(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            vector.setSafe(i, texts.get(i).getBytes(StandardCharsets.UTF_8));
        }
        vector.setValueCount(texts.size());
    }

    private static void fill(ListVector vector, Values.DoubleLists lists) {
        int from = lists.offsets()[0];
        int elements = lists.offsets()[lists.size()] - from;
        offsets(vector, lists, lists.offsets());
        Float8Vector flat = (Float8Vector) vector.getDataVector();
        flat.allocateNew(elements);
        bytes(flat.getDataBuffer(), 8L * elements).asDoubleBuffer().put(lists.flat(), from, elements);
        validity(flat.getValidityBuffer(), elements, null);
        flat.setValueCount(elements);
    }

    private static void fill(ListVector vector, Values.TextLists lists) {
        int from = lists.offsets()[0];
        int elements = lists.offsets()[lists.size()] - from;
        offsets(vector, lists, lists.offsets());
        VarCharVector flat = (VarCharVector) vector.getDataVector();
        flat.allocateNew(elements);
        byte[][] encoded = new byte[lists.flat().dictionary().size()][];
        for (int i = 0; i < elements; i++) {
            int code = lists.flat().codes()[from + i];
            if (code >= 0) {
                if (encoded[code] == null) {
                    encoded[code] = lists.flat().dictionary().get(code).getBytes(StandardCharsets.UTF_8);
                }
                flat.setSafe(i, encoded[code]);
            }
        }
        flat.setValueCount(elements);
    }

    private static void offsets(ListVector vector, Values lists, int[] offsets) {
        int size = lists.size();
        vector.setInitialCapacity(size);
        vector.allocateNew();
        ArrowBuf buffer = vector.getOffsetBuffer();
        for (int i = 0; i <= size; i++) {
            buffer.setInt(4L * i, offsets[i] - offsets[0]);
        }
        ArrowBuf bits = vector.getValidityBuffer();
        validity(bits, size, null);
        for (int i = 0; i < size; i++) {
            if (lists.isMissing(i)) {
                BitVectorHelper.unsetBit(bits, i);
            }
        }
        vector.setLastSet(size - 1);
    }
}
