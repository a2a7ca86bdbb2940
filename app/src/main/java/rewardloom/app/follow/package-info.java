/** Studies that are kept up to date while their runs go on. */
@NullMarked
package rewardloom.app.follow;

import org.jspecify.annotations.NullMarked;
