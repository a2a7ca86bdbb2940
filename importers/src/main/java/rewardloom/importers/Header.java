package rewardloom.importers;

/**
 * What a probe may look at.
 *
 * @param name the file's name without folders
 * @param head the file's first bytes, at most 64 KiB; gzip is already undone
 * @param bytes the file's length on disk
 * @param folder the folders it lies in, with {@code /} between them, or the empty string
 */
public record Header(String name, byte[] head, long bytes, String folder) {

    /** Largest length of {@code head}. */
    public static final int LIMIT = 65_536;

    /** A file of which only name and content are known. */
    public Header(String name, byte[] head, long bytes) {
        this(name, head, bytes, "");
    }

    /** The innermost folder, or the empty string. */
    public String lastFolder() {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }
}
