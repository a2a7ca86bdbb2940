package rewardloom.importers.wandb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads the framing of a {@code .wandb} file ({@code wandb/sdk/internal/datastore.py}): a header of 7 bytes, then blocks of 32 KiB,
 * counted from the start of the file, of fragments: CRC-32 of type and data (4 bytes), length (2 bytes, little endian), type
 * (1 whole, 2 first, 3 middle, 4 last), data. A record is handed out as a range of {@link #buffer()}.
 */
final class BlockReader {

    /** What {@link #next} found. */
    enum Status {
        /** A whole record whose fragments match their checksums. */
        RECORD,
        /** Fragments that do not match their checksums, or that belong to no record; reading can go on. */
        DAMAGED,
        /** The end of the file, where a record may begin. */
        END,
        /** The file ends inside a record. */
        TRUNCATED
    }

    static final int BLOCK = 32_768;
    static final int FILE_HEADER = 7;
    private static final byte[] MAGIC = {':', 'W', '&', 'B', (byte) 0xe1, (byte) 0xbe};
    private static final int HEADER = 7;
    private static final int WHOLE = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;
    /** Largest record: what a run writes at once is far smaller, and memory stays bounded. */
    private static final int MOST = 256 << 20;

    private final InputStream in;
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[BLOCK];
    private final ByteBuffer little = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    private byte[] joined = new byte[1024];
    private int joinedLength;
    private boolean joining;
    private boolean damagedBefore;
    private int position;
    private int limit;
    private long blockStart;
    private byte[] buffer = block;
    private int from;
    private int to;

    BlockReader(InputStream in) {
        this.in = in;
    }

    /** Whether bytes begin like a file of this format. */
    static boolean hasMagic(byte[] head) {
        return head.length >= FILE_HEADER && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Reads the header of the file.
     *
     * @return whether it is one of this format
     * @throws IOException if the file cannot be read
     */
    boolean open() throws IOException {
        fill();
        position = FILE_HEADER;
        return limit >= FILE_HEADER && hasMagic(block);
    }

    /**
     * Begins at a record in the middle of the file; the stream begins with the block that holds it.
     *
     * @param offset where the record begins, counted from the start of the file
     * @return whether the block reaches that far
     * @throws IOException if the file cannot be read
     */
    boolean openAt(long offset) throws IOException {
        blockStart = offset - offset % BLOCK;
        fill();
        position = (int) (offset % BLOCK);
        return position <= limit;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where the last record begins in the buffer. */
    int from() {
        return from;
    }

    /** Where the last record ends in the buffer. */
    int to() {
        return to;
    }

    /** Offset behind what was read so far, in bytes. */
    long offset() {
        return blockStart + position;
    }

    /**
     * Reads the next record.
     *
     * @throws IOException if the file cannot be read
     */
    Status next() throws IOException {
        while (true) {
            if (limit - position < HEADER && !toNextFragment()) {
                return joining || limit - position > 0 ? Status.TRUNCATED : Status.END;
            }
            int length = little.getShort(position + 4) & 0xffff;
            int type = block[position + 6];
            if (type == 0 && length == 0) {
                // space that was reserved and not written: nothing else stands in this block
                position = limit;
                continue;
            }
            int start = position + HEADER;
            if (length > limit - start) {
                boolean cut = limit < BLOCK;
                position = limit;
                return cut ? Status.TRUNCATED : damaged();
            }
            crc.reset();
            crc.update(block, position + 6, length + 1);
            if (little.getInt(position) != (int) crc.getValue()) {
                // A wrong length looks like a wrong checksum: after two of them only the next block is certain.
                position = damagedBefore ? limit : start + length;
                damagedBefore = true;
                return damaged();
            }
            damagedBefore = false;
            position = start + length;
            Status found = take(type, start, length);
            if (found != null) {
                return found;
            }
        }
    }

    private Status damaged() {
        joining = false;
        return Status.DAMAGED;
    }

    /** What a fragment completes, or null if its record goes on. */
    private @Nullable Status take(int type, int start, int length) {
        if (type == WHOLE) {
            boolean lost = joining;
            joining = false;
            buffer = block;
            from = start;
            to = start + length;
            if (lost) {
                // The record before had no end: it is given up, this one is read again.
                position = start - HEADER;
                return Status.DAMAGED;
            }
            return Status.RECORD;
        }
        if (type == FIRST) {
            joining = true;
            joinedLength = 0;
        } else if ((type != MIDDLE && type != LAST) || !joining) {
            return damaged();
        }
        if (joinedLength + length > MOST) {
            return damaged();
        }
        if (joinedLength + length > joined.length) {
            joined = Arrays.copyOf(joined, Math.max(joinedLength + length, 2 * joined.length));
        }
        System.arraycopy(block, start, joined, joinedLength, length);
        joinedLength += length;
        if (type != LAST) {
            return null;
        }
        joining = false;
        buffer = joined;
        from = 0;
        to = joinedLength;
        return Status.RECORD;
    }

    /** Goes to the next block when this one has no room for another fragment. */
    private boolean toNextFragment() throws IOException {
        if (limit < BLOCK) {
            return false;
        }
        blockStart += BLOCK;
        fill();
        return limit - position >= HEADER;
    }

    private void fill() throws IOException {
        position = 0;
        limit = 0;
        try {
            int got = in.read(block, 0, BLOCK);
            while (got > 0) {
                limit += got;
                got = in.read(block, limit, BLOCK - limit);
            }
        } catch (EOFException e) {
            // A gzip stream that was cut off: what came before is read like any file that ends early.
            return;
        }
    }
}
