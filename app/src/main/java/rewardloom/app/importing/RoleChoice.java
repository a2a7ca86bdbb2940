package rewardloom.app.importing;

import rewardloom.model.table.Kind;
import rewardloom.model.table.Role;

/**
 * A column or tag of a name, in every file that is previewed.
 *
 * @param kind kind of the tables it is in
 * @param name its name
 * @param type type of a column, or {@code tag}
 * @param role what it means, as guessed or corrected
 * @param tables number of tables that have it
 * @param range smallest and largest value for people, or the empty string
 */
public record RoleChoice(Kind kind, String name, String type, Role role, int tables, String range) {}
