/** What Sacred keeps of a run: the series in {@code info.json} and {@code metrics.json}. */
@NullMarked
package rewardloom.importers.sacred;

import org.jspecify.annotations.NullMarked;
