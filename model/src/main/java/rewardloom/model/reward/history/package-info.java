/** Rewards that depend on what came before: counts of what was seen, and sets that were covered. */
@NullMarked
package rewardloom.model.reward.history;

import org.jspecify.annotations.NullMarked;
