/** Tables of a study as they are: rows, columns and their roles, SQL, recipes, problems of files. */
@NullMarked
package rewardloom.viewers.table;

import org.jspecify.annotations.NullMarked;
