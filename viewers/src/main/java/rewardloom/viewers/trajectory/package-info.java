/** Trajectories: the table of episodes, a player that draws a scene or plots, and the timeline of rewards under it. */
@NullMarked
package rewardloom.viewers.trajectory;

import org.jspecify.annotations.NullMarked;
