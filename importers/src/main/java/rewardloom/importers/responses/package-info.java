/** Sampled texts as experiments nest them: several of one prompt in a record, results of programs that were run. */
@NullMarked
package rewardloom.importers.responses;

import org.jspecify.annotations.NullMarked;
