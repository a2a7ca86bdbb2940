/** How rewards come about: rounds of candidates that people choose from, and how far two readings of a reward can be trusted. */
@NullMarked
package rewardloom.model.shaping.design;

import org.jspecify.annotations.NullMarked;
