/** Small formulas over named values: for filters and derived columns of runs, and for series derived from others. */
@NullMarked
package rewardloom.model.expression;

import org.jspecify.annotations.NullMarked;
