/** The reward taken apart: components, their shares, the residual, and components that are farmed. */
@NullMarked
package rewardloom.model.reward;

import org.jspecify.annotations.NullMarked;
