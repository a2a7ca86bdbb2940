package rewardloom.model.analysis;

import java.util.List;
import rewardloom.model.figure.Figure;
import rewardloom.model.table.Table;

/**
 * What an analysis found.
 *
 * @param findings most important first
 * @param figures in the order to be shown
 * @param tables in the order to be shown
 * @param inputs the tables that were read
 */
public record Result(List<Finding> findings, List<Figure> figures, List<ResultTable> tables, List<Table> inputs) {

    public Result {
        findings = List.copyOf(findings);
        figures = List.copyOf(figures);
        tables = List.copyOf(tables);
        inputs = List.copyOf(inputs);
    }
}
