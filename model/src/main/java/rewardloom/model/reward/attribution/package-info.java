/** Who earned it: the share of each component or reward model in what they achieve together. */
@NullMarked
package rewardloom.model.reward.attribution;

import org.jspecify.annotations.NullMarked;
