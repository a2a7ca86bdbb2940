package rewardloom.importers.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the numbers of an array ({@code numpy/lib/format.py}): {@code \x93NUMPY}, the version, the length of a text in
 * 2 or 4 bytes, and a Python dictionary as text.
 *
 * @param kind {@code f}, {@code i}, {@code u} or {@code b} for numbers; {@code O} for pickled objects; others are not numbers
 * @param size bytes of one element
 * @param big whether bytes stand in big-endian order
 * @param fortran whether the first index changes fastest
 * @param shape lengths of the axes; none for a single number
 */
record ArrayHeader(char kind, int size, boolean big, boolean fortran, List<Long> shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 20;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d{0,6})");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    ArrayHeader {
        shape = List.copyOf(shape);
    }

    /** A file whose header is not as it should be. */
    static final class BadHeaderException extends IOException {
        private static final long serialVersionUID = 1;

        BadHeaderException(String message) {
            super(message);
        }
    }

    static boolean hasMagic(byte[] head) {
        if (head.length < MAGIC.length) {
            return false;
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (head[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a header; the stream stands before the first element afterwards.
     *
     * @throws BadHeaderException if it is none
     * @throws IOException if the file cannot be read
     */
    static ArrayHeader read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(8);
        if (head.length < 8 || !hasMagic(head)) {
            throw new BadHeaderException("it does not begin like an array of NumPy");
        }
        byte[] bytes = in.readNBytes(head[6] >= 2 ? 4 : 2);
        long length = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            length = length << 8 | bytes[i] & 0xff;
        }
        if (length > LONGEST) {
            throw new BadHeaderException("its header says to be " + length + " bytes long");
        }
        byte[] text = in.readNBytes((int) length);
        if (text.length < length) {
            throw new BadHeaderException("it ends inside of its header");
        }
        return parse(new String(text, StandardCharsets.UTF_8));
    }

    private static ArrayHeader parse(String text) throws BadHeaderException {
        Matcher order = FORTRAN.matcher(text);
        Matcher lengths = SHAPE.matcher(text);
        if (!order.find() || !lengths.find()) {
            throw new BadHeaderException("its header does not say its shape");
        }
        List<Long> shape = new ArrayList<>();
        Matcher length = LENGTH.matcher(lengths.group(1));
        while (length.find()) {
            shape.add(Long.parseLong(length.group()));
        }
        Matcher descr = DESCR.matcher(text);
        if (!descr.find()) {
            return new ArrayHeader('V', 0, false, false, shape);
        }
        String size = descr.group(3);
        char kind = descr.group(2).charAt(0);
        return new ArrayHeader(
                kind == '?' ? 'b' : kind,
                size.isEmpty() ? 1 : Integer.parseInt(size),
                descr.group(1).equals(">"),
                order.group(1).equals("True"),
                shape);
    }

    /** Whether its elements are numbers or truth values that can be read. */
    boolean isNumeric() {
        return switch (kind) {
            case 'f' -> size == 2 || size == 4 || size == 8;
            case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
            case 'b' -> size == 1;
            default -> false;
        };
    }

    boolean isWhole() {
        return kind == 'i' || kind == 'u';
    }

    /** Whether it holds Python objects, which only Python can read, by running what the file says. */
    boolean isPickled() {
        return kind == 'O';
    }

    int dimensions() {
        return shape.size();
    }

    /** Length of the first axis; 1 for a single number. */
    long rows() {
        return shape.isEmpty() ? 1 : shape.getFirst();
    }

    /** Elements of a row: the product of all axes but the first, at most {@link Long#MAX_VALUE}. */
    long width() {
        long width = 1;
        for (int i = 1; i < shape.size(); i++) {
            width = times(width, shape.get(i));
        }
        return width;
    }

    /** Bytes of all elements, at most {@link Long#MAX_VALUE}. */
    long bytes() {
        return times(times(rows(), width()), size);
    }

    private static long times(long a, long b) {
        return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
    }

    /** Type and shape for people, such as {@code f8[10, 5]}. */
    String text() {
        return kind + Integer.toString(size) + shape;
    }
}
