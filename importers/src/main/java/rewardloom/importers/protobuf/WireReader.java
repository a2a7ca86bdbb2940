package rewardloom.importers.protobuf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks the fields of one protocol buffer message in a byte range. A malformed message never reads outside of the range: it makes
 * {@link #next} return false and {@link #isBad} true.
 */
public final class WireReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private int key;
    private long number;
    private int from;
    private int to;
    private boolean bad;

    /** Starts with a new message. */
    public void reset(byte[] newBytes, int start, int newEnd) {
        bytes = newBytes;
        position = start;
        end = newEnd;
        bad = false;
    }

    /** Reads the next field; false at the end and at the first malformed field. */
    public boolean next() {
        if (position >= end || bad) {
            return false;
        }
        key = (int) varint();
        return switch (key & 7) {
            case 0 -> {
                number = varint();
                yield !bad;
            }
            case 1 -> range(8);
            case 2 -> range(varint());
            case 5 -> range(4);
            default -> fail();
        };
    }

    /** Field number and wire type of the last field, as they are encoded: number times 8 plus type. */
    public int key() {
        return key;
    }

    /** Value of a varint field. */
    public long number() {
        return number;
    }

    /** Value of a 64-bit field as a double. */
    public double float64() {
        return Double.longBitsToDouble((long) LONG.get(bytes, from));
    }

    /** A double at some place. */
    public static double float64(byte[] source, int at) {
        return Double.longBitsToDouble((long) LONG.get(source, at));
    }

    /** Value of a 32-bit field as a float. */
    public float float32() {
        return Float.intBitsToFloat((int) INT.get(bytes, from));
    }

    /** Start of a field with bytes. */
    public int from() {
        return from;
    }

    /** End of a field with bytes. */
    public int to() {
        return to;
    }

    /** Whether the message turned out to be malformed. */
    public boolean isBad() {
        return bad;
    }

    /** Whether anything of the message is left to read. */
    public boolean hasMore() {
        return position < end && !bad;
    }

    /** Reads a number that stands without a key, as in packed lists. */
    public long bareVarint() {
        return varint();
    }

    private boolean range(long length) {
        if (bad || length < 0 || length > end - position) {
            return fail();
        }
        from = position;
        to = position + (int) length;
        position = to;
        return true;
    }

    private long varint() {
        long result = 0;
        for (int shift = 0; shift < 64 && position < end; shift += 7) {
            byte b = bytes[position++];
            result |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return result;
            }
        }
        bad = true;
        return 0;
    }

    private boolean fail() {
        bad = true;
        return false;
    }
}
