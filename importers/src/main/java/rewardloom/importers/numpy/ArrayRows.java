package rewardloom.importers.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The numbers of an array, row by row. Only an array in Fortran order is held in memory as a whole. */
final class ArrayRows implements AutoCloseable {
    /** Most elements of an array in Fortran order. */
    static final long MOST_FORTRAN = 1 << 24;

    private static final int CHUNK = 1 << 16;
    private final InputStream in;
    private final ArrayHeader header;
    private final ByteBuffer buffer;
    private final double[] row;
    private final double[] whole;
    private long next;
    private boolean cut;

    /**
     * Rows of a numeric array with a header that was read already.
     *
     * @throws IOException if the file cannot be read
     */
    ArrayRows(InputStream in, ArrayHeader header) throws IOException {
        this.in = in;
        this.header = header;
        this.buffer = ByteBuffer.allocate(CHUNK).order(header.big() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        this.buffer.limit(0);
        this.row = new double[(int) header.width()];
        this.whole = isTransposed(header) ? transposed() : new double[0];
    }

    static boolean isTransposed(ArrayHeader header) {
        return header.fortran() && header.dimensions() > 1 && header.width() > 1;
    }

    ArrayHeader header() {
        return header;
    }

    /**
     * The next row, which is reused for the one after; the empty array behind the last.
     *
     * @throws IOException if the file cannot be read
     */
    double[] next() throws IOException {
        if (next >= header.rows()) {
            return new double[0];
        }
        if (isTransposed(header)) {
            for (int i = 0; i < row.length; i++) {
                row[i] = whole[(int) (i * header.rows() + next)];
            }
        } else {
            for (int i = 0; i < row.length; i++) {
                if (!available()) {
                    return new double[0];
                }
                row[i] = element();
            }
        }
        next++;
        return row;
    }

    /** Whether the file ended before the array did. */
    boolean isCut() {
        return cut;
    }

    private double[] transposed() throws IOException {
        double[] values = new double[(int) (header.rows() * header.width())];
        for (int i = 0; i < values.length; i++) {
            if (!available()) {
                Arrays.fill(values, i, values.length, Double.NaN);
                break;
            }
            values[i] = element();
        }
        return values;
    }

    private boolean available() throws IOException {
        if (buffer.remaining() >= header.size()) {
            return true;
        }
        buffer.compact();
        try {
            while (buffer.position() < header.size()) {
                int got = in.read(buffer.array(), buffer.position(), buffer.capacity() - buffer.position());
                if (got < 0) {
                    cut = true;
                    break;
                }
                buffer.position(buffer.position() + got);
            }
        } catch (EOFException | ZipException e) {
            // A damaged or cut archive: what came before is read like any file that ends early.
            cut = true;
        }
        buffer.flip();
        return buffer.remaining() >= header.size();
    }

    private double element() {
        return switch (header.kind()) {
            case 'f' ->
                switch (header.size()) {
                    case 2 -> Float.float16ToFloat(buffer.getShort());
                    case 4 -> buffer.getFloat();
                    default -> buffer.getDouble();
                };
            case 'i' ->
                switch (header.size()) {
                    case 1 -> buffer.get();
                    case 2 -> buffer.getShort();
                    case 4 -> buffer.getInt();
                    default -> buffer.getLong();
                };
            default -> unsigned();
        };
    }

    private double unsigned() {
        return switch (header.size()) {
            case 1 -> buffer.get() & 0xff;
            case 2 -> buffer.getShort() & 0xffff;
            case 4 -> buffer.getInt() & 0xffffffffL;
            default -> {
                long raw = buffer.getLong();
                yield raw >= 0 ? raw : (raw >>> 1) * 2.0 + (raw & 1);
            }
        };
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
