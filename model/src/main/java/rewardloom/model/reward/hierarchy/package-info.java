/** Rewards in the order of their importance: preferences by a decision tree, gates that a higher level opens, constraints. */
@NullMarked
package rewardloom.model.reward.hierarchy;

import org.jspecify.annotations.NullMarked;
