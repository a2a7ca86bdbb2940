package rewardloom.model.table;

import java.util.List;

/**
 * The schema with which an importer opens a table. A column without a role gets the one that the role rules guess from its name.
 *
 * @param kind what a row is
 * @param name name for people
 * @param run name of the run, or the empty string
 * @param columns the columns, in the order of every batch
 */
public record TableSpec(Kind kind, String name, String run, List<Column> columns) {

    public TableSpec {
        columns = List.copyOf(columns);
    }

    /** The schema of logged numbers: tag, step, wall_time, value, seq. */
    public static TableSpec metrics(String name, String run) {
        return new TableSpec(
                Kind.METRICS,
                name,
                run,
                List.of(
                        new Column("tag", ColumnType.TEXT, Role.of(RoleType.TAG)),
                        new Column("step", ColumnType.INT64, Role.of(RoleType.STEP)),
                        new Column("wall_time", ColumnType.FLOAT64, Role.of(RoleType.WALL_TIME)),
                        new Column("value", ColumnType.FLOAT64, Role.of(RoleType.VALUE)),
                        new Column("seq", ColumnType.INT64, Role.of(RoleType.SEQ))));
    }
}
