package rewardloom.model.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rewardloom.model.figure.Figure;
import rewardloom.model.figure.FigureSource;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * An analysis that was run: its parameters beside its result, whose figures know what they were made from.
 *
 * @param analysis which analysis
 * @param specs its parameters' descriptions
 * @param parameters its parameters' values as texts
 * @param result what it found
 */
public record AnalysisRun(
        Analysis<?> analysis, List<ParameterSpec> specs, Map<String, String> parameters, Result result) {

    /**
     * Runs an analysis.
     *
     * @throws AnalysisException if the tables do not hold what it needs; the message says what that is
     */
    public static <P extends Record> AnalysisRun of(
            Analysis<P> analysis, P parameters, Tables tables, Progress progress) {
        if (!analysis.accepts(parameters, tables)) {
            throw new AnalysisException(analysis.title() + " needs " + String.join(", or ", analysis.needs())
                    + "; " + none(tables.list().size()) + " " + Holdings.of(tables.list())
                    + " Import such data, or correct the roles of columns and tags.");
        }
        Parameters<P> bridge = new Parameters<>(analysis.defaults());
        Map<String, String> texts = bridge.texts(parameters);
        Result result = analysis.run(parameters, tables, progress);
        Map<String, String> inputs = new LinkedHashMap<>();
        for (Table table : result.inputs()) {
            inputs.put(table.name(), table.provenance().sha256());
        }
        List<Figure> figures = result.figures().stream()
                .map(figure -> figure.withSource(new FigureSource(
                        analysis.id(),
                        texts,
                        inputs,
                        figure.source().points(),
                        figure.source().nonfinite())))
                .toList();
        Result sourced = new Result(result.findings(), figures, result.tables(), result.inputs());
        return new AnalysisRun(analysis, bridge.specs(), texts, sourced);
    }

    /** The same with another result. */
    public AnalysisRun with(Result newResult) {
        return new AnalysisRun(analysis, specs, parameters, newResult);
    }

    private static String none(int tables) {
        return switch (tables) {
            case 0 -> "there are no tables.";
            case 1 -> "the only table does not have that.";
            default -> "none of the " + tables + " tables has that.";
        };
    }
}
