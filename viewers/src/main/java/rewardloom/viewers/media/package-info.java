/** What runs logged beside numbers: texts, images and histograms, step by step. */
@NullMarked
package rewardloom.viewers.media;

import org.jspecify.annotations.NullMarked;
