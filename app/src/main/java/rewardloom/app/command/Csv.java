package rewardloom.app.command;

import org.jspecify.annotations.Nullable;

/** Cells of CSV after RFC 4180. */
final class Csv {
    private Csv() {}

    /** One cell, quoted where it must be; nothing for null. */
    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
