package rewardloom.model.preference;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The database that keeps pairs and labels. A write is one transaction that is on the disk when the call returns
 * ({@code synchronous=FULL}); writes of several threads and programs wait for one another.
 */
public interface LabelStore {

    /** Reads on a connection of its own. */
    <T> T read(Work<T> work);

    /** Writes in one transaction; an exception rolls it back. */
    <T> T write(Work<T> work);

    /**
     * What is done with the database.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
