/** The command search: everything that can be done or looked at, found by a few letters. */
@NullMarked
package rewardloom.app.search;

import org.jspecify.annotations.NullMarked;
