/** Rewards of language models taken apart: partial rewards, plans, tool calls, welfare, relevance, tasks. */
@NullMarked
package rewardloom.model.reward.language;

import org.jspecify.annotations.NullMarked;
