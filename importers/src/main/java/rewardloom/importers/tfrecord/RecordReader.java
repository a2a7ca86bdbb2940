package rewardloom.importers.tfrecord;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads TFRecord framing ({@code tensorboard/data/server/tf_record.rs}): each record is a length (8 bytes, little endian), the masked
 * CRC-32C of those 8 bytes, the data, and the masked CRC-32C of the data. A record is handed out as a range of {@link #buffer()}.
 */
public final class RecordReader {

    /** What {@link #next} found. */
    public enum Status {
        /** A record whose data match their checksum. */
        RECORD,
        /** A record whose data do not match; reading can go on behind it. */
        BAD_DATA,
        /** The end of the file, where a record may begin. */
        END,
        /** The file ends inside a record. */
        TRUNCATED,
        /** A length does not match its checksum: nothing behind it can be found. */
        BAD_LENGTH
    }

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HEADER = 12;
    private static final int FOOTER = 4;
    /** Largest data of a record: what a Java array can hold with its frame. */
    private static final long MOST = Integer.MAX_VALUE - 64L;
    /** Lengths below this have their checksum remembered: most records of a file are equally long. */
    private static final int KNOWN = 1024;

    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private final int[] knownChecksums = new int[KNOWN];
    private byte[] buffer;
    private int position;
    private int limit;
    private long consumed;
    private int from;
    private int to;
    private long recordStart;
    private boolean cut;

    /**
     * A reader.
     *
     * @param in the file's bytes
     * @param capacity bytes to read at a time; grows when a record is larger
     */
    public RecordReader(InputStream in, int capacity) {
        this.in = in;
        this.buffer = new byte[Math.max(capacity, HEADER + FOOTER)];
    }

    /** Holds the data of the last record; reused by the next. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the data of the last record begin in the buffer. */
    public int from() {
        return from;
    }

    /** Where the data of the last record end in the buffer. */
    public int to() {
        return to;
    }

    /** Offset of the last record in the file, in bytes. */
    public long recordStart() {
        return recordStart;
    }

    /** Offset behind what was read so far, in bytes. */
    public long offset() {
        return consumed + position;
    }

    /**
     * Reads the next record.
     *
     * @throws IOException if the file cannot be read
     */
    public Status next() throws IOException {
        recordStart = offset();
        if (limit - position < HEADER && !fill(HEADER)) {
            return limit == position && !cut ? Status.END : Status.TRUNCATED;
        }
        long length = (long) LONG.get(buffer, position);
        if ((int) INT.get(buffer, position + 8) != lengthChecksum(length)) {
            return Status.BAD_LENGTH;
        }
        if (length < 0 || length > MOST - HEADER - FOOTER) {
            return Status.TRUNCATED;
        }
        int whole = HEADER + (int) length + FOOTER;
        if (limit - position < whole && !fill(whole)) {
            return Status.TRUNCATED;
        }
        from = position + HEADER;
        to = from + (int) length;
        position += whole;
        return (int) INT.get(buffer, to) == masked(from, (int) length) ? Status.RECORD : Status.BAD_DATA;
    }

    private int lengthChecksum(long length) {
        if (length < 0 || length >= KNOWN) {
            return masked(position, 8);
        }
        int known = knownChecksums[(int) length];
        if (known == 0) {
            known = masked(position, 8);
            knownChecksums[(int) length] = known;
        }
        return known;
    }

    private int masked(int start, int length) {
        crc.reset();
        crc.update(buffer, start, length);
        int value = (int) crc.getValue();
        return ((value >>> 15) | (value << 17)) + 0xa282ead8;
    }

    /**
     * Makes {@code wanted} bytes available from {@code position}, if the file has them. The buffer grows only as bytes really come, so
     * a length that lies costs no memory.
     */
    private boolean fill(int wanted) throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        consumed += position;
        limit -= position;
        position = 0;
        while (limit < wanted) {
            if (limit == buffer.length) {
                buffer = Arrays.copyOf(
                        buffer, (int) Math.min(Integer.MAX_VALUE - 32L, Math.max(wanted / 8L, 2L * limit)));
            }
            int got = read();
            if (got < 0) {
                return false;
            }
            limit += got;
        }
        return true;
    }

    private int read() throws IOException {
        try {
            return in.read(buffer, limit, buffer.length - limit);
        } catch (EOFException e) {
            // A gzip stream that was cut off says so with an exception; for events it is a file that ends early.
            cut = true;
            return -1;
        }
    }
}
