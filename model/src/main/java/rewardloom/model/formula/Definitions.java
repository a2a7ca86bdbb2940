package rewardloom.model.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for formulas, written {@code name = formula; name = formula}. */
public final class Definitions {
    private static final Pattern DEFINITION = Pattern.compile("\\s*([^=<>!]+?)\\s*=(?!=)\\s*(.+)", Pattern.DOTALL);

    private Definitions() {}

    /**
     * The formula of each name, in the order given.
     *
     * @param what what a name stands for, for messages
     * @throws FormulaException if the text is not of that form, or a name comes twice
     */
    public static Map<String, String> parse(String what, String text) {
        Map<String, String> definitions = new LinkedHashMap<>();
        for (String piece : pieces(text)) {
            Matcher matcher = DEFINITION.matcher(piece);
            if (!matcher.matches()) {
                throw new FormulaException(
                        "a " + what + " is defined as name = formula, and several with ; between them; '"
                                + piece.strip() + "' is no such definition");
            }
            if (definitions.put(matcher.group(1), matcher.group(2).strip()) != null) {
                throw new FormulaException("the " + what + " " + matcher.group(1) + " is defined twice");
            }
        }
        return definitions;
    }

    /** Between semicolons that are not in quotes. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        char quote = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ';';
            if (quote != 0 && i < text.length()) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == ';') {
                if (!text.substring(start, i).isBlank()) {
                    pieces.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return pieces;
    }
}
