/** Tables as text: monitor.csv, progress.csv, and whatever else separates columns by commas, tabs or semicolons. */
@NullMarked
package rewardloom.importers.csv;

import org.jspecify.annotations.NullMarked;
