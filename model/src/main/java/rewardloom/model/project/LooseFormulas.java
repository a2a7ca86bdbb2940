package rewardloom.model.project;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import rewardloom.model.formula.Expression;
import rewardloom.model.formula.FormulaException;
import rewardloom.model.formula.FormulaReader;
import rewardloom.model.formula.Macro;
import rewardloom.model.table.FormulaColumns;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.Kind;
import rewardloom.model.table.MemoryTables;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** Formulas without a study, over numeric columns in memory. Thread-safe. */
public final class LooseFormulas implements Formulas, AutoCloseable {
    private final LockedEngine engine;
    private final SqlGuard guard = new SqlGuard();
    private volatile Tables tables = new MemoryTables();
    private volatile @Nullable List<Macro> macros;

    /**
     * Starts an engine.
     *
     * @throws ProjectException if it cannot start
     */
    public LooseFormulas() {
        try {
            engine = new LockedEngine();
        } catch (SQLException e) {
            throw new ProjectException("The engine for formulas cannot start: " + e.getMessage(), e);
        }
    }

    /** Where {@link #evaluate(Table, String)} finds the rows of a table. */
    public void over(Tables newTables) {
        tables = newTables;
    }

    @Override
    public double[] evaluate(Table table, String formula) {
        return evaluate(FormulaColumns.of(tables, table), formula);
    }

    @Override
    public double[] evaluate(Map<String, double[]> columns, String formula) {
        return with(connection -> {
            boolean windows = guard.formula(connection, formula).windows();
            return FormulaRows.evaluate(connection, columns, formula, windows);
        });
    }

    @Override
    public Expression parse(String formula) {
        return with(connection -> FormulaReader.read(guard.tree(connection, formula)));
    }

    @Override
    public List<Macro> macros() {
        List<Macro> known = macros;
        if (known == null) {
            known = with(connection -> MacroList.read(connection, guard));
            macros = known;
        }
        return known;
    }

    @Override
    public Optional<String> saved(String recipe) {
        return Optional.empty();
    }

    @Override
    public List<String> saved(Kind kind) {
        return List.of();
    }

    /** Something done with a connection. */
    @FunctionalInterface
    private interface Work<T> {
        T run(DuckDBConnection connection) throws SQLException, IOException;
    }

    private <T> T with(Work<T> work) {
        try (DuckDBConnection connection = engine.connection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw new FormulaException("The formula fails: " + EngineMessage.of(e), e);
        } catch (ProjectException e) {
            throw new FormulaException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new FormulaException("The formula fails: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (SQLException e) {
            throw new ProjectException("The engine for formulas cannot be closed: " + e.getMessage(), e);
        }
    }
}
