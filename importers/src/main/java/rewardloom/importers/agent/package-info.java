/** Trajectories of language agents. */
@NullMarked
package rewardloom.importers.agent;

import org.jspecify.annotations.NullMarked;
