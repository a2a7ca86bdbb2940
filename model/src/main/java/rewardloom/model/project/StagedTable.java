package rewardloom.model.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rewardloom.model.doctor.Checkup;
import rewardloom.model.doctor.Doctor;
import rewardloom.model.table.Column;
import rewardloom.model.table.Columns;
import rewardloom.model.table.EpisodeSummary;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Role;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;

/**
 * A table that was read and waits to be added to a project, or was only looked at.
 *
 * @param table everything about it but its rows
 * @param preview its first {@value #PREVIEW_ROWS} rows
 * @param episodes its episodes in numbers if it is a table of steps, else none
 * @param checkup what the log doctor saw of it
 * @param file where its rows are staged, or null if they were not kept
 */
public record StagedTable(
        Table table,
        Columns preview,
        List<EpisodeSummary> episodes,
        Checkup checkup,
        @Nullable Path file) {

    /** Number of rows in a preview. */
    public static final int PREVIEW_ROWS = 100;

    /** The same table with another role for a column, or for a tag of a metrics table. */
    public StagedTable withRole(String columnOrTag, Role role) {
        return new StagedTable(withRole(table, columnOrTag, role), preview, episodes, checkup, file);
    }

    /** What is odd about the data of a file's tables; with several tables each place begins with its table. */
    static List<Problem> findings(List<StagedTable> tables) {
        Doctor doctor = new Doctor();
        List<Problem> findings = new ArrayList<>();
        for (StagedTable staged : tables) {
            for (Problem finding : doctor.look(staged.checkup)) {
                String place = tables.size() == 1 ? finding.where() : staged.table.name() + ": " + finding.where();
                findings.add(
                        new Problem(finding.severity(), finding.kind(), place, finding.count(), finding.message()));
            }
        }
        return findings;
    }

    static Table withRole(Table table, String columnOrTag, Role role) {
        List<Column> columns = new ArrayList<>(table.columns());
        if (table.kind() != Kind.METRICS) {
            columns.replaceAll(c -> c.name().equals(columnOrTag) ? c.withRole(role) : c);
        }
        List<SeriesSummary> series = new ArrayList<>(table.series());
        series.replaceAll(s -> s.tag().equals(columnOrTag) ? s.withRole(role) : s);
        return new Table(
                table.id(), table.kind(), table.name(), table.run(), table.rows(), columns, series, table.provenance());
    }
}
