/** Runs as the rows of a table: their settings and metrics, and which of them are repetitions of one another. */
@NullMarked
package rewardloom.model.run;

import org.jspecify.annotations.NullMarked;
