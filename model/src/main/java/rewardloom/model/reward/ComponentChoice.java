package rewardloom.model.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rewardloom.model.analysis.AnalysisException;

/**
 * Which reward is taken apart, and into what.
 *
 * @param source kind of table
 * @param runs runs or groups of runs; empty for all
 * @param total tag or column of the total; empty to find it
 * @param success tag or column that marks success; empty to find it
 * @param formulas components by formula, {@code name = formula; name = formula}; empty for those that were logged
 * @param factor factor on every component
 */
public record ComponentChoice(
        Source source, List<String> runs, String total, String success, String formulas, double factor) {

    /** Kinds of table that hold components. */
    public enum Source {
        AUTO,
        METRICS,
        EPISODES,
        STEPS,
        RESPONSES,
        SCORES
    }

    private static final Pattern DEFINITION = Pattern.compile("\\s*([^=<>!]+?)\\s*=(?!=)\\s*(.+)", Pattern.DOTALL);

    public ComponentChoice {
        runs = List.copyOf(runs);
    }

    /** Those that were logged, of these runs. */
    public static ComponentChoice logged(Source source, List<String> runs) {
        return new ComponentChoice(source, runs, "", "", "", 1);
    }

    /**
     * The components that are defined by formula, by name.
     *
     * @throws AnalysisException if the text is not of that form
     */
    public Map<String, String> definitions() {
        Map<String, String> definitions = new LinkedHashMap<>();
        for (String piece : pieces(formulas)) {
            Matcher matcher = DEFINITION.matcher(piece);
            if (!matcher.matches()) {
                throw new AnalysisException(
                        "a component is defined as name = formula, and several with ; between them; '" + piece.strip()
                                + "' is no such definition");
            }
            if (definitions.put(matcher.group(1), matcher.group(2).strip()) != null) {
                throw new AnalysisException("the component " + matcher.group(1) + " is defined twice");
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
