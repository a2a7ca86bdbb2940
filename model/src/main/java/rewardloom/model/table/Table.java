package rewardloom.model.table;

import java.util.List;
import java.util.Optional;

/**
 * A table of a study: everything about it but its rows.
 *
 * @param id unique in its project, stable
 * @param kind what a row is
 * @param name name for people, from the file's path
 * @param run name of the run it belongs to, or the empty string
 * @param rows number of rows
 * @param columns the schema
 * @param series one summary for each tag (metrics) or numeric column (other kinds)
 * @param provenance where it came from
 */
public record Table(
        String id,
        Kind kind,
        String name,
        String run,
        long rows,
        List<Column> columns,
        List<SeriesSummary> series,
        Provenance provenance) {

    public Table {
        columns = List.copyOf(columns);
        series = List.copyOf(series);
    }

    /** Stands for its rows as they are now: equal for equal rows, another one when some were added. */
    public String edition() {
        return id + "@" + rows;
    }

    /** The run's name taken apart into group and seed. */
    public RunName runName() {
        return RunName.parse(run);
    }

    /** The first column with this role. */
    public Optional<Column> column(RoleType role) {
        return columns.stream().filter(c -> c.role().is(role)).findFirst();
    }

    /** Every column with this role, in table order. */
    public List<Column> columns(RoleType role) {
        return columns.stream().filter(c -> c.role().is(role)).toList();
    }

    /** The first tag (metrics) or numeric column (other kinds) with this role. */
    public Optional<SeriesSummary> tag(RoleType role) {
        return series.stream().filter(s -> s.role().is(role)).findFirst();
    }

    /** Every tag (metrics) or numeric column (other kinds) with this role, in file order. */
    public List<SeriesSummary> tags(RoleType role) {
        return series.stream().filter(s -> s.role().is(role)).toList();
    }
}
