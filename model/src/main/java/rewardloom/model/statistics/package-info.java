/** What the analyses stand on: resampling, intervals, quantiles, correlation, smoothing, and reduction of long series. */
@NullMarked
package rewardloom.model.statistics;

import org.jspecify.annotations.NullMarked;
