package rewardloom.importers.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle. Whatever would lie behind their end is a {@link PickleException}. */
final class PickleInput {
    private static final int LONGEST_NUMBER = 1024;
    private final ByteBuffer bytes;

    PickleInput(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    private void need(long count) throws PickleException {
        if (count < 0 || count > bytes.remaining()) {
            throw new PickleException("it ends too early, at byte " + bytes.position());
        }
    }

    int unsigned8() throws PickleException {
        need(1);
        return bytes.get() & 0xff;
    }

    int unsigned16() throws PickleException {
        need(2);
        return bytes.getShort() & 0xffff;
    }

    int signed32() throws PickleException {
        need(4);
        return bytes.getInt();
    }

    long unsigned32() throws PickleException {
        return signed32() & 0xffffffffL;
    }

    long signed64() throws PickleException {
        need(8);
        return bytes.getLong();
    }

    /** A double in big-endian order. */
    double number() throws PickleException {
        return Double.longBitsToDouble(Long.reverseBytes(signed64()));
    }

    /** A range of the bytes, which is not copied. */
    Bytes bytes(long count) throws PickleException {
        need(count);
        Bytes range = new Bytes(bytes.array(), bytes.position(), (int) count);
        bytes.position(bytes.position() + (int) count);
        return range;
    }

    String text(long count) throws PickleException {
        Bytes range = bytes(count);
        return new String(range.array(), range.from(), range.length(), StandardCharsets.UTF_8);
    }

    String latin(long count) throws PickleException {
        Bytes range = bytes(count);
        return new String(range.array(), range.from(), range.length(), StandardCharsets.ISO_8859_1);
    }

    /** The text until the end of the line, which is skipped. */
    String line() throws PickleException {
        return new String(latinLine().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The same with a character for each byte. */
    String latinLine() throws PickleException {
        int from = bytes.position();
        int at = from;
        while (at < bytes.limit() && bytes.get(at) != '\n') {
            at++;
        }
        String line = latin(at - (long) from);
        unsigned8();
        return line;
    }

    /** A whole number in two's complement, the lowest byte first; as a double if it is too long for a long. */
    Number whole(long length) throws PickleException {
        if (length > LONGEST_NUMBER) {
            throw new PickleException("it has a number of " + length + " bytes");
        }
        Bytes range = bytes(length);
        if (length == 0) {
            return 0L;
        }
        byte[] reversed = new byte[range.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = range.array()[range.from() + range.length() - 1 - i];
        }
        BigInteger whole = new BigInteger(reversed);
        return whole.bitLength() < 64 ? (Number) whole.longValue() : (Number) whole.doubleValue();
    }

    /** A range of bytes. */
    record Bytes(byte[] array, int from, int length) {
        ByteBuffer buffer() {
            return ByteBuffer.wrap(array, from, length).slice();
        }
    }
}
