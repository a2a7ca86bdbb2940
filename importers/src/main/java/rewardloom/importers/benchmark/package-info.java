/** Results of benchmarks of reward models. */
@NullMarked
package rewardloom.importers.benchmark;

import org.jspecify.annotations.NullMarked;
