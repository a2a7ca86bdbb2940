package rewardloom.model.reward.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import rewardloom.model.formula.Expression;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.formula.Macro;
import rewardloom.model.formula.PythonWriter;
import rewardloom.model.formula.SqlWriter;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;

/**
 * A recipe for use elsewhere: with the columns' own names, and with everything that it needs.
 *
 * @param sql a SELECT for DuckDB, preceded by the functions it uses
 * @param python a module with one function, or why there is none
 * @param isPython whether it could be written in Python
 */
public record RecipeExport(String sql, String python, boolean isPython) {

    /** Writes a formula for a table's columns. */
    public static RecipeExport of(String name, String formula, Table table, Formulas formulas) {
        Expression own = formulas.parse(formula).renamed(Applied.aliases(table));
        List<Macro> macros = formulas.macros();
        String python;
        boolean works = true;
        try {
            python = PythonWriter.write(name, own, macros);
        } catch (FormulaException e) {
            python = "# " + e.getMessage();
            works = false;
        }
        return new RecipeExport(sql(name, own, table, macros), python, works);
    }

    private static String sql(String name, Expression own, Table table, List<Macro> macros) {
        String functions = Macro.used(own, macros).stream()
                .collect(Collectors.groupingBy(Macro::name, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(e -> "CREATE OR REPLACE TEMP MACRO " + e.getKey()
                        + e.getValue().stream()
                                .map(m -> "(" + String.join(", ", m.parameters()) + ") AS " + SqlWriter.write(m.body()))
                                .collect(Collectors.joining(",\n    "))
                        + ";\n")
                .collect(Collectors.joining());
        String from = table.kind() == Kind.METRICS
                ? "a table with one row for each step and one column for each tag"
                : "a table with the columns of " + table.name();
        return "-- " + name + ": over " + from.replace('\n', ' ') + "; put its name in place of the_table\n" + functions
                + "SELECT *, " + SqlWriter.write(own) + " AS " + SqlWriter.name(name) + "\nFROM the_table;\n";
    }
}
