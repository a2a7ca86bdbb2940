package rewardloom.model.formula;

import java.util.List;

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
}
