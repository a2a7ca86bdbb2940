package rewardloom.importers.parquet;

import java.io.IOException;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Checks that no offset, length or index of a batch points outside of its buffers: native code that reads it does not look. */
final class CheckedVectors {

    private CheckedVectors() {}

    /**
     * Checks a batch.
     *
     * @throws IOException if it is damaged or has columns of a kind that cannot be checked
     */
    static void check(ArrowReader reader) throws IOException {
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        for (FieldVector vector : root.getFieldVectors()) {
            check(vector, root.getRowCount(), reader);
        }
    }

    private static void check(FieldVector vector, long count, ArrowReader reader) throws IOException {
        require(count >= 0 && vector.getValueCount() >= count, vector, "is shorter than it says");
        if (vector.getNullCount() > 0 && !(vector instanceof NullVector)) {
            require(vector.getValidityBuffer().capacity() * 8 >= count, vector, "marks too few of its cells");
        }
        switch (vector) {
            case BitVector bits -> require(bits.getDataBuffer().capacity() * 8 >= count, vector, "is cut off");
            case BaseFixedWidthVector numbers -> {
                require(numbers.getDataBuffer().capacity() >= count * numbers.getTypeWidth(), vector, "is cut off");
                dictionary(vector, count, reader);
            }
            case BaseVariableWidthVector texts -> {
                long last = ascending(vector, count, false);
                require(count == 0 || last <= texts.getDataBuffer().capacity(), vector, "is cut off");
            }
            case BaseLargeVariableWidthVector texts -> {
                long last = ascending(vector, count, true);
                require(count == 0 || last <= texts.getDataBuffer().capacity(), vector, "is cut off");
            }
            case ListVector lists -> check(lists.getDataVector(), ascending(vector, count, false), reader);
            case LargeListVector lists -> check(lists.getDataVector(), ascending(vector, count, true), reader);
            case FixedSizeListVector lists -> check(lists.getDataVector(), count * lists.getListSize(), reader);
            case StructVector struct -> {
                for (FieldVector child : struct.getChildrenFromFields()) {
                    check(child, count, reader);
                }
            }
            case NullVector nothing -> require(nothing.getValueCount() >= count, vector, "is cut off");
            default ->
                throw new IOException("columns of the type " + vector.getField().getType()
                        + " cannot be read: write the file without '" + vector.getName() + "'");
        }
    }

    private static void dictionary(FieldVector vector, long count, ArrowReader reader) throws IOException {
        var encoding = vector.getField().getDictionary();
        if (encoding == null) {
            return;
        }
        Dictionary dictionary = reader.getDictionaryVectors().get(encoding.getId());
        require(dictionary != null && vector instanceof BaseIntVector, vector, "has no dictionary");
        if (dictionary != null && vector instanceof BaseIntVector codes) {
            FieldVector values = dictionary.getVector();
            check(values, values.getValueCount(), reader);
            for (int i = 0; i < count; i++) {
                long code = vector.isNull(i) ? 0 : codes.getValueAsLong(i);
                require(vector.isNull(i) || (code >= 0 && code < values.getValueCount()), vector, "has unknown codes");
            }
        }
    }

    /** The last of the offsets, which must be there and never fall. */
    private static long ascending(FieldVector vector, long count, boolean wide) throws IOException {
        if (count == 0) {
            return 0;
        }
        int width = wide ? 8 : 4;
        var offsets = vector.getOffsetBuffer();
        require(offsets.capacity() >= (count + 1) * width, vector, "has too few offsets");
        long before = 0;
        for (long i = 0; i <= count; i++) {
            long offset = wide ? offsets.getLong(i * width) : offsets.getInt(i * width);
            require(offset >= before, vector, "has offsets that go back");
            before = offset;
        }
        return before;
    }

    private static void require(boolean condition, FieldVector vector, String problem) throws IOException {
        if (!condition) {
            throw new IOException("the column '" + vector.getName() + "' " + problem);
        }
    }
}
