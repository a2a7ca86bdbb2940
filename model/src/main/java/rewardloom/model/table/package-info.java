/** Tables of a study: kinds, roles, schemas, column values, runs, and how to read them. */
@NullMarked
package rewardloom.model.table;

import org.jspecify.annotations.NullMarked;
