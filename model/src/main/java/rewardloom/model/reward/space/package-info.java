/** Rewards over space: maps of a recipe, or of what was logged, over two state variables. */
@NullMarked
package rewardloom.model.reward.space;

import org.jspecify.annotations.NullMarked;
