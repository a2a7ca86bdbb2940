package rewardloom.model.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
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
            if (!table.run().isEmpty()) {
                groups.putIfAbsent(table.runName().group(), groups.size());
                runs.putIfAbsent(table.run(), runs.size());
            }
        }
    }

    /** The colours of all runs of a study. */
    public static RunColors of(Tables tables) {
        return new RunColors(tables.list());
    }

    /** Index of a group, or of a run when runs are not grouped; 0 for an unknown name. */
    public int index(String name, boolean grouped) {
        return (grouped ? groups : runs).getOrDefault(name, 0);
    }
}
