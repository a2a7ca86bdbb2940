package rewardloom.model.trajectory;

import java.util.Map;
import rewardloom.model.table.Table;

/**
 * One episode of a table of steps.
 *
 * @param table the table its steps are in
 * @param run name of its run
 * @param id its number in the run
 * @param rows rows of the table, in the order of time; not copied, do not write to it
 * @param total sum of the logged reward, NaN if the table logs none
 * @param components sum of each component by name
 */
public record Episode(Table table, String run, long id, int[] rows, double total, Map<String, Double> components) {

    public Episode {
        components = Map.copyOf(components);
    }

    /** Number of steps. */
    public int length() {
        return rows.length;
    }
}
