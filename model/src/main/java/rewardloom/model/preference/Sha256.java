package rewardloom.model.preference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of some bytes. */
final class Sha256 {
    private Sha256() {}

    /** The hash of some texts in their order, 64 hexadecimal digits. */
    static String hex(String... parts) {
        return HexFormat.of().formatHex(of(String.join("\0", parts).getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
