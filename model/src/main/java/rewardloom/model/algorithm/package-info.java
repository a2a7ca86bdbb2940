/** Comparing algorithms over tasks and seeds: aggregate metrics, performance profiles, probability of improvement, sample efficiency. */
@NullMarked
package rewardloom.model.algorithm;

import org.jspecify.annotations.NullMarked;
