package rewardloom.model.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rewardloom.model.formula.Expression;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.formula.Macro;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Table;

/** Formulas over the tables of a study. */
final class StudyFormulas implements Formulas {
    private final StudyEngine engine;
    private final Supplier<List<Recipe>> recipes;

    StudyFormulas(StudyEngine engine, Supplier<List<Recipe>> recipes) {
        this.engine = engine;
        this.recipes = recipes;
    }

    @Override
    public double[] evaluate(Table table, String formula) {
        return tell(() -> engine.evaluate(table, formula));
    }

    @Override
    public double[] evaluate(Map<String, double[]> columns, String formula) {
        return tell(() -> engine.evaluate(columns, formula));
    }

    @Override
    public Expression parse(String formula) {
        return tell(() -> engine.parse(formula));
    }

    @Override
    public List<Macro> macros() {
        return tell(engine::macros);
    }

    @Override
    public Optional<String> saved(String recipe) {
        return recipes.get().stream()
                .filter(r -> r.name().equals(recipe))
                .map(Recipe::formula)
                .findFirst();
    }

    @Override
    public List<String> saved(Kind kind) {
        return recipes.get().stream()
                .filter(r -> r.kind() == kind)
                .map(Recipe::name)
                .toList();
    }

    private static <T> T tell(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProjectException e) {
            throw new FormulaException(String.valueOf(e.getMessage()), e);
        }
    }
}
