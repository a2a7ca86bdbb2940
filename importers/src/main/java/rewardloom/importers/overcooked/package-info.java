/** Trajectories of Overcooked-AI. */
@NullMarked
package rewardloom.importers.overcooked;

import org.jspecify.annotations.NullMarked;
