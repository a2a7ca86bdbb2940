/** Charts as plain data: what is drawn, never how. */
@NullMarked
package rewardloom.model.figure;

import org.jspecify.annotations.NullMarked;
