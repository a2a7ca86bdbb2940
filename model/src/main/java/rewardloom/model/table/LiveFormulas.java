package rewardloom.model.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.formula.Expression;
import rewardloom.model.formula.Macro;

/** Formulas over tables that grow: where rows were added, over all of them in memory. */
record LiveFormulas(Formulas stored, LiveTables tables) implements Formulas {

    @Override
    public double[] evaluate(Table table, String formula) {
        return tables.added(table) == 0
                ? stored.evaluate(table, formula)
                : stored.evaluate(FormulaColumns.of(tables, table), formula);
    }

    @Override
    public double[] evaluate(Map<String, double[]> columns, String formula) {
        return stored.evaluate(columns, formula);
    }

    @Override
    public Expression parse(String formula) {
        return stored.parse(formula);
    }

    @Override
    public List<Macro> macros() {
        return stored.macros();
    }

    @Override
    public Optional<String> saved(String recipe) {
        return stored.saved(recipe);
    }

    @Override
    public List<String> saved(Kind kind) {
        return stored.saved(kind);
    }
}
