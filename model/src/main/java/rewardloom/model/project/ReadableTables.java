package rewardloom.model.project;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import rewardloom.model.table.Columns;
import rewardloom.model.table.Formulas;
import rewardloom.model.table.Points;
import rewardloom.model.table.Reduced;
import rewardloom.model.table.Series;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * Those tables of a study whose files are there.
 *
 * @param study all tables
 * @param readable lists those that can be read
 */
record ReadableTables(Tables study, Supplier<List<Table>> readable) implements Tables {

    @Override
    public List<Table> list() {
        return readable.get();
    }

    @Override
    public Columns columns(Table table, Collection<String> names) {
        return study.columns(table, names);
    }

    @Override
    public List<Columns> columns(List<Table> tables, Collection<String> names) {
        return study.columns(tables, names);
    }

    @Override
    public Formulas formulas() {
        return study.formulas();
    }

    @Override
    public Series series(Table table, String tag) {
        return study.series(table, tag);
    }

    @Override
    public List<Points> points(List<Table> tables, String tag, boolean timed) {
        return study.points(tables, tag, timed);
    }

    @Override
    public Reduced reduce(Table table, String tag, long fromStep, long toStep, int bins) {
        return study.reduce(table, tag, fromStep, toStep, bins);
    }
}
