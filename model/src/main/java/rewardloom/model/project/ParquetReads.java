package rewardloom.model.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import rewardloom.model.table.Column;
import rewardloom.model.table.ColumnType;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Kind;
import rewardloom.model.table.Points;
import rewardloom.model.table.Reduced;
import rewardloom.model.table.Reduction;
import rewardloom.model.table.RoleType;
import rewardloom.model.table.Series;
import rewardloom.model.table.SeriesSummary;
import rewardloom.model.table.Table;
import rewardloom.model.table.Values;
import rewardloom.model.table.ValuesSlice;

/** Reads tables from their Parquet files into primitive arrays. Thread-safe. */
final class ParquetReads {
    private static final int BATCH = 122_880;
    private static final int FILES_AT_ONCE = 1_000;
    private static final String NO_TIME = "CAST('NaN' AS DOUBLE)";

    private final Engine engine;
    private final Function<Table, Path> fileOf;

    ParquetReads(Engine engine, Function<Table, Path> fileOf) {
        this.engine = engine;
        this.fileOf = fileOf;
    }

    /** Takes the rows of an Arrow stream, batch by batch. */
    @FunctionalInterface
    interface BatchTaker {
        void take(VectorSchemaRoot root, int rows);
    }

    Columns columns(Table table, Collection<String> names) {
        Map<String, ArrowColumns.Gatherer> gatherers = gatherers(table, names, Math.toIntExact(table.rows()));
        if (gatherers.isEmpty()) {
            return new Columns(Math.toIntExact(table.rows()), Map.of());
        }
        stream(table, select(gatherers.keySet(), source(table)) + fileOrder(table), taker(gatherers));
        Map<String, Values> result = new LinkedHashMap<>();
        gatherers.forEach((name, gatherer) -> result.put(name, gatherer.finish()));
        return new Columns(Math.toIntExact(table.rows()), result);
    }

    /** Files that have the same columns are read with one query, whose rows come file by file. */
    List<Columns> columns(List<Table> tables, Collection<String> names) {
        if (tables.size() < 2
                || names.isEmpty()
                || tables.size() > FILES_AT_ONCE
                || !areAlike(tables, names)
                || tables.stream().mapToLong(Table::rows).sum() > Integer.MAX_VALUE / 8) {
            return tables.stream().map(t -> columns(t, names)).toList();
        }
        int rows = Math.toIntExact(tables.stream().mapToLong(Table::rows).sum());
        Map<String, ArrowColumns.Gatherer> gatherers = gatherers(tables.getFirst(), names, rows);
        String files = tables.stream().map(t -> Engine.literal(fileOf.apply(t))).collect(Collectors.joining(", "));
        try {
            stream(engine, select(gatherers.keySet(), "read_parquet([" + files + "])"), BATCH, taker(gatherers));
        } catch (SQLException | IOException e) {
            // One of the files cannot be read: whoever it is says so by itself.
            return tables.stream().map(t -> columns(t, names)).toList();
        }
        Map<String, Values> all = new LinkedHashMap<>();
        gatherers.forEach((name, gatherer) -> all.put(name, gatherer.finish()));
        List<Columns> parts = new ArrayList<>();
        int from = 0;
        for (Table table : tables) {
            int start = from;
            int end = start + Math.toIntExact(table.rows());
            Map<String, Values> part = new LinkedHashMap<>();
            all.forEach((name, values) -> part.put(name, ValuesSlice.of(values, start, end)));
            parts.add(new Columns(end - start, part));
            from = end;
        }
        return parts;
    }

    /** Whether tables have the same types in some columns, and their files the rows in the order they are wanted in. */
    private static boolean areAlike(List<Table> tables, Collection<String> names) {
        Set<List<Column>> schemas = tables.stream()
                .map(t -> t.columns().stream()
                        .filter(c -> names.contains(c.name()))
                        .map(c -> new Column(c.name(), c.type()))
                        .sorted(Comparator.comparing(Column::name))
                        .toList())
                .collect(Collectors.toSet());
        return schemas.size() == 1 && tables.stream().allMatch(t -> fileOrder(t).isEmpty());
    }

