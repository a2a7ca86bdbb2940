package rewardloom.model.project;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rewardloom.model.table.Column;
import rewardloom.model.table.Kind;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.TableSpec;

/**
 * The views that a user's query sees: one for each kind of table, with the columns run, grp, seed and "table" added; one for each
 * table by its id and its name, with recipes; and tables, runs and series, which list what there is. A view is made when a query
 * first names it, since that reads the heads of its files.
 */
final class StudyViews {
    private static final String FILES = "\"rewardloom files\"";
    private static final List<String> ADDED = List.of("run", "grp", "seed", "table");

    private final ProjectFolder folder;
    private final TableList.Snapshot snapshot;
    private final List<Recipe> recipes;
    private final Map<String, Table> byName = new HashMap<>();
    private final Set<String> made = new HashSet<>();

    StudyViews(ProjectFolder folder, TableList.Snapshot snapshot, List<Recipe> recipes) {
        this.folder = folder;
        this.snapshot = snapshot;
        this.recipes = recipes;
        for (Table table : snapshot.tables()) {
            byName.putIfAbsent(SqlGuard.lower(table.name()), table);
        }
        // An id always means its table, whatever others are called.
        snapshot.tables().forEach(t -> byName.put(SqlGuard.lower(t.id()), t));
    }

    boolean knows(String name) {
        return isKind(name) || isList(name) || byName.containsKey(name);
    }

    private static boolean isKind(String name) {
        return Arrays.stream(Kind.values()).anyMatch(k -> k.id().equals(name));
    }

    private static boolean isList(String name) {
        return name.equals("tables") || name.equals("runs") || name.equals("series");
    }

