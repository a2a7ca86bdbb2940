package rewardloom.app.importing;

import rewardloom.importers.FieldPreview;
import rewardloom.model.table.Role;

/**
 * A field of a foreign table and what the user makes of it.
 *
 * @param field the field
 * @param used whether it is read
 * @param column the name it gets
 * @param role what it means
 */
public record MappedField(FieldPreview field, boolean used, String column, Role role) {

    MappedField with(boolean newUsed) {
        return new MappedField(field, newUsed, column, role);
    }

    MappedField with(String newColumn) {
        return new MappedField(field, used, newColumn, role);
    }

    MappedField with(Role newRole) {
        return new MappedField(field, used, column, newRole);
    }
}
