/** What Weights and Biases leaves on disk: the transaction log of a run, and the summary beside it. */
@NullMarked
package rewardloom.importers.wandb;

import org.jspecify.annotations.NullMarked;
