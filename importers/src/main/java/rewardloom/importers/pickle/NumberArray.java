package rewardloom.importers.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of NumPy: numbers in any number of dimensions. Filled while the pickle is read. */
final class NumberArray {
    private Type type = new Type('V', 0);
    private long[] shape = {0};
    private boolean fortran;
    private @Nullable ByteBuffer data;
    private @Nullable List<?> objects;

    /** A type of elements, {@code numpy.dtype}. */
    static final class Type {
        private final char kind;
        private final int size;
        private boolean big;

        Type(char kind, int size) {
            this.kind = kind;
            this.size = size;
        }

        static Type of(String description) {
            String plain = description.replaceFirst("^[<>|=]", "");
            char kind = plain.isEmpty() ? 'V' : plain.charAt(0);
            int size = 1;
            if (plain.length() > 1
                    && plain.length() < 6
                    && plain.substring(1).chars().allMatch(Character::isDigit)) {
                size = Integer.parseInt(plain.substring(1));
            }
            Type type = new Type(kind == '?' ? 'b' : kind, size);
            type.big = description.startsWith(">");
            return type;
        }

        void order(String order) {
            big = order.equals(">");
        }

        boolean isNumeric() {
            return switch (kind) {
                case 'f' -> size == 2 || size == 4 || size == 8;
                case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
                case 'b' -> size == 1;
                default -> false;
            };
        }
    }

    /** Fills it from its bytes. */
    void fill(Type newType, long[] newShape, boolean isFortran, PickleInput.Bytes bytes) throws PickleException {
        long count = 1;
        for (long length : newShape) {
            if (length < 0 || (length > 0 && count > Integer.MAX_VALUE / length)) {
                throw new PickleException("it has an array of an impossible shape");
            }
            count *= length;
        }
        if (newType.isNumeric() && count * newType.size > bytes.length()) {
            throw new PickleException("it has an array that is longer than its bytes");
        }
        type = newType;
        shape = newShape.clone();
        fortran = isFortran;
        data = bytes.buffer().order(newType.big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** Fills it with objects. */
    void fill(long[] newShape, List<?> newObjects) {
        shape = newShape.clone();
        objects = newObjects;
    }

    /** Its elements if they are objects, in the order of the file. */
    @Nullable
    List<?> objects() {
        return objects;
    }

    boolean isNumeric() {
        return data != null && type.isNumeric();
    }

    boolean isWhole() {
        return type.kind == 'i' || type.kind == 'u';
    }

    boolean isBool() {
        return type.kind == 'b';
    }

    int dimensions() {
        return shape.length;
    }

    /** Length of the first axis; 1 for a single number. */
    int rows() {
        return shape.length == 0 ? 1 : (int) shape[0];
    }

    /** Elements of a row. */
    int width() {
        long width = 1;
        for (int i = 1; i < shape.length; i++) {
            width *= shape[i];
        }
        return (int) width;
    }

    /** An element of a row; of arrays in Fortran order with up to two dimensions too. */
    double get(int row, int column) {
        ByteBuffer buffer = data;
        if (buffer == null) {
            return Double.NaN;
        }
        long index = fortran && shape.length == 2 ? column * shape[0] + row : (long) row * width() + column;
        int at = Math.toIntExact(index * type.size);
        return switch (type.kind) {
            case 'f' ->
                switch (type.size) {
                    case 2 -> Float.float16ToFloat(buffer.getShort(at));
                    case 4 -> buffer.getFloat(at);
                    default -> buffer.getDouble(at);
                };
            case 'i' ->
                switch (type.size) {
                    case 1 -> buffer.get(at);
                    case 2 -> buffer.getShort(at);
                    case 4 -> buffer.getInt(at);
                    default -> buffer.getLong(at);
                };
            case 'b' -> buffer.get(at);
            default ->
                switch (type.size) {
                    case 1 -> buffer.get(at) & 0xff;
                    case 2 -> buffer.getShort(at) & 0xffff;
                    case 4 -> buffer.getInt(at) & 0xffffffffL;
                    default -> buffer.getLong(at);
                };
        };
    }

    /** Type and shape for people. */
    String text() {
        return type.kind + "" + type.size + Arrays.toString(shape);
    }
}
