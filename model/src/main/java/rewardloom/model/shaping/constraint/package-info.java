/** Behaviour that is asked for by limits on how often something happens, in place of one more reward. */
@NullMarked
package rewardloom.model.shaping.constraint;

import org.jspecify.annotations.NullMarked;
