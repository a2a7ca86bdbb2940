/** What is asked: pools of segments, responses and imported pairs, samplers that draw from them, and items that check annotators. */
@NullMarked
package rewardloom.model.preference.sampling;

import org.jspecify.annotations.NullMarked;
