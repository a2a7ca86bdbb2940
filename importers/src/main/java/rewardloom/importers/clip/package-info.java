/** Video clips that lie beside trajectories. */
@NullMarked
package rewardloom.importers.clip;

import org.jspecify.annotations.NullMarked;
