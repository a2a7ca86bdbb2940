/** Proxy and gold reward against the divergence from the reference policy: fits, peaks, best of n, ensembles, optimal frontier. */
@NullMarked
package rewardloom.model.overoptimization;

import org.jspecify.annotations.NullMarked;
