/** NumPy's files: {@code .npy} series and {@code .npz} archives of evaluations, trajectories and other arrays. */
@NullMarked
package rewardloom.importers.numpy;

import org.jspecify.annotations.NullMarked;
