/** Whose share it is: of a group's advantage by component, of a team's reward by agent. */
@NullMarked
package rewardloom.model.reward.share;

import org.jspecify.annotations.NullMarked;
