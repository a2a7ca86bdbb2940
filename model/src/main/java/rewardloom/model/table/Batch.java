package rewardloom.model.table;

import java.util.List;

/**
 * Some rows of a table, column by column, in the order of the table's schema.
 *
 * @param rows number of rows; every column has as many cells
 * @param columns the cells
 */
public record Batch(int rows, List<Values> columns) {

    public Batch {
        for (Values column : columns) {
            if (column.size() != rows) {
                throw new IllegalArgumentException("a column has " + column.size() + " cells, not " + rows);
            }
        }
        columns = List.copyOf(columns);
    }
}
