/** Whether a reward is what its code was meant to give. */
@NullMarked
package rewardloom.model.reward.audit;

import org.jspecify.annotations.NullMarked;
