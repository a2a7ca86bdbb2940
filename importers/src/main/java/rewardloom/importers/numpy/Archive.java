package rewardloom.importers.numpy;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Problem;
import rewardloom.model.table.TableSink;

/**
 * The arrays of an {@code .npz} archive. Arrays that are no numbers, and those that would unpack to far more than the archive's length
 * lets expect, are left out and reported.
 */
final class Archive implements AutoCloseable {
    private static final String SUFFIX = ".npy";
    private static final int MOST_ENTRIES = 10_000;
    /** Archives of logs unpack to less than this many times their length, or to less than a gigabyte. */
    private static final long MOST_RATIO = 200;

    private static final long ALWAYS = 1L << 30;
    private final ZipFile zip;
    private final Map<String, ArrayHeader> arrays = new LinkedHashMap<>();
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private Archive(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * Opens an archive and reads the headers of its arrays.
     *
     * @throws ZipException if it is not an archive
     * @throws IOException if it cannot be read
     */
    static Archive open(Path file, TableSink sink) throws IOException {
        Archive archive = new Archive(new ZipFile(file.toFile()));
        try {
            archive.headers(Files.size(file), sink);
            return archive;
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private void headers(long length, TableSink sink) throws IOException {
        long budget = Math.max(ALWAYS, length > Long.MAX_VALUE / MOST_RATIO ? Long.MAX_VALUE : length * MOST_RATIO);
        int count = 0;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (++count > MOST_ENTRIES) {
                sink.problem(Problem.warning(
                        "too-many-arrays",
                        "whole file",
                        "only the first " + MOST_ENTRIES + " arrays of the archive were looked at"));
                return;
            }
            String name = entry.getName();
            if (!name.endsWith(SUFFIX)) {
                continue;
            }
            name = name.substring(0, name.length() - SUFFIX.length());
            ArrayHeader header = header(entry, name, sink);
            if (header == null || !isReadable(name, header, sink)) {
                continue;
            }
            if (header.bytes() > budget) {
                sink.problem(Problem.error(
                        "too-large",
                        "array " + name,
                        "the array " + header.text() + " would unpack to " + header.bytes()
                                + " bytes, far more than an archive of this length should: it was left out"));
                continue;
            }
            budget -= header.bytes();
            arrays.put(name, header);
            entries.put(name, entry);
        }
    }

    private @Nullable ArrayHeader header(ZipEntry entry, String name, TableSink sink) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return ArrayHeader.read(in);
        } catch (ArrayHeader.BadHeaderException | ZipException | EOFException e) {
            sink.problem(Problem.warning(
                    "bad-array",
                    "array " + name,
                    "the array was left out: " + e.getMessage() + "; copy the file again"));
            return null;
        }
    }

    private static boolean isReadable(String name, ArrayHeader header, TableSink sink) {
        if (header.isPickled()) {
            sink.problem(Problem.warning("object-array", "array " + name, "left out: " + PlainArrays.refusal(header)));
            return false;
        }
        if (!header.isNumeric()) {
            sink.problem(Problem.info("unread-array", "array " + name, "left out: " + PlainArrays.refusal(header)));
            return false;
        }
        return true;
    }

    /** The headers of the arrays of numbers, in the order of the archive. */
    Map<String, ArrayHeader> arrays() {
        return arrays;
    }

    /**
     * The rows of an array.
     *
     * @throws IOException if it cannot be read
     */
    ArrayRows rows(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new IOException("the archive has no array " + name);
        }
        InputStream in = new BufferedInputStream(zip.getInputStream(entry), 1 << 16);
        try {
            return new ArrayRows(in, ArrayHeader.read(in));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
