package rewardloom.viewers.preference;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import rewardloom.model.preference.LabelStore;

/** A label store in a file, that can be told to fail. */
final class FileStore implements LabelStore {
    private final Connection connection;
    private @Nullable String failure;

    FileStore(Path folder) {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("project.sqlite"));
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every later write fails with this message; null for none. */
    synchronized void failWith(@Nullable String message) {
        failure = message;
    }

    @Override
    public synchronized <T> T read(Work<T> work) {
        try {
            T result = work.run(connection);
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized <T> T write(Work<T> work) {
        try {
            boolean done = false;
            try {
                T result = work.run(connection);
                if (failure != null) {
                    throw new IllegalStateException(failure);
                }
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
