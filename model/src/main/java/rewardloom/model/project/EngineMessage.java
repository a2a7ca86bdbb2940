package rewardloom.model.project;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rewardloom.model.formula.FunctionCard;
import rewardloom.model.formula.FunctionCards;

/** What the engine says, for people. */
final class EngineMessage {
    private static final Pattern WRAPPED =
            Pattern.compile("^Invalid Input Error: Attempting to execute an unsuccessful[^\\n]*\\nError: ");
    private static final Pattern CLASS = Pattern.compile("^(java\\.sql\\.SQLException: )?[A-Z][A-Za-z ]* Error: ");
    private static final Pattern NO_COLUMN = Pattern.compile(
            "Referenced column \"(.+?)\" (?:not found in FROM clause|was not found because the FROM clause is"
                    + " missing)[!]?(?:\\s*Candidate bindings: (.+))?",
            Pattern.DOTALL);

    private static final Pattern NO_FUNCTION = Pattern.compile(
            "(?:Scalar|Aggregate|Macro|Window|Table)? ?Function with name (\\S+) does not exist!?(?: Did you mean"
                    + " \"(\\w+)\"\\??)?.*",
            Pattern.DOTALL);
    private static final int NEAR = 2;

    private EngineMessage() {}

    /** DuckDB's message without the class of its error, and with its hint; a column that is not there is named first. */
    static String of(SQLException e) {
        String text = WRAPPED.matcher(String.valueOf(e.getMessage())).replaceFirst("");
        String bare = CLASS.matcher(text).replaceFirst("");
        int place = bare.indexOf("\nLINE ");
        String plain = (place < 0 ? bare : bare.substring(0, place))
                .replaceAll("\\s*\\n\\s*", " ")
                .strip();
        Matcher function = NO_FUNCTION.matcher(plain);
        if (function.matches()) {
            return noFunction(function.group(1), function.group(2));
        }
        Matcher missing = NO_COLUMN.matcher(plain);
        if (!missing.lookingAt()) {
            return plain;
        }
        String near = missing.group(2);
        return "there is no column called '" + missing.group(1) + "'"
                + (near == null
                        ? ""
                        : "; names like it: " + near.replace('"', '\'').strip());
    }

    /** The engine knows its own functions only, not those of the field. */
    private static String noFunction(String name, @Nullable String hint) {
        List<String> near = new ArrayList<>(FunctionCards.standard().all().stream()
                .map(FunctionCard::name)
                .filter(n -> distance(n, name.toLowerCase(Locale.ROOT)) <= NEAR)
                .sorted(Comparator.comparingInt(n -> distance(n, name.toLowerCase(Locale.ROOT))))
                .toList());
        if (hint != null && !near.contains(hint)) {
            near.add(hint);
        }
        return "there is no function called '" + name + "'"
                + (near.isEmpty() ? "" : "; names like it: " + String.join(", ", near));
    }

    /** Letters to be inserted, left out, changed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
