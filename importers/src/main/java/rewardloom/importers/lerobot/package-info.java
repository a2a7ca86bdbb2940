/** Metadata of LeRobot data sets. */
@NullMarked
package rewardloom.importers.lerobot;

import org.jspecify.annotations.NullMarked;
