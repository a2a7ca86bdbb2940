package rewardloom.importers.csv;

import java.io.IOException;
import java.io.InputStream;

/** A text whose cells are separated by any number of blanks, as one whose cells are separated by single tabs. */
final class BlankSeparated extends InputStream {
    private static final int CHUNK = 1 << 16;
    private final InputStream in;
    private final byte[] buffer = new byte[CHUNK];
    private int position;
    private int limit;
    private int pending = -1;
    private boolean lineStart = true;

    BlankSeparated(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (pending >= 0) {
            int kept = pending;
            pending = -1;
            return kept;
        }
        int next = raw();
        if (!isBlank(next)) {
            lineStart = next == '\n';
            return next;
        }
        while (isBlank(next)) {
            next = raw();
        }
        // Blanks at the start and at the end of a line separate nothing.
        if (lineStart || next == '\n' || next == '\r' || next < 0) {
            lineStart = next == '\n';
            return next;
        }
        pending = next;
        return '\t';
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next < 0) {
                return count == 0 && length > 0 ? -1 : count;
            }
            target[from + count++] = (byte) next;
        }
        return count;
    }

    private static boolean isBlank(int next) {
        return next == ' ' || next == '\t';
    }

    private int raw() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer, 0, CHUNK));
            position = 0;
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
