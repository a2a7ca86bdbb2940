package rewardloom.model.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One form of a function that formulas may use beside those of DuckDB; the number of parameters tells forms of one name apart.
 *
 * @param name the name that formulas call it by
 * @param parameters names of its parameters
 * @param definition the SQL it stands for
 * @param body the same as a tree, in which the parameters are columns
 */
public record Macro(String name, List<String> parameters, String definition, Expression body) {
    public Macro {
        parameters = List.copyOf(parameters);
    }

    /** The forms that a formula uses, those that others stand on first. */
    public static List<Macro> used(Expression formula, List<Macro> all) {
        Set<Macro> used = new LinkedHashSet<>();
        collect(formula, all, used);
        return new ArrayList<>(used);
    }

    private static void collect(Expression piece, List<Macro> all, Set<Macro> used) {
        if (piece instanceof Expression.Call(String function, List<Expression> arguments)) {
            all.stream()
                    .filter(m -> m.name.equals(function) && m.parameters.size() == arguments.size())
                    .filter(m -> !used.contains(m))
                    .forEach(m -> {
                        collect(m.body, all, used);
                        used.add(m);
                    });
        }
        piece.children().forEach(c -> collect(c, all, used));
    }
}
