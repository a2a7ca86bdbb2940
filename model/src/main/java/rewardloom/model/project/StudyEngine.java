package rewardloom.model.project;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;
import org.jspecify.annotations.Nullable;
import rewardloom.model.formula.Expression;
import rewardloom.model.formula.FormulaReader;
import rewardloom.model.formula.Macro;
import rewardloom.model.progress.CancelledException;
import rewardloom.model.progress.Progress;
import rewardloom.model.table.Table;

/** Runs a user's queries and formulas over the tables of a project, in a locked engine. Thread-safe. */
final class StudyEngine {
    private static final int BATCH = 65_536;

    private final ProjectFolder folder;
    private final TableList tables;
    private final Supplier<List<Recipe>> recipes;
    private @Nullable State state;
    private volatile @Nullable List<Macro> macros;
    private boolean closed;

    StudyEngine(ProjectFolder folder, TableList tables, Supplier<List<Recipe>> recipes) {
        this.folder = folder;
        this.tables = tables;
        this.recipes = recipes;
    }

    /** An engine with views of the tables as they were at one moment; closed when a newer one is there and nobody uses it. */
    private static final class State {
        private final TableList.Snapshot snapshot;
        private final LockedEngine engine;
        private final StudyViews views;
        private final SqlGuard guard = new SqlGuard();
        private int users;
        private boolean outdated;

        State(TableList.Snapshot snapshot, LockedEngine engine, StudyViews views) {
            this.snapshot = snapshot;
            this.engine = engine;
            this.views = views;
        }
    }

    /** Something done with an engine. */
    @FunctionalInterface
    private interface Work<T> {
        T run(DuckDBConnection connection, State state) throws SQLException, IOException;
    }

    private <T> T with(String what, Work<T> work) {
        State current = null;
        try {
            current = acquire();
            try (DuckDBConnection connection = current.engine.connection()) {
                return work.run(connection, current);
            }
        } catch (SQLException e) {
            throw new ProjectException(what + " fails: " + EngineMessage.of(e), e);
        } catch (IOException e) {
            throw new ProjectException(what + " fails: " + Project.reason(e) + ".", e);
        } finally {
            if (current != null) {
                release(current);
            }
        }
    }

    private synchronized State acquire() throws SQLException {
        if (closed) {
            throw new SQLException("the project is closed");
        }
        TableList.Snapshot snapshot = tables.get();
        State known = state;
        if (known == null || known.snapshot.version() != snapshot.version()) {
            if (known != null) {
                retire(known);
                state = null;
            }
            known = make(snapshot);
            state = known;
        }
        known.users++;
        return known;
    }

    private State make(TableList.Snapshot snapshot) throws SQLException {
        LockedEngine engine = new LockedEngine(folder.tables());
        StudyViews views = new StudyViews(folder, snapshot, recipes.get());
        boolean done = false;
        try (DuckDBConnection connection = engine.connection()) {
            views.start(connection);
            done = true;
            return new State(snapshot, engine, views);
        } finally {
            if (!done) {
                engine.close();
            }
        }
    }

    private static void retire(State old) throws SQLException {
        old.outdated = true;
        if (old.users == 0) {
            old.engine.close();
        }
    }

    private synchronized void release(State used) {
        used.users--;
        if (used.outdated && used.users == 0) {
            try {
                used.engine.close();
            } catch (SQLException e) {
                throw new ProjectException("The query engine cannot be closed: " + EngineMessage.of(e), e);
            }
        }
    }

