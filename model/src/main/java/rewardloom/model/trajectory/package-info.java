/** Trajectories inside tables of steps: which rows are an episode, and the columns of one episode or of a segment of it. */
@NullMarked
package rewardloom.model.trajectory;

import org.jspecify.annotations.NullMarked;
