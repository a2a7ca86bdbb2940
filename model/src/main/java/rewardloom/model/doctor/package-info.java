/** The log doctor: what is odd about logged data themselves, seen while they go by and said with place and count. */
@NullMarked
package rewardloom.model.doctor;

import org.jspecify.annotations.NullMarked;
