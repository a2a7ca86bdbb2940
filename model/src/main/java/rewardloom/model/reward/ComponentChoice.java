package rewardloom.model.reward;

import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.AnalysisException;
import rewardloom.model.formula.Definitions;
import rewardloom.model.formula.FormulaException;

/**
 * Which reward is taken apart, and into what.
 *
 * @param source kind of table
 * @param runs runs or groups of runs; empty for all
 * @param total tag or column of the total; empty to find it
 * @param success tag or column that marks success; empty to find it
 * @param formulas components by formula, {@code name = formula; name = formula}; empty for those that were logged
 * @param factor factor on every component
 */
public record ComponentChoice(
        Source source, List<String> runs, String total, String success, String formulas, double factor) {

    /** Kinds of table that hold components. */
    public enum Source {
        AUTO,
        METRICS,
        EPISODES,
        STEPS,
        RESPONSES,
        SCORES
    }

    public ComponentChoice {
        runs = List.copyOf(runs);
    }

    /** Those that were logged, of these runs. */
    public static ComponentChoice logged(Source source, List<String> runs) {
        return new ComponentChoice(source, runs, "", "", "", 1);
    }

    /**
     * The components that are defined by formula, by name.
     *
     * @throws AnalysisException if the text is not of that form
     */
    public Map<String, String> definitions() {
        try {
            return Definitions.parse("component", formulas);
        } catch (FormulaException e) {
            throw new AnalysisException(String.valueOf(e.getMessage()));
        }
    }
}