    QueryResult query(String sql, int mostRows, Progress progress) {
        AtomicBoolean done = new AtomicBoolean();
        try {
            return with("The query", (connection, current) -> {
                prepare(connection, current, sql);
                try (Statement statement = connection.createStatement()) {
                    watch(statement, progress, done);
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        return result(rows, mostRows);
                    }
                }
            });
        } catch (ProjectException e) {
            if (progress.isCancelled()) {
                throw (CancelledException) new CancelledException().initCause(e);
            }
            throw e;
        } finally {
            done.set(true);
        }
    }

    private static void prepare(DuckDBConnection connection, State current, String sql) throws SQLException {
        Set<String> used =
                current.guard.query(connection, sql, current.views::knows).tables();
        current.views.make(connection, used);
    }

    private static void watch(Statement statement, Progress progress, AtomicBoolean done) {
        if (progress.equals(Progress.NONE)) {
            return;
        }
        Thread.ofVirtual().name("watch a query").start(() -> {
            try {
                while (!done.get()) {
                    Thread.sleep(30);
                    // What is cancelled before it has begun goes on: it is told until it has stopped.
                    if (progress.isCancelled() && !done.get()) {
                        statement.cancel();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (SQLException e) {
                // It has ended in the meantime.
                done.set(true);
            }
        });
    }

    private static QueryResult result(ResultSet rows, int most) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnLabel(i));
            types.add(meta.getColumnTypeName(i));
        }
        List<List<Object>> cells = new ArrayList<>();
        while (rows.next()) {
            if (cells.size() == most) {
                return new QueryResult(names, types, cells, true);
            }
            List<Object> row = new ArrayList<>(names.size());
            for (int i = 1; i <= names.size(); i++) {
                row.add(Cells.plain(rows.getObject(i)));
            }
            cells.add(Collections.unmodifiableList(row));
        }
        return new QueryResult(names, types, cells, false);
    }

    long queryArrow(String sql, Path file) {
        return with("The query", (connection, current) -> {
            prepare(connection, current, sql);
            Path target = file.toAbsolutePath();
            Path part = target.resolveSibling(target.getFileName() + ".part");
            try {
                long count = write(connection, sql, part);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                return count;
            } finally {
                Files.deleteIfExists(part);
            }
        });
    }

    private static long write(DuckDBConnection connection, String sql, Path file) throws SQLException, IOException {
        long count = 0;
        try (BufferAllocator allocator = new RootAllocator();
                Statement statement = connection.createStatement();
                DuckDBResultSet rows = (DuckDBResultSet) statement.executeQuery(sql);
                ArrowReader reader = (ArrowReader) rows.arrowExportStream(allocator, BATCH);
                OutputStream out = Files.newOutputStream(file);
                ArrowStreamWriter writer = new ArrowStreamWriter(reader.getVectorSchemaRoot(), reader, out)) {
            writer.start();
            while (reader.loadNextBatch()) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                count += root.getRowCount();
                writer.writeBatch();
            }
            writer.end();
        }
        return count;
    }

    double[] evaluate(Table table, String formula) {
        String what = "The formula '" + formula.strip() + "'";
        return with(what, (connection, current) -> {
            boolean windows = current.guard.formula(connection, formula).windows();
            tables.get().problems().computeIfPresent(table.id(), (id, problem) -> {
                throw new ProjectException(problem.message());
            });
            String order = ParquetReads.fileOrder(table);
            String sql = "SELECT CAST((" + formula + "\n) AS DOUBLE) FROM " + current.views.rows(table)
                    + (order.isEmpty() && windows ? " ORDER BY file_row_number" : order);
            return FormulaRows.numbers(connection, sql, Math.toIntExact(table.rows()));
        });
    }

    double[] evaluate(Map<String, double[]> columns, String formula) {
        return with("The formula '" + formula.strip() + "'", (connection, current) -> {
            boolean windows = current.guard.formula(connection, formula).windows();
            return FormulaRows.evaluate(connection, columns, formula, windows);
        });
    }

    Expression parse(String formula) {
        return with(
                "The formula", (connection, current) -> FormulaReader.read(current.guard.tree(connection, formula)));
    }

    /** The functions that every engine has; they are the same for all of them. */
    List<Macro> macros() {
        List<Macro> known = macros;
        if (known == null) {
            known = with("The list of functions", (connection, current) -> MacroList.read(connection, current.guard));
            macros = known;
        }
        return known;
    }

    /**
     * Whether a recipe can be computed.
     *
     * @throws ProjectException if it is refused, or there are tables of its kind and it fails for each of them
     */
    void check(Recipe recipe) {
        String what = "The formula '" + recipe.formula().strip() + "'";
        with(what, (connection, current) -> {
            current.guard.formula(connection, recipe.formula());
            SQLException failure = null;
            for (Table table : tables.get().readable()) {
                if (table.kind() == recipe.kind()) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("EXPLAIN SELECT CAST((" + recipe.formula() + "\n) AS DOUBLE) FROM "
                                + current.views.rows(table));
                        return true;
                    } catch (SQLException e) {
                        failure = e;
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
            return false;
        });
    }

    synchronized void close() throws SQLException {
        closed = true;
        State last = state;
        state = null;
        if (last != null) {
            retire(last);
        }
    }
}
