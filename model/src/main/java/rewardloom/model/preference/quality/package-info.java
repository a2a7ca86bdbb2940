/** Whether labels can be trusted: checks that annotators passed, consistency on repeats, favoured sides, speed, circles, and disputes. */
@NullMarked
package rewardloom.model.preference.quality;

import org.jspecify.annotations.NullMarked;
