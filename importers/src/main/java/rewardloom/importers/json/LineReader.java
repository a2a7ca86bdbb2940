package rewardloom.importers.json;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines as bytes: a line is a range of {@link #buffer()}, without its end. A byte order mark is skipped. */
public final class LineReader {
    private static final int CAPACITY = 1 << 18;
    private final InputStream in;
    private byte[] buffer = new byte[CAPACITY];
    private int position;
    private int limit;
    private long consumed;
    private int from;
    private int to;
    private long number;
    private boolean ended;

    public LineReader(InputStream in) {
        this.in = in;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Number of the line, from 1. */
    public long number() {
        return number;
    }

    /** Bytes read so far. */
    public long offset() {
        return consumed + position;
    }

    /**
     * Goes to the next line.
     *
     * @return false at the end of the file
     * @throws IOException if the file cannot be read
     */
    public boolean next() throws IOException {
        int end = newline(position);
        while (end < 0 && !ended) {
            int seen = limit - position;
            fill();
            end = newline(position + seen);
        }
        if (end < 0 && position == limit) {
            return false;
        }
        from = position;
        to = end < 0 ? limit : end;
        position = end < 0 ? limit : end + 1;
        if (to > from && buffer[to - 1] == '\r') {
            to--;
        }
        if (++number == 1 && to - from >= 3 && Arrays.equals(buffer, from, from + 3, MARK, 0, 3)) {
            from += 3;
        }
        return true;
    }

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** Whether the line has nothing but blanks. */
    public boolean isBlank() {
        for (int i = from; i < to; i++) {
            if (buffer[i] > ' ' || buffer[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private int newline(int start) {
        for (int i = start; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        consumed += position;
        limit -= position;
        position = 0;
        if (limit == buffer.length) {
            if (limit > Integer.MAX_VALUE / 2) {
                throw new IOException(
                        "line " + (number + 1) + " is longer than a gigabyte: this is not a text file of lines");
            }
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        int got = read();
        if (got < 0) {
            ended = true;
        } else {
            limit += got;
        }
    }

    private int read() throws IOException {
        try {
            return in.read(buffer, limit, buffer.length - limit);
        } catch (EOFException e) {
            // A gzip stream that was cut off: what came before is read like any file that ends early.
            return -1;
        }
    }
}
