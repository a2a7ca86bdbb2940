/** Labels and scores of the steps of a solution, for process reward models. */
@NullMarked
package rewardloom.importers.process;

import org.jspecify.annotations.NullMarked;
