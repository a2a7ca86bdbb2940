package rewardloom.model.table;

import java.io.IOException;
import java.io.InputStream;

/** Where an importer puts what it reads. Not thread-safe: one importer, one thread. */
public interface TableSink {

    /**
     * Opens a table. Several may be open at a time; the sink closes those that the importer leaves open.
     *
     * @throws IOException if it cannot be written
     */
    Writer table(TableSpec spec) throws IOException;

    /**
     * Keeps an image, a clip or a sound beside the tables. The same content is kept once.
     *
     * @param ending what follows the dot in the file's name, such as {@code png}
     * @param content read to its end, not closed
     * @return the name to put into a table: the file's place below the study's folder of media
     * @throws IOException if it cannot be read or written
     */
    String media(String ending, InputStream content) throws IOException;

    /** Reports something bad in the input. May be called any number of times; equal kinds are counted together. */
    void problem(Problem problem);

    /** The rows of one table. */
    interface Writer {
        /**
         * Takes the next rows.
         *
         * @throws IOException if they cannot be written, such as on a full disk
         */
        void write(Batch batch) throws IOException;
    }
}
