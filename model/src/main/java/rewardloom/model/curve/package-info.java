/** Logged metrics as curves: against step, time or another metric, with smoothing and bands over seeds. */
@NullMarked
package rewardloom.model.curve;

import org.jspecify.annotations.NullMarked;
