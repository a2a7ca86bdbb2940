/** Recipes: formulas that combine components, applied to tables, compared with what was logged, drawn over space. */
@NullMarked
package rewardloom.model.reward.recipe;

import org.jspecify.annotations.NullMarked;
