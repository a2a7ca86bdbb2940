package rewardloom.model.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names an image or a clip after its content, so that the same one is kept once. */
final class MediaName {
    private static final int DIGITS = 32;
    private static final int LONGEST_ENDING = 8;

    private MediaName() {}

    /**
     * Copies a content and names it.
     *
     * @param ending what follows the dot; anything but letters and digits is dropped
     * @return the name below the folder of media
     */
    static String copy(InputStream content, String ending, OutputStream to) throws IOException {
        MessageDigest digest = newDigest();
        DigestOutputStream hashed = new DigestOutputStream(to, digest);
        content.transferTo(hashed);
        hashed.flush();
        String plain = ending.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String shortened = plain.substring(0, Math.min(LONGEST_ENDING, plain.length()));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS)
                + (shortened.isEmpty() ? "" : "." + shortened);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
