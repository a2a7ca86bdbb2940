package rewardloom.model.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import rewardloom.model.table.RunName;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/**
 * The colour index of every group of runs and of every run, by order of import: the same in every figure of every analysis of a
 * study, whatever is filtered away.
 */
public final class RunColors {
    private final Map<String, Integer> groups = new LinkedHashMap<>();
    private final Map<String, Integer> runs = new LinkedHashMap<>();

    /** The colours of these tables' runs, in the order of the tables. */
    public RunColors(Collection<Table> tables) {
        for (Table table : tables) {
            RunName run = runOf(table);
            groups.putIfAbsent(run.group(), groups.size());
            runs.putIfAbsent(run.name(), runs.size());
        }
    }

    /** The colours of all runs of a study. */
    public static RunColors of(Tables tables) {
        return new RunColors(tables.list());
    }

    /** The run of a table; a table without one is its own run, called as the table. */
    public static RunName runOf(Table table) {
        return table.run().isEmpty() ? RunName.parse(table.name()) : table.runName();
    }

    /** Index of a group, or of a run when runs are not grouped; 0 for an unknown name. */
    public int index(String name, boolean grouped) {
        return (grouped ? groups : runs).getOrDefault(name, 0);
    }
}
