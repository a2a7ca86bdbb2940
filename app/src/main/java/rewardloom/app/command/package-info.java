/** The command line: one class for each command, and how they print. */
@NullMarked
package rewardloom.app.command;

import org.jspecify.annotations.NullMarked;
