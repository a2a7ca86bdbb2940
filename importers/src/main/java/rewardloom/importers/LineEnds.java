package rewardloom.importers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the ends of lines in growing text files. */
public final class LineEnds {
    private static final int STEP = 1 << 14;

    private LineEnds() {}

    /**
     * The offset behind the last line end before a limit.
     *
     * @return {@code from} if there is none
     * @throws IOException if the file cannot be read
     */
    public static long last(Path file, long from, long limit) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long end = Math.min(limit, channel.size());
            while (end > from) {
                long start = Math.max(from, end - STEP);
                ByteBuffer bytes = ByteBuffer.allocate((int) (end - start));
                channel.position(start);
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                    continue;
                }
                for (int i = bytes.position() - 1; i >= 0; i--) {
                    if (bytes.get(i) == '\n') {
                        return start + i + 1;
                    }
                }
                end = start;
            }
            return from;
        }
    }
}
