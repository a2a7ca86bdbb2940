/** Shaping along episodes and solutions: process rewards, potentials, segments. */
@NullMarked
package rewardloom.model.shaping.trajectory;

import org.jspecify.annotations.NullMarked;
