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

    /** The schema of settings: run, key, value, number. Keys of nested settings are joined by dots. */
    public static TableSpec config(String name, String run) {
        return new TableSpec(
                Kind.CONFIG,
                name,
                run,
                List.of(
                        new Column("run", ColumnType.TEXT, Role.of(RoleType.RUN)),
                        new Column("key", ColumnType.TEXT, Role.of(RoleType.TAG)),
                        new Column("value", ColumnType.TEXT, Role.of(RoleType.TEXT)),
                        new Column("number", ColumnType.FLOAT64, Role.of(RoleType.VALUE))));
    }

    /**
     * The schema of logged things that are not numbers: tag, step, wall_time, type, text, file, edges, counts, seq. The type is
     * {@code text}, {@code image}, {@code audio}, {@code video} or {@code histogram}; a file is named below the study's folder of
     * media; a histogram has one edge more than counts.
     */
    public static TableSpec media(String name, String run) {
        return new TableSpec(
                Kind.MEDIA,
                name,
                run,
                List.of(
                        new Column("tag", ColumnType.TEXT, Role.of(RoleType.TAG)),
                        new Column("step", ColumnType.INT64, Role.of(RoleType.STEP)),
                        new Column("wall_time", ColumnType.FLOAT64, Role.of(RoleType.WALL_TIME)),
                        new Column("type", ColumnType.TEXT),
                        new Column("text", ColumnType.TEXT, Role.of(RoleType.TEXT)),
                        new Column("file", ColumnType.TEXT, Role.of(RoleType.FRAME)),
                        new Column("edges", ColumnType.FLOAT64_LIST),
                        new Column("counts", ColumnType.FLOAT64_LIST),
                        new Column("seq", ColumnType.INT64, Role.of(RoleType.SEQ))));
    }
}
