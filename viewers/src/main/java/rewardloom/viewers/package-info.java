/** Views of a study: what every tab of the window is. One package below for each view. */
@NullMarked
package rewardloom.viewers;

import org.jspecify.annotations.NullMarked;
