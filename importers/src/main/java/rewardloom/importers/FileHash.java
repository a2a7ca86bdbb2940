package rewardloom.importers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import rewardloom.model.progress.Progress;

/**
 * The identity of a file's bytes.
 *
 * @param sha256 SHA-256, 64 hexadecimal digits
 * @param bytes number of bytes that were hashed
 * @param modified when the file had last been changed before it was hashed
 */
record FileHash(String sha256, long bytes, FileTime modified) {
    private static final int BUFFER = 1 << 18;

    /**
     * Hashes a file.
     *
     * @throws IOException if it cannot be read
     */
    static FileHash of(Path file, Progress progress) throws IOException {
        MessageDigest digest = newDigest();
        FileTime modified = Files.getLastModifiedTime(file);
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            int got = in.read(buffer);
            while (got >= 0) {
                progress.checkCancelled();
                digest.update(buffer, 0, got);
                bytes += got;
                got = in.read(buffer);
            }
        }
        return new FileHash(HexFormat.of().formatHex(digest.digest()), bytes, modified);
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
