/** Makes the self-contained image, its start-up cache and the packages. Runs at build time only and never ships. */
@NullMarked
package rewardloom.installer;

import org.jspecify.annotations.NullMarked;
