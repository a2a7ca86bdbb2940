package rewardloom.model.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A formula with a name of its own, {@code gap = reward/proxy - reward/gold}.
 *
 * @param name its name
 * @param formula what it is
 */
public record NamedExpression(String name, Expression formula) {

    /**
     * Reads {@code name = formula}, several with semicolons between; without a name the formula is the name.
     *
     * @param names what formulas may name
     * @throws ExpressionException if one cannot be read, or names nothing; the message says which
     */
    public static List<NamedExpression> list(String text, Collection<String> names) {
        List<NamedExpression> list = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                list.add(one(part.strip(), names));
            }
        }
        return list;
    }

    private static NamedExpression one(String text, Collection<String> names) {
        int equals = text.indexOf('=');
        boolean named = equals > 0 && text.substring(0, equals).strip().matches("[\\p{L}_][\\p{L}\\p{N}_./ -]*");
        String name = (named ? text.substring(0, equals) : text).strip();
        Expression formula;
        try {
            formula = Expression.parse((named ? text.substring(equals + 1) : text).strip(), names);
        } catch (ExpressionException e) {
            throw new ExpressionException("'" + text + "' cannot be read: " + e.getMessage());
        }
        if (formula.names().isEmpty()) {
            throw new ExpressionException("'" + text + "' names nothing that was logged");
        }
        return new NamedExpression(name, formula);
    }
}