    private static Map<String, ArrowColumns.Gatherer> gatherers(Table table, Collection<String> names, int rows) {
        Map<String, Column> schema = table.columns().stream().collect(Collectors.toMap(Column::name, c -> c));
        Map<String, ArrowColumns.Gatherer> gatherers = new LinkedHashMap<>();
        for (String name : names) {
            Column column = schema.get(name);
            if (column == null) {
                throw new IllegalArgumentException("table '" + table.name() + "' has no column '" + name + "'");
            }
            gatherers.put(name, ArrowColumns.of(column.type(), rows));
        }
        return gatherers;
    }

    private static String select(Collection<String> columns, String source) {
        return "SELECT " + columns.stream().map(Engine::identifier).collect(Collectors.joining(", ")) + " FROM "
                + source;
    }

    private static BatchTaker taker(Map<String, ArrowColumns.Gatherer> gatherers) {
        return (root, rows) -> {
            int at = 0;
            for (ArrowColumns.Gatherer gatherer : gatherers.values()) {
                gatherer.add(root.getVector(at++), rows);
            }
        };
    }

    /** Rows of large metrics tables with several tags are kept sorted by tag; only there the file's order must be restored. */
    static String fileOrder(Table table) {
        boolean sorted = table.kind() == Kind.METRICS
                && table.rows() > ParquetFile.ROW_GROUP
                && table.series().size() > 1
                && TagPartition.fits(table.columns());
        return sorted ? " ORDER BY seq" : "";
    }

    Series series(Table table, String tag) {
        int points = Math.toIntExact(summary(table, tag).count());
        boolean timed = table.column(RoleType.WALL_TIME).isPresent();
        ArrowColumns.Gatherer steps = ArrowColumns.of(ColumnType.INT64, points);
        ArrowColumns.Gatherer values = ArrowColumns.of(ColumnType.FLOAT64, points);
        ArrowColumns.Gatherer times = ArrowColumns.of(ColumnType.FLOAT64, timed ? points : 0);
        stream(table, selectTag(table, tag, timed), (root, rows) -> {
            steps.add(root.getVector(0), rows);
            values.add(root.getVector(1), rows);
            if (timed) {
                times.add(root.getVector(2), rows);
            }
        });
        double[] numbers = numbers(values.finish());
        double[] wall = timed ? numbers(times.finish()) : new double[numbers.length];
        if (!timed) {
            Arrays.fill(wall, Double.NaN);
        }
        return new Series(table.run(), tag, ((Values.Longs) steps.finish()).values(), wall, numbers);
    }

    List<Points> points(List<Table> tables, String tag, boolean timed) {
        List<Points> all = new ArrayList<>(Collections.nCopies(tables.size(), null));
        Map<Layout, List<Integer>> alike = new LinkedHashMap<>();
        for (int i = 0; i < tables.size(); i++) {
            summary(tables.get(i), tag);
            alike.computeIfAbsent(Layout.of(tables.get(i), timed), l -> new ArrayList<>())
                    .add(i);
        }
        alike.forEach((layout, members) -> {
            for (int from = 0; from < members.size(); from += FILES_AT_ONCE) {
                List<Integer> some = members.subList(from, Math.min(members.size(), from + FILES_AT_ONCE));
                List<Points> points =
                        points(layout, some.stream().map(tables::get).toList(), tag);
                for (int i = 0; i < some.size(); i++) {
                    all.set(some.get(i), points.get(i));
                }
            }
        });
        return List.copyOf(all);
    }

    /** Files of the same layout are read with one query, whose rows come file by file. */
    private List<Points> points(Layout layout, List<Table> tables, String tag) {
        List<PointsTaker> takers = tables.stream()
                .map(t -> new PointsTaker(Math.toIntExact(summary(t, tag).count()), layout.timed()))
                .toList();
        int[] at = {0};
        String files = tables.stream().map(t -> Engine.literal(fileOf.apply(t))).collect(Collectors.joining(", "));
        try {
            stream(engine, layout.select("read_parquet([" + files + "])", tag), BATCH, (root, rows) -> {
                int from = 0;
                while (from < rows) {
                    while (takers.get(at[0]).isFull()) {
                        at[0]++;
                    }
                    from += takers.get(at[0]).take(root, from, rows);
                }
            });
        } catch (SQLException | IOException e) {
            if (tables.size() == 1) {
                throw unreadable(tables.getFirst(), e);
            }
            // One of the files cannot be read: whoever it is says so by itself.
            return tables.stream()
                    .map(t -> points(layout, List.of(t), tag).getFirst())
                    .toList();
        }
        return takers.stream().map(PointsTaker::finish).toList();
    }

