/** Foreign files to tables: the importer contract, the choice of an importer, and the import itself. */
@NullMarked
package rewardloom.importers;

import org.jspecify.annotations.NullMarked;
