/** The program: main, command line, window, tasks, dialogs, preferences. */
@NullMarked
package rewardloom.app;

import org.jspecify.annotations.NullMarked;
