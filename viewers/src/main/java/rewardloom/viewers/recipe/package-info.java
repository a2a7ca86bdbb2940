/** Recipes of rewards, put together from columns and functions with their effect beside them. */
@NullMarked
package rewardloom.viewers.recipe;

import org.jspecify.annotations.NullMarked;
