/** Which columns of which tables an analysis reads: found by role, by name, or where the user says. */
@NullMarked
package rewardloom.model.input;

import org.jspecify.annotations.NullMarked;
