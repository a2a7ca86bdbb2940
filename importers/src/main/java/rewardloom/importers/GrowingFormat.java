package rewardloom.importers;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A format whose files grow at their end by whole records: what was added can be read alone, as a {@link Source#part}. The importer of
 * such a format reads a part like a whole file.
 */
public interface GrowingFormat {

    /**
     * Finds the end of the last whole record.
     *
     * @param source the whole file
     * @param from offset at which a record begins: 0, or what this method has said before
     * @param limit offset behind which nothing is looked at
     * @return an offset between {@code from} and {@code limit}
     * @throws IOException if the file cannot be read
     */
    long wholeRecords(Source source, long from, long limit) throws IOException;

    /**
     * The bytes that must stand before a part of the file, such as the header line of a table; null if no part of this file can be read
     * alone.
     *
     * @throws IOException if the file cannot be read
     */
    byte @Nullable [] head(Source source) throws IOException;

    /** Whether the last record of a whole file is read although its end may be missing, since it cannot be told. */
    default boolean readsHalfRecords() {
        return false;
    }

    /**
     * Whether the file itself says that nothing will be written to it any more.
     *
     * @throws IOException if the file cannot be read
     */
    default boolean isOver(Source source) throws IOException {
        return false;
    }
}
