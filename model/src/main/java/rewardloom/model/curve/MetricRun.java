package rewardloom.model.curve;

import java.util.List;
import java.util.Map;
import rewardloom.model.analysis.Parameters;
import rewardloom.model.analysis.Session;
import rewardloom.model.run.RunGroups;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * One metric of one run, several files of it as one, in file order. The arrays are not copied: do not write to them.
 *
 * @param run name of the run
 * @param steps step of each point
 * @param values values
 */
public record MetricRun(String run, double[] steps, double[] values) {

    /** A metric of every run that has it: a tag of metrics tables, or a column of tables of episodes. */
    public static List<MetricRun> read(Tables tables, List<Table> candidates, String tag, Session session) {
        CurveParameters plain = new Parameters<>(CurveParameters.DEFAULTS).parse(Map.of());
        return new CurveReader(tables, plain, RunGroups.byName(), session)
                .read(candidates.stream().filter(CurveReader::isReadable).toList(), Metric.logged(tag)).stream()
                        .map(curve -> new MetricRun(curve.run().name(), curve.steps(), curve.y()))
                        .toList();
    }

    /** Whether metrics can be read from a table. */
    public static boolean isReadable(Table table) {
        return CurveReader.isReadable(table);
    }
}
