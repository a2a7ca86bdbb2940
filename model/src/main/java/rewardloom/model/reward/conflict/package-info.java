/** Components that pull in opposite directions: how much, when and where. */
@NullMarked
package rewardloom.model.reward.conflict;

import org.jspecify.annotations.NullMarked;
