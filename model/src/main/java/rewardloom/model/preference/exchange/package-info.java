/** Labels in the forms in which other programs keep them, both ways. */
@NullMarked
package rewardloom.model.preference.exchange;

import org.jspecify.annotations.NullMarked;
