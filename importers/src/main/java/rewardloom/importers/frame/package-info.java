/** Pictures of steps, kept as files of the study. */
@NullMarked
package rewardloom.importers.frame;

import org.jspecify.annotations.NullMarked;
