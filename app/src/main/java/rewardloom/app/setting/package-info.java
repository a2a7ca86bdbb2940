/** What the program remembers between two starts, and where it keeps it. */
@NullMarked
package rewardloom.app.setting;

import org.jspecify.annotations.NullMarked;
