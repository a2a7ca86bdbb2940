/** What runs logged beside numbers: texts, images and histograms by step. */
@NullMarked
package rewardloom.model.media;

import org.jspecify.annotations.NullMarked;
