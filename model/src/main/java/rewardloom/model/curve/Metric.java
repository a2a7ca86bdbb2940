package rewardloom.model.curve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.expression.Expression;
import rewardloom.model.expression.ExpressionException;

/**
 * What is drawn: a logged metric, or one derived from others.
 *
 * @param name the tag, or the name that was given to the formula
 * @param formula the formula over tags, null for a logged one
 */
record Metric(String name, @Nullable Expression formula) {

    static Metric logged(String tag) {
        return new Metric(tag, null);
    }

    /**
     * Reads derived metrics: {@code name = formula}, several with semicolons between; without a name the formula is the name.
     *
     * @param tags what formulas may name
     */
    static List<Metric> derived(String text, Collection<String> tags) {
        List<Metric> metrics = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            boolean named = equals > 0 && part.substring(0, equals).strip().matches("[\\p{L}_][\\p{L}\\p{N}_./ -]*");
            String name = (named ? part.substring(0, equals) : part).strip();
            String formula = (named ? part.substring(equals + 1) : part).strip();
            try {
                Expression expression = Expression.parse(formula, tags);
                if (expression.names().isEmpty()) {
                    throw new AnalysisException("the derived metric '" + part.strip() + "' names no metric");
                }
                metrics.add(new Metric(name, expression));
            } catch (ExpressionException e) {
                throw new AnalysisException(
                        "the derived metric '" + part.strip() + "' cannot be read: " + e.getMessage());
            }
        }
        return metrics;
    }

    /** The tags it is made from. */
    List<String> tags() {
        return formula == null ? List.of(name) : formula.names();
    }
}
