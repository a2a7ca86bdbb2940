/** JSON as Python writes it, row by row, flattened into named cells. */
@NullMarked
package rewardloom.importers.json;

import org.jspecify.annotations.NullMarked;
