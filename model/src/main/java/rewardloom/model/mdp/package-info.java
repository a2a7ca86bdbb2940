/** Finite Markov decision processes: transitions, rewards, and the policies that are best. */
@NullMarked
package rewardloom.model.mdp;

import org.jspecify.annotations.NullMarked;
