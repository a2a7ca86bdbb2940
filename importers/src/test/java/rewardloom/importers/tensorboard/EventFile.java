package rewardloom.importers.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Writes event files for tests and benchmarks, byte for byte as TensorBoard's writers do. */
public final class EventFile {
    private final OutputStream out;

    /** A file that begins with its version. */
    public EventFile(OutputStream out) {
        this.out = out;
        record(concat(wallTime(0), field(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8))));
    }

    /** Adds a scalar as TensorFlow 1, torch and tensorboardX write it. */
    public EventFile scalar(String tag, long step, double wallTime, float value) {
        byte[] simple = ByteBuffer.allocate(5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x15)
                .putFloat(value)
                .array();
        return summary(step, wallTime, concat(field(1, text(tag)), simple));
    }

    /** Adds a value that holds a tensor message. */
    public EventFile tensor(String tag, long step, double wallTime, byte[] tensor) {
        return summary(step, wallTime, concat(field(1, text(tag)), field(8, tensor)));
    }

    /** Adds an event with one summary value. */
    public EventFile summary(long step, double wallTime, byte[] value) {
        return record(concat(wallTime(wallTime), number(2, step), field(5, field(1, value))));
    }

    /** Adds a record with these data. */
    public EventFile record(byte[] data) {
        ByteBuffer length =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length);
        try {
            out.write(length.array());
            out.write(checksum(length.array()));
            out.write(data);
            out.write(checksum(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The masked CRC-32C of some bytes, little endian. */
    public static byte[] checksum(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        int value = (int) crc.getValue();
        int masked = ((value >>> 15) | (value << 17)) + 0xa282ead8;
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked)
                .array();
    }

    /** A field with bytes. */
    public static byte[] field(int number, byte[] content) {
        return concat(varint((long) number << 3 | 2), varint(content.length), content);
    }

    /** A field with a number. */
    public static byte[] number(int number, long value) {
        return concat(varint((long) number << 3), varint(value));
    }

    /** A number of variable length. */
    public static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    /** The bytes one after the other. */
    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] wallTime(double seconds) {
        return ByteBuffer.allocate(9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x09)
                .putDouble(seconds)
                .array();
    }
}
