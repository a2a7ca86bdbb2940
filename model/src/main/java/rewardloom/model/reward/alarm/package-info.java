/** What looks wrong with a reward: components that are farmed, dead, too loud, saturated, at odds with one another. */
@NullMarked
package rewardloom.model.reward.alarm;

import org.jspecify.annotations.NullMarked;
