package rewardloom.model.table;

/**
 * One column of a table's schema.
 *
 * @param name unique in its table
 * @param type type of its cells
 * @param role what it means, {@link Role#NONE} when unknown
 */
public record Column(String name, ColumnType type, Role role) {

    public Column(String name, ColumnType type) {
        this(name, type, Role.NONE);
    }

    public Column withRole(Role newRole) {
        return new Column(name, type, newRole);
    }
}
