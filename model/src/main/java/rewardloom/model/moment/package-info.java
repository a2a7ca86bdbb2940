/** What was logged where in training: the way from a point of a curve to the episodes and responses of that time, and back. */
@NullMarked
package rewardloom.model.moment;

import org.jspecify.annotations.NullMarked;
