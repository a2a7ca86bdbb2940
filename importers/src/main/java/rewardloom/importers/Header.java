package rewardloom.importers;

/**
 * What a probe may look at.
 *
 * @param name the file's name without folders
 * @param head the file's first bytes, at most 64 KiB; gzip is already undone
 * @param bytes the file's length on disk
 */
public record Header(String name, byte[] head, long bytes) {

    /** Largest length of {@code head}. */
    public static final int LIMIT = 65_536;
}
