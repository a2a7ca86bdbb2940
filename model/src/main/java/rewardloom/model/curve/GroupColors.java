package rewardloom.model.curve;

import java.util.LinkedHashMap;
import java.util.Map;
import rewardloom.model.analysis.RunColors;
import rewardloom.model.run.RunGroups;
import rewardloom.model.table.Table;
import rewardloom.model.table.Tables;

/** The colour index of every line: that of the run or group in all views, or by order of import where settings make the groups. */
final class GroupColors {
    private final Map<String, Integer> indices = new LinkedHashMap<>();

    GroupColors(Tables tables, RunGroups groups, CurveParameters parameters) {
        RunColors standard = RunColors.of(tables);
        for (Table table : tables.list()) {
            String run = RunColors.runOf(table).name();
            if (parameters.ungrouped()) {
                indices.putIfAbsent(run, standard.index(run, false));
            } else if (groups.meaning().isEmpty()) {
                String group = RunColors.runOf(table).group();
                indices.putIfAbsent(group, standard.index(group, true));
            } else {
                indices.putIfAbsent(groups.of(run).group(), indices.size());
            }
        }
    }

    int index(String name) {
        return indices.getOrDefault(name, 0);
    }
}
