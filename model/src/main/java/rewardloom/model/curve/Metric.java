package rewardloom.model.curve;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.expression.Expression;
import rewardloom.model.expression.ExpressionException;
import rewardloom.model.expression.NamedExpression;

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
        try {
            return NamedExpression.list(text, tags).stream()
                    .map(n -> new Metric(n.name(), n.formula()))
                    .toList();
        } catch (ExpressionException e) {
            throw new AnalysisException("a derived metric: " + e.getMessage());
        }
    }

    /** The tags it is made from. */
    List<String> tags() {
        return formula == null ? List.of(name) : formula.names();
    }
}
