/** Which step earned the return: rewards that are estimated, redistributed along a trajectory, or given to a process. */
@NullMarked
package rewardloom.model.credit;

import org.jspecify.annotations.NullMarked;
