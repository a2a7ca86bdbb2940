package rewardloom.importers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Provenance;

/**
 * The identity of a file's bytes.
 *
 * @param sha256 SHA-256, 64 hexadecimal digits
 * @param bytes number of bytes that were hashed
 * @param modified when the file had last been changed before it was hashed
 * @param beginnings SHA-256 of the file's first bytes, by their number
 */
record FileHash(String sha256, long bytes, FileTime modified, Map<Long, String> beginnings) {
    private static final int BUFFER = 1 << 18;

    FileHash {
        beginnings = Map.copyOf(beginnings);
    }

    /**
     * Hashes a file, and as much of its beginning as older readings of it had.
     *
     * @throws IOException if it cannot be read
     */
    static FileHash of(Path file, List<Provenance> older, Progress progress) throws IOException {
        SortedSet<Long> marks = new TreeSet<>();
        older.forEach(o -> marks.add(o.bytes()));
        MessageDigest digest = newDigest();
        FileTime modified = Files.getLastModifiedTime(file);
        Map<Long, String> beginnings = new HashMap<>();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            int got = in.read(buffer);
            while (got >= 0) {
                progress.checkCancelled();
                int done = 0;
                for (long mark : marks.subSet(bytes, bytes + got)) {
                    int upTo = (int) (mark - bytes);
                    digest.update(buffer, done, upTo - done);
                    done = upTo;
                    beginnings.put(mark, soFar(digest));
                }
                digest.update(buffer, done, got - done);
                bytes += got;
                got = in.read(buffer);
            }
        }
        return new FileHash(HexFormat.of().formatHex(digest.digest()), bytes, modified, beginnings);
    }

    private static String soFar(MessageDigest digest) {
        try {
            MessageDigest copy = (MessageDigest) digest.clone();
            return HexFormat.of().formatHex(copy.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's SHA-256 can be cloned", e);
        }
    }

    /** Whether the file is what all of these were, and more after it. */
    boolean beginsWith(List<Provenance> older) {
        return !older.isEmpty() && older.stream().allMatch(o -> o.sha256().equals(beginnings.get(o.bytes())));
    }

    /**
     * Whether the file is still as it was when it was hashed.
     *
     * @throws IOException if it cannot be reached
     */
    boolean isStill(Path file) throws IOException {
        return Files.size(file) == bytes && Files.getLastModifiedTime(file).equals(modified);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
