/** Groups of sampled responses: scores, gold, correctness, and how far a reward can be relied on. */
@NullMarked
package rewardloom.model.rollout;

import org.jspecify.annotations.NullMarked;
