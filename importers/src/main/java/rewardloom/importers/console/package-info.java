/** Tables that training programs print for people, and that are all that some runs left. */
@NullMarked
package rewardloom.importers.console;

import org.jspecify.annotations.NullMarked;
