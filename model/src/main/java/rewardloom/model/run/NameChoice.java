package rewardloom.model.run;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import rewardloom.model.analysis.AnalysisException;

/**
 * A choice among names: each wanted text is a name, or else a regular expression that must be found in one.
 *
 * @param wanted what is wanted, in order
 */
public record NameChoice(List<String> wanted) {
    private static final int MOST_NAMED = 30;

    /** The chosen names: in the order wanted, those of one expression in their own order. */
    public Set<String> of(Collection<String> names) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String text : wanted) {
            if (names.contains(text)) {
                chosen.add(text);
            } else {
                Pattern pattern = pattern(text);
                names.stream().filter(n -> pattern.matcher(n).find()).forEach(chosen::add);
            }
        }
        return chosen;
    }

    /**
     * The chosen names, at least one.
     *
     * @param what what they are names of, such as "run with metrics"
     * @throws AnalysisException if there is none; it says which there are
     */
    public Set<String> among(Collection<String> names, String what) {
        Set<String> chosen = of(names);
        if (chosen.isEmpty()) {
            throw new AnalysisException("no " + what + " is called " + String.join(" or ", wanted) + "; there are "
                    + String.join(", ", names.stream().limit(MOST_NAMED).toList())
                    + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : ""));
        }
        return chosen;
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new AnalysisException(
                    "'" + text + "' is neither a name nor a regular expression: " + e.getDescription());
        }
    }
}
