/** The window: its frame, the page of a study, and the wiring of everything in it. */
@NullMarked
package rewardloom.app.window;

import org.jspecify.annotations.NullMarked;
