package rewardloom.model.table;

import java.io.IOException;

/** Where an importer puts what it reads. Not thread-safe: one importer, one thread. */
public interface TableSink {

    /**
     * Opens a table. Several may be open at a time; the sink closes those that the importer leaves open.
     *
     * @throws IOException if it cannot be written
     */
    Writer table(TableSpec spec) throws IOException;

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
