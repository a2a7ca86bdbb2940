/** How views have work done off the JavaFX thread. */
@NullMarked
package rewardloom.viewers.work;

import org.jspecify.annotations.NullMarked;
