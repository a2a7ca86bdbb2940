/** What all importers share: building batches row by row or tag by tag, recognising what a table holds, counting problems. */
@NullMarked
package rewardloom.importers.column;

import org.jspecify.annotations.NullMarked;
