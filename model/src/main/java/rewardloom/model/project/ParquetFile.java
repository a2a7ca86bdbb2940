package rewardloom.model.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import rewardloom.model.table.Batch;
import rewardloom.model.table.Column;

/**
 * A Parquet file that is being written. A small one is written when it is finished; of a larger one the batches are encoded on a
 * thread of their own while the caller reads on, and the caller waits when too many of them are under way.
 */
final class ParquetFile {
    /** Rows of one row group. */
    static final int ROW_GROUP = 122_880;

    private static final long ROWS_UNDER_WAY = 4L * ROW_GROUP;
    private static final int BATCHES_UNDER_WAY = 64;

    private final Engine engine;
    private final Path file;
    private final List<Column> columns;
    private final String metadata;

    // Guarded by this.
    private final Deque<Batch> queue = new ArrayDeque<>();
    private long queuedRows;
    private boolean complete;
    private boolean abandoned;
    private @Nullable Thread writer;
    private @Nullable Throwable failure;

    /**
     * A file to be written.
     *
     * @param metadata JSON that is kept in the file under the key {@code rewardloom}
     */
    ParquetFile(Engine engine, Path file, List<Column> columns, String metadata) {
        this.engine = engine;
        this.file = file;
        this.columns = List.copyOf(columns);
        this.metadata = metadata;
    }

    Path file() {
        return file;
    }

    /** Takes the next rows; waits while the disk is behind. */
    synchronized void put(Batch batch) throws IOException {
        while (failure == null && !abandoned && writer != null && isFull()) {
            await();
        }
        if (abandoned) {
            throw new IOException("the import was given up");
        }
        checkFailure();
        queue.add(batch);
        queuedRows += batch.rows();
        if (writer == null && queuedRows > ROW_GROUP) {
            writer = Thread.ofPlatform()
                    .name("parquet " + file.getFileName())
                    .daemon()
                    .start(this::writeAll);
        }
        notifyAll();
    }

    private boolean isFull() {
        return queuedRows >= ROWS_UNDER_WAY || queue.size() >= BATCHES_UNDER_WAY;
    }

    /** Waits until everything is in the file. */
    void finish() throws IOException {
        Thread running;
        synchronized (this) {
            complete = true;
            notifyAll();
            running = writer;
        }
        if (running == null) {
            writeAll();
        } else {
            join(running);
        }
        synchronized (this) {
            checkFailure();
        }
    }

    /** Stops writing and removes the file. */
    void abandon() throws IOException {
        Thread running;
        synchronized (this) {
            abandoned = true;
            queue.clear();
            notifyAll();
            running = writer;
        }
        if (running != null) {
            join(running);
        }
        Files.deleteIfExists(file);
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a table was written", e);
        }
    }

    private synchronized void await() throws IOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a table was written", e);
        }
    }

    private synchronized void checkFailure() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "cannot write " + file + ": " + failure.getMessage()
                            + ". Is the disk full? Nothing was added to the project.",
                    failure);
        }
    }

    private synchronized @Nullable Batch next() throws IOException {
        while (queue.isEmpty() && !complete && !abandoned) {
            await();
        }
        if (abandoned) {
            throw new IOException("the import was given up");
        }
        Batch batch = queue.poll();
        if (batch != null) {
            queuedRows -= batch.rows();
            notifyAll();
        }
        return batch;
    }

    private void writeAll() {
        try {
            copy();
        } catch (IOException | SQLException | RuntimeException | LinkageError | OutOfMemoryError e) {
            synchronized (this) {
                failure = e;
                notifyAll();
            }
        }
    }

    private void copy() throws IOException, SQLException {
        try (DuckDBConnection connection = engine.connection();
                BufferAllocator allocator = engine.allocator("write " + file.getFileName());
                BatchReader reader = new BatchReader(allocator, columns, this::next);
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
            Data.exportArrayStream(allocator, reader, stream);
            connection.registerArrowStream("batches", stream);
            try (Statement statement = connection.createStatement()) {
                statement.execute("COPY (SELECT * FROM batches) TO " + Engine.literal(file)
                        + " (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP
                        + ", USE_TMP_FILE false, KV_METADATA {rewardloom: " + Engine.literal(metadata) + "})");
            }
        }
    }
}