    /** Makes the lists of what there is. */
    void start(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE " + FILES + " (filename VARCHAR, run VARCHAR, grp VARCHAR, seed BIGINT, id VARCHAR,"
                            + " kind VARCHAR, name VARCHAR, rows BIGINT, file VARCHAR, format VARCHAR,"
                            + " sha256 VARCHAR)");
            statement.execute("CREATE TABLE \"rewardloom series\" (id VARCHAR, tag VARCHAR, role VARCHAR, count BIGINT,"
                    + " first_step BIGINT, last_step BIGINT, first DOUBLE, last DOUBLE, min DOUBLE, max DOUBLE,"
                    + " nonfinite BIGINT)");
            statement.execute(
                    "CREATE VIEW tables AS SELECT id, kind, name, run, grp, seed, rows, file, format, sha256 FROM "
                            + FILES);
            statement.execute("CREATE VIEW runs AS SELECT run, any_value(grp) AS grp, any_value(seed) AS seed,"
                    + " count(*) AS tables, sum(rows)::BIGINT AS rows FROM " + FILES
                    + " WHERE run <> '' GROUP BY run ORDER BY run");
            statement.execute(
                    "CREATE VIEW series AS SELECT f.run, f.grp, f.seed, f.id AS \"table\", s.* EXCLUDE (id) FROM "
                            + FILES + " f JOIN \"rewardloom series\" s USING (id)");
        }
        insertFiles(connection);
    }

    private void insertFiles(Connection connection) throws SQLException {
        try (PreparedStatement file = connection.prepareStatement(
                        "INSERT INTO " + FILES + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement series = connection.prepareStatement(
                        "INSERT INTO \"rewardloom series\" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Table t : snapshot.tables()) {
                set(file, folder.file(t).toString(), t.run(), t.runName().group());
                if (t.runName().seed().isPresent()) {
                    file.setLong(4, t.runName().seed().getAsLong());
                } else {
                    file.setNull(4, java.sql.Types.BIGINT);
                }
                setFrom(
                        file,
                        5,
                        t.id(),
                        t.kind().id(),
                        t.name(),
                        t.rows(),
                        t.provenance().file());
                setFrom(file, 10, t.provenance().format(), t.provenance().sha256());
                file.addBatch();
                for (SeriesSummary s : t.series()) {
                    set(series, t.id(), s.tag(), s.role().id(), s.count(), s.firstStep(), s.lastStep());
                    setFrom(series, 7, s.first(), s.last(), s.min(), s.max(), s.nonfinite());
                    series.addBatch();
                }
            }
            if (!snapshot.tables().isEmpty()) {
                file.executeBatch();
                series.executeBatch();
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        setFrom(statement, 1, values);
    }

    private static void setFrom(PreparedStatement statement, int first, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(first + i, values[i]);
        }
    }

    /**
     * Makes the views of these names, unless they are there.
     *
     * @throws ProjectException if one is of a table whose file is damaged
     */
    synchronized void make(Connection connection, Set<String> names) throws SQLException {
        for (String name : names) {
            if (!isList(name) && !made.contains(name)) {
                try (Statement statement = connection.createStatement()) {
                    if (isKind(name)) {
                        statement.execute("CREATE OR REPLACE VIEW " + name + " AS " + kindView(Kind.of(name)));
                    } else {
                        Table table = byName.get(name);
                        if (table != null) {
                            makeTableView(statement, name, table);
                        }
                    }
                }
                made.add(name);
            }
        }
    }

    private String kindView(Kind kind) {
        List<Table> tables =
                snapshot.readable().stream().filter(t -> t.kind() == kind).toList();
        if (tables.isEmpty()) {
            return emptyView(kind);
        }
        String files = tables.stream().map(t -> Engine.literal(folder.file(t))).collect(Collectors.joining(", "));
        Set<String> columns = tables.stream()
                .flatMap(t -> t.columns().stream())
                .map(c -> SqlGuard.lower(c.name()))
                .collect(Collectors.toSet());
        // The file's own column of runs, if some have one, goes before the table's run; grp, seed and table are always
        // the table's.
        String excluded = ADDED.stream()
                .filter(columns::contains)
                .map(c -> ", " + Engine.identifier(c))
                .collect(Collectors.joining());
        String run = columns.contains("run") ? "coalesce(CAST(d.run AS VARCHAR), f.run)" : "f.run";
        return "SELECT " + run + " AS run, f.grp, f.seed, f.id AS \"table\", d.* EXCLUDE (filename" + excluded + ")"
                + " FROM read_parquet([" + files + "], filename = true, union_by_name = true) d JOIN " + FILES
                + " f ON d.filename = f.filename";
    }

    private static String emptyView(Kind kind) {
        List<Column> columns = switch (kind) {
            case METRICS -> TableSpec.metrics("", "").columns();
            case CONFIG -> TableSpec.config("", "").columns();
            case MEDIA -> TableSpec.media("", "").columns();
            default -> List.of();
        };
        String list = columns.stream()
                .filter(c -> !ADDED.contains(c.name()))
                .map(c -> ", NULL::"
                        + switch (c.type()) {
                            case INT64 -> "BIGINT";
                            case FLOAT64 -> "DOUBLE";
                            case FLOAT64_LIST -> "DOUBLE[]";
                            default -> "VARCHAR";
                        }
                        + " AS " + Engine.identifier(c.name()))
                .collect(Collectors.joining());
        return "SELECT NULL::VARCHAR AS run, NULL::VARCHAR AS grp, NULL::BIGINT AS seed, NULL::VARCHAR AS \"table\""
                + list + " WHERE false";
    }

    private void makeTableView(Statement statement, String name, Table table) throws SQLException {
        if (snapshot.problems().containsKey(table.id())) {
            throw new ProjectException(snapshot.problems().get(table.id()).message());
        }
        Map<String, String> fitting = new LinkedHashMap<>();
        for (Recipe recipe : recipes) {
            if (recipe.kind() == table.kind() && fits(statement, table, recipe.formula())) {
                fitting.put(recipe.column(), recipe.formula());
            }
        }
        String derived = fitting.entrySet().stream()
                .map(e -> ", (" + e.getValue() + "\n) AS " + Engine.identifier(e.getKey()))
                .collect(Collectors.joining());
        String own =
                table.columns().stream().map(c -> Engine.identifier(c.name())).collect(Collectors.joining(", "));
        statement.execute("CREATE OR REPLACE VIEW " + Engine.identifier(name) + " AS SELECT " + own + derived + " FROM "
                + rows(table));
    }

    /** A recipe is for every table of its kind, but not every one has the columns it needs. */
    private boolean fits(Statement statement, Table table, String formula) {
        try {
            statement.execute("EXPLAIN SELECT (" + formula + "\n) FROM " + rows(table));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * A table's rows with their number in the file, and with second names for its columns: a component, score or observation by its
     * own name, and a column by its role, where no column has that name already.
     */
    String rows(Table table) {
        Set<String> taken = table.columns().stream()
                .map(c -> SqlGuard.lower(c.name()))
                .collect(Collectors.toCollection(HashSet::new));
        Map<String, String> names = new TreeMap<>();
        for (Column column : table.columns()) {
            if (!column.role().is(RoleType.NONE)) {
                String detail = column.role().detail();
                boolean many = !detail.isEmpty() && !column.role().is(RoleType.KL);
                String second = many ? detail : column.role().type().id();
                if (taken.add(SqlGuard.lower(second))) {
                    names.put(second, column.name());
                }
            }
        }
        String aliases = names.entrySet().stream()
                .map(e -> ", " + Engine.identifier(e.getValue()) + " AS " + Engine.identifier(e.getKey()))
                .collect(Collectors.joining());
        return "(SELECT *" + aliases + " FROM read_parquet(" + Engine.literal(folder.file(table))
                + ", file_row_number = true))";
    }
}
