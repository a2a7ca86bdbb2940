/** Labelling preference pairs: choosing what to label, one screen for trajectories and texts, what came of it. */
@NullMarked
package rewardloom.viewers.preference;

import org.jspecify.annotations.NullMarked;
