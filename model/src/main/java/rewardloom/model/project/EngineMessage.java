package rewardloom.model.project;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the engine says, for people. */
final class EngineMessage {
    private static final Pattern WRAPPED =
            Pattern.compile("^Invalid Input Error: Attempting to execute an unsuccessful[^\\n]*\\nError: ");
    private static final Pattern CLASS = Pattern.compile("^(java\\.sql\\.SQLException: )?[A-Z][A-Za-z ]* Error: ");
    private static final Pattern NO_COLUMN = Pattern.compile(
            "Referenced column \"(.+?)\" (?:not found in FROM clause|was not found because the FROM clause is missing)[!]?"
                    + "(?:\\s*Candidate bindings: (.+))?",
            Pattern.DOTALL);

    private EngineMessage() {}

    /** DuckDB's message without the class of its error, and with its hint; a column that is not there is named first. */
    static String of(SQLException e) {
        String text = WRAPPED.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        String bare = CLASS.matcher(text).replaceFirst("");
        int place = bare.indexOf("\nLINE ");
        String plain = (place < 0 ? bare : bare.substring(0, place))
                .replaceAll("\\s*\\n\\s*", " ")
                .strip();
        Matcher missing = NO_COLUMN.matcher(plain);
        if (!missing.lookingAt()) {
            return plain;
        }
        String near = missing.group(2);
        return "there is no column called '" + missing.group(1) + "'"
                + (near == null ? "" : "; names like it: " + near.replace('"', '\'').strip());
    }
}
