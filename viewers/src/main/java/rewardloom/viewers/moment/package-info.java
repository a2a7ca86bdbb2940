/** From a point of a curve to what was logged there. */
@NullMarked
package rewardloom.viewers.moment;

import org.jspecify.annotations.NullMarked;
