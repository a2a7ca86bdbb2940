/** Shaping functions, their derivatives, and what they do to a distribution and to a ranking. */
@NullMarked
package rewardloom.model.shaping;

import org.jspecify.annotations.NullMarked;
