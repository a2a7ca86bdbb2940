/** What another weighting of the components would have done: to returns, to the order of runs and episodes, to who wins. */
@NullMarked
package rewardloom.model.reward.whatif;

import org.jspecify.annotations.NullMarked;
