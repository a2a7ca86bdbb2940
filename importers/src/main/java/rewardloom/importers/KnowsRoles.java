package rewardloom.importers;

import java.util.Optional;
import rewardloom.model.table.Role;

/** An importer that knows what columns and tags mean, where others leave it to the rules. */
public interface KnowsRoles {

    /** The role of a column or tag of this name, or nothing where the rules shall guess. */
    Optional<Role> role(String columnOrTag);
}
