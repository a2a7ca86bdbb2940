package rewardloom.model.table;

/**
 * Where a table came from.
 *
 * @param file path as the user named it
 * @param format id of the importer
 * @param sha256 hash of the file's bytes, 64 hexadecimal digits
 * @param bytes length of the file
 */
public record Provenance(String file, String format, String sha256, long bytes) {}
