package rewardloom.model.project;

import java.util.List;
import rewardloom.model.table.Problem;
import rewardloom.model.table.Provenance;

/**
 * What one file held.
 *
 * @param provenance the file
 * @param tables its tables
 * @param problems what was bad in it
 */
public record Staged(Provenance provenance, List<StagedTable> tables, List<Problem> problems) {

    public Staged {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
    }
}
