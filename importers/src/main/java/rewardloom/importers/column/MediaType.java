package rewardloom.importers.column;

import java.nio.charset.StandardCharsets;

/**
 * What a media file is, told from its first bytes.
 *
 * @param type {@code image}, {@code audio}, {@code video}, or the empty string if it is none of them
 * @param ending what its name ends with
 */
public record MediaType(String type, String ending) {
    /** Bytes that nothing is known of. */
    public static final MediaType UNKNOWN = new MediaType("", "");

    private static final int SEEN = 12;

    /** Looks at the first bytes of a file. */
    public static MediaType of(byte[] bytes, int from, int to) {
        String head = new String(bytes, from, Math.min(SEEN, to - from), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG")) {
            return new MediaType("image", "png");
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return new MediaType("image", "jpg");
        }
        if (head.startsWith("GIF8")) {
            return new MediaType("image", "gif");
        }
        if (head.startsWith("RIFF") && head.length() == SEEN) {
            return switch (head.substring(8)) {
                case "WEBP" -> new MediaType("image", "webp");
                case "WAVE" -> new MediaType("audio", "wav");
                default -> UNKNOWN;
            };
        }
        if (head.startsWith("OggS")) {
            return new MediaType("audio", "ogg");
        }
        if (head.startsWith("fLaC")) {
            return new MediaType("audio", "flac");
        }
        if (head.startsWith("ID3") || head.startsWith("\u00ff\u00fb")) {
            return new MediaType("audio", "mp3");
        }
        if (head.startsWith("ftyp", 4)) {
            return new MediaType("video", "mp4");
        }
        if (head.startsWith("\u001aE\u00df\u00a3")) {
            return new MediaType("video", "webm");
        }
        return head.startsWith("BM") ? new MediaType("image", "bmp") : UNKNOWN;
    }
}
