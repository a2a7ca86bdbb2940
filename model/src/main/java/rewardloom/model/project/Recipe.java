package rewardloom.model.project;

import rewardloom.model.table.Kind;

/**
 * A named formula: a derived column {@code recipe/<name>} of every table of a kind that has the columns it needs.
 *
 * @param name unique in its project
 * @param kind the kind of table it is for
 * @param formula one SQL expression over the table's columns
 * @param note what it is meant to be, in the user's words
 */
public record Recipe(String name, Kind kind, String formula, String note) {

    /** What a recipe's column is called: {@code recipe/<name>}. */
    public static final String PREFIX = "recipe/";

    /** The name of the derived column. */
    public String column() {
        return PREFIX + name;
    }
}
