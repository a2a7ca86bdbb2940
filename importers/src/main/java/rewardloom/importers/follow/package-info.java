/** Keeps a study up to date with files that are still written. */
@NullMarked
package rewardloom.importers.follow;

import org.jspecify.annotations.NullMarked;
