package rewardloom.importers.preference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was said about a comparison besides the overall answer.
 *
 * @param strength how much better, NaN if it was not said
 * @param criteria answers to other questions about the two: {@code a}, {@code b}, {@code tie}, with 1 to 3 behind them where a strength
 *     was said
 * @param reasons what was ticked
 * @param note what was written
 * @param answered when, as the tool wrote it, or the empty string
 */
record Details(double strength, Map<String, String> criteria, List<String> reasons, String note, String answered) {
    static final Details NONE = new Details(Double.NaN, Map.of(), List.of(), "", "");

    private static final Pattern STRENGTH = Pattern.compile("\\(([1-3])\\)\\s*$");

    Details {
        criteria = new LinkedHashMap<>(criteria);
        reasons = List.copyOf(reasons);
    }

    /** The criteria as one JSON object, empty when there are none. */
    String criteriaJson() {
        if (criteria.isEmpty()) {
            return "";
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        criteria.forEach(node::put);
        return node.toString();
    }

    /** Puts together what the answers to several questions say. */
    static final class Builder {
        private static final Pattern SURE = Pattern.compile("(?i).*(?:confiden|certain|how[ _-]?sure).*");
        private static final Pattern MUCH = Pattern.compile("(?i).*(?:strength|margin|how[ _-]?much).*");

        private final List<String> names;
        private final Map<String, String> criteria = new LinkedHashMap<>();
        private final List<String> reasons = new ArrayList<>();
        private double strength = Double.NaN;
        private double confidence = Double.NaN;
        private String note = "";
        private String answered = "";

        /** @param names what the two texts are called */
        Builder(List<String> names) {
            this.names = names;
        }

        double confidence() {
            return confidence;
        }

        /** A number that was given. */
        void number(String question, double value) {
            if (SURE.matcher(question).matches()) {
                confidence = value;
            } else if (MUCH.matcher(question).matches()) {
                strength = value;
            }
        }

        /** Words that were chosen. */
        void choice(String question, String words) {
            double label = Comparison.label(words, names.getFirst(), names.getLast());
            if (Double.isNaN(label)) {
                reasons.add(words);
            } else {
                Matcher much = STRENGTH.matcher(words);
                String by = much.find() ? much.group(1) : "";
                criteria.put(question, label == 1 ? "a" + by : label == 0 ? "b" + by : "tie");
            }
        }

        void reason(String words) {
            reasons.add(words);
        }

        void note(String words) {
            note = note.isEmpty() ? words : note + "\n" + words;
        }

        void answered(String when) {
            answered = when;
        }

        Details build() {
            return new Details(strength, criteria, reasons, note, answered);
        }
    }
}
