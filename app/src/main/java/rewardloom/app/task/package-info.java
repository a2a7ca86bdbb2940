/** Work off the JavaFX thread: a small pool, latest wins, progress that is pulled. */
@NullMarked
package rewardloom.app.task;

import org.jspecify.annotations.NullMarked;
