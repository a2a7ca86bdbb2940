/** Comparisons and ratings as annotation tools and published data sets nest them: one record for each prompt, with several answers. */
@NullMarked
package rewardloom.importers.preference;

import org.jspecify.annotations.NullMarked;
