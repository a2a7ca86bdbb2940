/** Trajectories in HDF5: the layouts of Minari and of D4RL. */
@NullMarked
package rewardloom.importers.hdf5;

import org.jspecify.annotations.NullMarked;
