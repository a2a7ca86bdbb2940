package rewardloom.model.response;

import rewardloom.model.table.Table;

/**
 * A response in a list of many.
 *
 * @param table where it stands
 * @param row its row
 * @param run name of its run
 * @param step training step at which it was sampled, NaN when that was not logged
 * @param promptId id of its prompt, empty when the table has none
 * @param prompt its prompt, empty when the table has none
 * @param text the text
 * @param reward its reward, NaN when that was not logged
 * @param gold its gold reward, NaN when that was not logged
 * @param length number of its tokens, or of its words when those were not logged
 */
public record ResponseRow(
        Table table,
        int row,
        String run,
        double step,
        String promptId,
        String prompt,
        String text,
        double reward,
        double gold,
        int length) {}