    /** The names of the columns that a curve is read from. */
    private record Layout(String tag, String step, String value, String time) {
        static Layout of(Table table, boolean timed) {
            boolean has = timed && table.column(RoleType.WALL_TIME).isPresent();
            return new Layout(
                    name(table, RoleType.TAG),
                    name(table, RoleType.STEP),
                    name(table, RoleType.VALUE),
                    has ? name(table, RoleType.WALL_TIME) : timed ? NO_TIME : "");
        }

        boolean timed() {
            return !time.isEmpty();
        }

        String select(String source, String wanted) {
            return "SELECT " + step + ", " + value + (timed() ? ", " + time : "") + " FROM " + source + " WHERE " + tag
                    + " = " + Engine.literal(wanted) + " AND " + value + " IS NOT NULL";
        }
    }

    /** A column as numbers, NaN where a cell is missing. */
    static double[] numbers(Values values) {
        double[] result = ((Values.Doubles) values).values();
        for (int i = 0; i < result.length; i++) {
            if (values.isMissing(i)) {
                result[i] = Double.NaN;
            }
        }
        return result;
    }

    Reduced reduce(Table table, String tag, long fromStep, long toStep, int bins) {
        summary(table, tag);
        Reduction reduction = new Reduction(fromStep, toStep, bins);
        String step = name(table, RoleType.STEP);
        String sql = selectTag(table, tag, false) + " AND " + step + " BETWEEN " + fromStep + " AND " + toStep;
        stream(table, sql, (root, rows) -> {
            FieldVector steps = root.getVector(0);
            FieldVector values = root.getVector(1);
            if (steps.getNullCount() > 0) {
                throw new IllegalStateException("a step is missing in table '" + table.name() + "'");
            }
            reduction.add(data(steps, rows).asLongBuffer(), data(values, rows).asDoubleBuffer(), rows);
        });
        return reduction.finish();
    }

    private static ByteBuffer data(FieldVector vector, int rows) {
        return ((BaseFixedWidthVector) vector)
                .getDataBuffer()
                .nioBuffer(0, Math.toIntExact(8L * rows))
                .order(ByteOrder.nativeOrder());
    }

    private String selectTag(Table table, String tag, boolean timed) {
        String value = name(table, RoleType.VALUE);
        return "SELECT " + name(table, RoleType.STEP) + ", " + value
                + (timed ? ", " + name(table, RoleType.WALL_TIME) : "")
                + " FROM " + source(table) + " WHERE " + name(table, RoleType.TAG) + " = " + Engine.literal(tag)
                + " AND "
                + value + " IS NOT NULL";
    }

    private static String name(Table table, RoleType role) {
        return table.column(role)
                .map(c -> Engine.identifier(c.name()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "table '" + table.name() + "' has no column with the role " + role.id()));
    }

    private static SeriesSummary summary(Table table, String tag) {
        return table.series().stream()
                .filter(s -> table.kind() == Kind.METRICS && s.tag().equals(tag))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("table '" + table.name() + "' has no tag '" + tag + "'"));
    }

    private String source(Table table) {
        return "read_parquet(" + Engine.literal(fileOf.apply(table)) + ")";
    }

    private void stream(Table table, String sql, BatchTaker taker) {
        try {
            stream(engine, sql, BATCH, taker);
        } catch (SQLException | IOException e) {
            throw unreadable(table, e);
        }
    }

    private UncheckedIOException unreadable(Table table, Exception e) {
        Path file = fileOf.apply(table);
        String what = Files.exists(file) ? "is damaged" : "is missing";
        return new UncheckedIOException(new IOException(
                "Cannot read table '" + table.name() + "': its file " + file + " " + what
                        + ". Restore it from a copy, or remove the table and import "
                        + table.provenance().file()
                        + " again. (" + firstLine(e) + ")",
                e));
    }

    static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    static void stream(Engine engine, String sql, int batch, BatchTaker taker) throws SQLException, IOException {
        try (DuckDBConnection connection = engine.connection();
                BufferAllocator allocator = engine.allocator("read");
                Statement statement = connection.createStatement();
                DuckDBResultSet rows = (DuckDBResultSet) statement.executeQuery(sql);
                ArrowReader reader = (ArrowReader) rows.arrowExportStream(allocator, batch)) {
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                taker.take(root, root.getRowCount());
            }
        }
    }
}
