/** Progress and cancellation, free of any user interface. */
@NullMarked
package rewardloom.model.progress;

import org.jspecify.annotations.NullMarked;
