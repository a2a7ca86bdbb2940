/** What shaping does to the best policy of a finite process, exactly. */
@NullMarked
package rewardloom.model.shaping.tabular;

import org.jspecify.annotations.NullMarked;
