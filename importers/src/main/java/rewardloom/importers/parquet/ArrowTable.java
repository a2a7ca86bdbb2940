package rewardloom.importers.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A file of Arrow's interprocess format, with footer or as a stream. Each batch is checked before DuckDB sees it: DuckDB trusts offsets
 * and lengths.
 */
final class ArrowTable extends SqlTable {
    private static final String NAME = "arrow_file";
    /** Memory for what DuckDB makes of a batch. */
    private static final long BESIDE = 512L << 20;

    private static final byte[] MAGIC = {'A', 'R', 'R', 'O', 'W', '1'};
    private final Path file;
    private @Nullable ArrowReader reader;
    private @Nullable ArrowArrayStream stream;

    /**
     * Opens a file.
     *
     * @throws SQLException if DuckDB cannot be started
     */
    ArrowTable(Path file) throws SQLException {
        // No batch can be longer than its file, so a length that lies asks in vain for more.
        super(NAME, BESIDE + 3 * bytes(file));
        this.file = file;
    }

    private static long bytes(Path file) {
        try {
            return Math.min(Files.size(file), 1L << 40);
        } catch (IOException e) {
            // Opening it says what is wrong.
            return 0;
        }
    }

    static boolean hasMagic(byte[] head) {
        return head.length > MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** A reader of files with a footer whose batches are checked. */
    private static final class CheckedFile extends ArrowFileReader {
        CheckedFile(SeekableByteChannel channel, BufferAllocator allocator) {
            super(channel, allocator);
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            boolean more = super.loadNextBatch();
            if (more) {
                CheckedVectors.check(this);
            }
            return more;
        }
    }

    /** A reader of streams whose batches are checked. */
    private static final class CheckedStream extends ArrowStreamReader {
        CheckedStream(FileChannel channel, BufferAllocator allocator) {
            super(channel, allocator);
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            boolean more = super.loadNextBatch();
            if (more) {
                CheckedVectors.check(this);
            }
            return more;
        }
    }

    @Override
    void rewind() throws SQLException, IOException {
        release();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            ByteBuffer head = ByteBuffer.allocate(8);
            channel.read(head, 0);
            ArrowReader opened = hasMagic(head.array())
                    ? new CheckedFile(channel, allocator())
                    : new CheckedStream(channel, allocator());
            reader = opened;
            opened.getVectorSchemaRoot();
            ArrowArrayStream exported = ArrowArrayStream.allocateNew(allocator());
            stream = exported;
            Data.exportArrayStream(allocator(), opened, exported);
            connection().unwrap(DuckDBConnection.class).registerArrowStream(NAME, exported);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void release() throws IOException {
        if (stream != null) {
            stream.close();
            stream = null;
        }
        if (reader != null) {
            // The exported stream owns the reader; closing it twice does no harm.
            reader.close();
            reader = null;
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            release();
        } catch (IOException e) {
            throw new SQLException("the file cannot be closed", e);
        } finally {
            super.close();
        }
    }
}
