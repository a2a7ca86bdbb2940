/** Labels of other programs, read with the importers. */
@NullMarked
package rewardloom.app.labels;

import org.jspecify.annotations.NullMarked;
