/** Results of multi-agent experiments as the marl-eval library wants them. */
@NullMarked
package rewardloom.importers.marl;

import org.jspecify.annotations.NullMarked;
