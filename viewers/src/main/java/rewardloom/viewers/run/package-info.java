/** Runs as rows beside their figures: sorted, filtered, grouped, chosen. */
@NullMarked
package rewardloom.viewers.run;

import org.jspecify.annotations.NullMarked;
