package rewardloom.model.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rewardloom.model.formula.Expression;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.formula.Macro;

/**
 * Computes formulas: SQL expressions over columns, with the program's functions for rewards. Thread-safe. What is wrong with a
 * formula is a {@link FormulaException} that says so.
 */
public interface Formulas {

    /**
     * One number for each row of a table, in the order of the imported file, NaN where the formula gives none. A component, score or
     * observation may be named without its role, and a column by its role.
     */
    double[] evaluate(Table table, String formula);

    /**
     * One number for each row of columns in memory.
     *
     * @param columns equally long arrays by name; an array of length 1 stands for the same number in every row
     */
    double[] evaluate(Map<String, double[]> columns, String formula);

    /** The tree of a formula. */
    Expression parse(String formula);

    /** Every form of the program's own functions. */
    List<Macro> macros();

    /** The formula of a saved recipe. */
    Optional<String> saved(String recipe);

    /** The names of the saved recipes for a kind of table. */
    List<String> saved(Kind kind);

    /** Computes nothing and says that a study is needed. */
    Formulas NONE = new Formulas() {
        @Override
        public double[] evaluate(Table table, String formula) {
            throw none();
        }

        @Override
        public double[] evaluate(Map<String, double[]> columns, String formula) {
            throw none();
        }

        @Override
        public Expression parse(String formula) {
            throw none();
        }

        @Override
        public List<Macro> macros() {
            return List.of();
        }

        @Override
        public Optional<String> saved(String recipe) {
            return Optional.empty();
        }

        @Override
        public List<String> saved(Kind kind) {
            return List.of();
        }

        private FormulaException none() {
            return new FormulaException("formulas can be computed in a study only; import the files into one first");
        }
    };
}
