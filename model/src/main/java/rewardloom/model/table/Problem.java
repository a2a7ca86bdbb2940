package rewardloom.model.table;

/**
 * Something bad in the input, as a value: it never stops the rest of an import.
 *
 * @param severity how bad it is
 * @param kind short stable word, such as {@code truncated-record}
 * @param where place in the file, such as {@code byte 40960} or {@code line 17}
 * @param count how often it was seen
 * @param message a sentence that says what happened and what can be done
 */
public record Problem(Severity severity, String kind, String where, long count, String message) {

    /** How bad a problem is. */
    public enum Severity {
        /** Worth knowing; nothing was left out. */
        INFO,
        /** Some of the input was left out or doubtful; the rest was read. */
        WARNING,
        /** The file could not be read. */
        ERROR
    }

    public static Problem info(String kind, String where, String message) {
        return new Problem(Severity.INFO, kind, where, 1, message);
    }

    public static Problem warning(String kind, String where, String message) {
        return new Problem(Severity.WARNING, kind, where, 1, message);
    }

    public static Problem error(String kind, String where, String message) {
        return new Problem(Severity.ERROR, kind, where, 1, message);
    }
}
