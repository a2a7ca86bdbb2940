/** The state that the Hugging Face trainer and TRL write beside their checkpoints. */
@NullMarked
package rewardloom.importers.trainer;

import org.jspecify.annotations.NullMarked;
